window.__THAR_CONFIG = {
 "userInfo": {
  "accountId": "4200",
  "userName": "NordlysEnergi",
  "displayName": "Nordlys Energi"
 },
 "archiveInfo": {
  "sizeBytes": "4563",
  "generationDate": "2026-11-20T05:46:38.082Z",
  "isPartialArchive": false,
  "maxPartSizeBytes": "53687091200"
 },
 "dataTypes": {
  "tweets": {
   "mediaDirectory": "data/tweets_media",
   "files": [
    {
     "fileName": "data/tweets.js",
     "globalName": "YTD.tweets.part0",
     "count": "4"
    },
    {
     "fileName": "data/tweets-part1.js",
     "globalName": "YTD.tweets.part1",
     "count": "3"
    }
   ]
  }
 }
}