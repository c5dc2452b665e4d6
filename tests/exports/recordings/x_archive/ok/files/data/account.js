window.YTD.account.part0 = [
 {
  "account": {
   "createdVia": "web",
   "username": "NordlysEnergi",
   "accountId": "4200",
   "createdAt": "2012-01-01T00:00:00.000Z",
   "accountDisplayName": "Nordlys Energi"
  }
 }
]