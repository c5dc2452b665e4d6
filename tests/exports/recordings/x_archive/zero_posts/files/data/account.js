window.YTD.account.part0 = [
 {
  "account": {
   "username": "NordlysEnergi",
   "accountId": "4200",
   "accountDisplayName": "Nordlys Energi"
  }
 }
]