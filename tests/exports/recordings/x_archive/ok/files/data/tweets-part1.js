window.YTD.tweets.part1 = [
 {
  "tweet": {
   "id_str": "2099385174717366272",
   "id": "2099385174717366272",
   "created_at": "Mon Sep 14 06:30:05 +0000 2026",
   "full_text": "Viktig lesning. https://t.co/ccc",
   "favorite_count": "1",
   "retweet_count": "0",
   "retweeted": false,
   "favorited": false,
   "truncated": false,
   "lang": "no",
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": [
     {
      "url": "https://t.co/ccc",
      "expanded_url": "https://twitter.com/havvindnytt/status/1830000000000000000",
      "display_url": "twitter.com/havvindnytt/s…",
      "indices": [
       "16",
       "39"
      ]
     }
    ]
   }
  }
 },
 {
  "tweet": {
   "id_str": "2072258912056246272",
   "id": "2072258912056246272",
   "created_at": "Wed Jul 01 10:00:00 +0000 2026",
   "full_text": "RT @havvindnytt: Rekordmange har søkt om å bygge ut havvind i nord, og flere enn ventet kom fra små…",
   "favorite_count": "0",
   "retweet_count": "41",
   "retweeted": false,
   "favorited": false,
   "truncated": false,
   "lang": "no",
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [
     {
      "name": "Havvindnytt",
      "screen_name": "havvindnytt",
      "id_str": "77",
      "id": "77",
      "indices": [
       "3",
       "15"
      ]
     }
    ],
    "urls": []
   }
  }
 },
 {
  "tweet": {
   "id_str": "2039991292523446272",
   "id": "2039991292523446272",
   "created_at": "Fri Apr 03 09:00:00 +0000 2026",
   "full_text": "God påske fra oss alle!",
   "favorite_count": "0",
   "retweet_count": "0",
   "retweeted": false,
   "favorited": false,
   "truncated": false,
   "lang": "und",
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [],
    "urls": []
   }
  }
 }
]