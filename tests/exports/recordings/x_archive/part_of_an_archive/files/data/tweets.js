window.YTD.tweets.part0 = [
 {
  "tweet": {
   "id_str": "2122968047416246272",
   "created_at": "Wed Nov 18 08:20:00 +0000 2026",
   "full_text": "Hei.",
   "lang": "no",
   "entities": {}
  }
 },
 {
  "tweet": {
   "full_text": "no id"
  }
 }
]