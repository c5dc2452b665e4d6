window.YTD.deleted_tweets.part0 = [
 {
  "tweet": {
   "id_str": "2123702889477046272",
   "id": "2123702889477046272",
   "created_at": "Fri Nov 20 09:00:00 +0000 2026",
   "full_text": "Slettet.",
   "favorite_count": "0",
   "retweet_count": "0",
   "retweeted": false,
   "favorited": false,
   "truncated": false,
   "lang": "no",
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 }
]