window.YTD.tweets.part0 = [
 {
  "tweet": {
   "id_str": "2105991182545846272",
   "id": "2105991182545846272",
   "created_at": "Fri Oct 02 12:00:00 +0000 2026",
   "full_text": "@karinordmann Takk for spørsmålet! Svaret er ja.",
   "favorite_count": "0",
   "retweet_count": "0",
   "retweeted": false,
   "favorited": false,
   "truncated": false,
   "lang": "no",
   "entities": {
    "hashtags": [],
    "symbols": [],
    "user_mentions": [
     {
      "name": "Kari Nordmann",
      "screen_name": "karinordmann",
      "id_str": "5300",
      "id": "5300",
      "indices": [
       "0",
       "13"
      ]
     }
    ],
    "urls": []
   },
   "in_reply_to_status_id_str": "1800000000000000000",
   "in_reply_to_user_id_str": "5300",
   "in_reply_to_screen_name": "karinordmann"
  }
 },
 {
  "tweet": {
   "id_str": "2122966164173750272",
   "id": "2122966164173750272",
   "created_at": "Wed Nov 18 08:12:31 +0000 2026",
   "full_text": "Ny rapport &amp; tall om havvind: https://t.co/aaa #havvind https://t.co/bbb",
   "favorite_count": "12",
   "retweet_count": "3",
   "retweeted": false,
   "favorited": false,
   "truncated": false,
   "lang": "no",
   "entities": {
    "hashtags": [
     {
      "text": "havvind",
      "indices": [
       "40",
       "48"
      ]
     }
    ],
    "symbols": [],
    "user_mentions": [],
    "urls": [
     {
      "url": "https://t.co/aaa",
      "expanded_url": "https://nordlys.example/rapport",
      "display_url": "nordlys.example/rapport",
      "indices": [
       "20",
       "39"
      ]
     }
    ],
    "media": [
     {
      "url": "https://t.co/bbb",
      "type": "photo",
      "id_str": "1"
     }
    ]
   },
   "extended_entities": {
    "media": [
     {
      "url": "https://t.co/bbb",
      "type": "photo",
      "id_str": "1"
     },
     {
      "url": "https://t.co/bbb",
      "type": "photo",
      "id_str": "2"
     }
    ]
   }
  }
 },
 {
  "tweet": {
   "id_str": "2122968047416246272",
   "id": "2122968047416246272",
   "created_at": "Wed Nov 18 08:20:00 +0000 2026",
   "full_text": "Og her er hovedfunnene i en tråd.",
   "favorite_count": "4",
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
   },
   "in_reply_to_status_id_str": "2122966164173750272",
   "in_reply_to_user_id_str": "4200",
   "in_reply_to_screen_name": "NordlysEnergi"
  }
 },
 {
  "tweet": {
   "id_str": "1080388224414646272",
   "id": "1080388224414646272",
   "created_at": "Wed Jan 02 09:00:00 +0000 2019",
   "full_text": "Vi er på Twitter.",
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
   },
   "in_reply_to_status_id_str": "1000000000000000000"
  }
 }
]