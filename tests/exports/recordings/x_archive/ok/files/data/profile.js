window.YTD.profile.part0 = [
 {
  "profile": {
   "description": {
    "bio": "Vi bygger havvind.",
    "website": "https://t.co/ddd",
    "location": "Bergen"
   },
   "avatarMediaUrl": "https://pbs.twimg.example/a.jpg"
  }
 }
]