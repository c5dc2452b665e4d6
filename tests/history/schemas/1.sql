PRAGMA application_id = 1346467172;
PRAGMA user_version = 1;
BEGIN TRANSACTION;
CREATE TABLE channel (
  id INTEGER NOT NULL PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  platform TEXT NOT NULL,
  kind TEXT NOT NULL,
  handle TEXT NOT NULL,
  url TEXT NOT NULL
) STRICT;
INSERT INTO "channel" VALUES(1,'channel:bluesky:nordlys.example','bluesky','account','nordlys.example','https://bsky.app/profile/nordlys.example');
CREATE TABLE digest (
  id INTEGER NOT NULL PRIMARY KEY,
  sha256 TEXT NOT NULL UNIQUE
) STRICT;
INSERT INTO "digest" VALUES(1,'07187185d7a4e16413df620a5ade443c6d6a0b7b277b9caf21715647f0bad8da');
INSERT INTO "digest" VALUES(2,'4d05ee4447207b08242d23ac202ab88bd96c380270bb28667e4352781547d897');
INSERT INTO "digest" VALUES(3,'9f694e811f35288fe6e41ede94225af1ffe3efd7d973dcd9b2c7d7365a97e0e9');
INSERT INTO "digest" VALUES(4,'e4632b2b3d0be8aa7cac9524c080f8a52eebec7c2c44f2ea7c4b468f59f2d0da');
INSERT INTO "digest" VALUES(5,'a40d58fe7a2dbff58f6ad6c6ec83677579e8805764fdf3f189a4c6a333ad2bce');
CREATE TABLE event (
  channel INTEGER NOT NULL,
  run INTEGER NOT NULL,
  no INTEGER NOT NULL,
  what TEXT NOT NULL CHECK (what IN ('gone', 'returned', 'edited', 'route')),
  PRIMARY KEY (channel, run, no, what)
) STRICT, WITHOUT ROWID;
INSERT INTO "event" VALUES(1,4,1,'gone');
INSERT INTO "event" VALUES(1,2,2,'gone');
INSERT INTO "event" VALUES(1,4,2,'returned');
INSERT INTO "event" VALUES(1,2,3,'edited');
CREATE TABLE evidence (
  run INTEGER NOT NULL,
  channel INTEGER NOT NULL,
  place INTEGER NOT NULL,
  url TEXT NOT NULL,
  status INTEGER,
  digest INTEGER REFERENCES digest (id),
  fetched_at INTEGER NOT NULL,
  PRIMARY KEY (run, channel, place),
  FOREIGN KEY (run, channel) REFERENCES sighting (run, channel) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
INSERT INTO "evidence" VALUES(1,1,0,'https://bsky.app/profile/nordlys.example',200,1,1768089600000000);
INSERT INTO "evidence" VALUES(2,1,0,'https://bsky.app/profile/nordlys.example',200,2,1768694400000000);
INSERT INTO "evidence" VALUES(3,1,0,'https://bsky.app/profile/nordlys.example',200,3,1769299200000000);
INSERT INTO "evidence" VALUES(4,1,0,'https://bsky.app/profile/nordlys.example',200,4,1769904000000000);
INSERT INTO "evidence" VALUES(5,1,0,'https://bsky.app/profile/nordlys.example',200,5,1769990400000000);
CREATE TABLE meta (
  name TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO "meta" VALUES('key','0000000000000000000000000000000000000000000000000000000000000000');
CREATE TABLE post (
  channel INTEGER NOT NULL,
  no INTEGER NOT NULL,
  id TEXT NOT NULL,
  first INTEGER NOT NULL,
  said INTEGER NOT NULL,
  gone INTEGER,
  routes INTEGER NOT NULL,
  published_at INTEGER,
  precision INTEGER NOT NULL,
  kind INTEGER NOT NULL,
  route INTEGER,
  is_reply INTEGER,
  is_repost INTEGER,
  is_pinned INTEGER,
  words INTEGER NOT NULL,
  print INTEGER,
  media INTEGER,
  media_with_alt INTEGER,
  language TEXT,
  likes INTEGER,
  comments INTEGER,
  shares INTEGER,
  views INTEGER,
  hashtags INTEGER NOT NULL,
  url TEXT NOT NULL,
  seen_in INTEGER,
  rest TEXT,
  PRIMARY KEY (channel, no)
) STRICT, WITHOUT ROWID;
INSERT INTO "post" VALUES(1,1,'p1',1,1,4,1,1767312000000000,0,0,0,0,0,NULL,4,-3636315639593018822,NULL,NULL,NULL,NULL,NULL,NULL,NULL,0,'https://bsky.app/profile/nordlys.example/post/1',1,'{"author":"~d474d370a49bdab6279d2b81"}');
INSERT INTO "post" VALUES(1,2,'p2',1,1,NULL,1,1767398400000000,0,0,0,0,0,NULL,4,7561650074969455910,NULL,NULL,NULL,NULL,NULL,NULL,NULL,0,'https://bsky.app/profile/nordlys.example/post/2',1,NULL);
INSERT INTO "post" VALUES(1,3,'p3',1,2,NULL,1,1767484800000000,0,0,0,0,0,NULL,1,3059091066565930947,NULL,NULL,NULL,NULL,NULL,NULL,NULL,0,'https://bsky.app/profile/nordlys.example/post/3',2,NULL);
INSERT INTO "post" VALUES(1,4,'p4',1,1,NULL,1,1767571200000000,0,0,0,1,0,NULL,4,-7225683291618123757,NULL,NULL,NULL,NULL,NULL,NULL,NULL,0,'https://bsky.app/profile/nordlys.example/post/4',1,NULL);
INSERT INTO "post" VALUES(1,5,'p12',2,2,NULL,1,1768262400000000,0,0,0,0,0,NULL,4,4657909515371821747,NULL,NULL,NULL,NULL,NULL,NULL,NULL,0,'https://bsky.app/profile/nordlys.example/post/12',2,NULL);
INSERT INTO "post" VALUES(1,6,'p30',4,4,NULL,1,1769817600000000,0,0,0,0,0,NULL,4,-907051838230298066,NULL,NULL,NULL,NULL,NULL,NULL,NULL,0,'https://bsky.app/profile/nordlys.example/post/30',4,NULL);
INSERT INTO "post" VALUES(1,7,'p-5',5,5,NULL,8,1766793600000000,0,0,3,0,0,NULL,4,-6419942224577115274,NULL,NULL,NULL,NULL,NULL,NULL,NULL,0,'https://bsky.app/profile/nordlys.example/post/-5',5,NULL);
CREATE TABLE run (
  id INTEGER NOT NULL PRIMARY KEY,
  as_of INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('scan', 'import')),
  source TEXT NOT NULL,
  window_days INTEGER NOT NULL,
  method TEXT NOT NULL,
  version TEXT NOT NULL,
  UNIQUE (as_of, kind, source)
) STRICT;
INSERT INTO "run" VALUES(1,1768089600000000,'scan','',182,'1','0.1');
INSERT INTO "run" VALUES(2,1768694400000000,'scan','',182,'1','0.1');
INSERT INTO "run" VALUES(3,1769299200000000,'scan','',182,'1','0.1');
INSERT INTO "run" VALUES(4,1769904000000000,'scan','',182,'1','0.1');
INSERT INTO "run" VALUES(5,1769990400000000,'import','0e5d8987a463f036',182,'1','0.1');
CREATE TABLE sighting (
  run INTEGER NOT NULL REFERENCES run (id) ON DELETE CASCADE,
  channel INTEGER NOT NULL REFERENCES channel (id) ON DELETE CASCADE,
  owner TEXT NOT NULL,
  outcome TEXT NOT NULL,
  reason TEXT NOT NULL,
  next_step TEXT NOT NULL,
  observed_at INTEGER,
  followers INTEGER,
  followers_precision TEXT,
  verified INTEGER,
  oldest INTEGER,
  newest INTEGER,
  reaches_back_to INTEGER,
  complete INTEGER NOT NULL,
  routes TEXT NOT NULL,
  posts TEXT NOT NULL,
  added INTEGER NOT NULL,
  edited INTEGER NOT NULL,
  gone INTEGER NOT NULL,
  returned INTEGER NOT NULL,
  PRIMARY KEY (run, channel)
) STRICT, WITHOUT ROWID;
INSERT INTO "sighting" VALUES(1,1,'company','ok','','',1768089600000000,NULL,NULL,NULL,NULL,NULL,1767225600000000,0,'live','1-4',4,0,0,0);
INSERT INTO "sighting" VALUES(2,1,'company','ok','','',1768694400000000,NULL,NULL,NULL,NULL,NULL,1767225600000000,0,'live','1,3,5',1,1,1,0);
INSERT INTO "sighting" VALUES(3,1,'company','login_wall','','',1769299200000000,NULL,NULL,NULL,NULL,NULL,NULL,0,'live','',0,0,0,0);
INSERT INTO "sighting" VALUES(4,1,'company','ok','','',1769904000000000,NULL,NULL,NULL,NULL,NULL,1767268800000000,0,'live','2-3,5-6',1,0,1,1);
INSERT INTO "sighting" VALUES(5,1,'company','ok','','',1769990400000000,NULL,NULL,NULL,NULL,NULL,1766361600000000,0,'export','7',1,0,0,0);
CREATE TABLE version (
  channel INTEGER NOT NULL,
  no INTEGER NOT NULL,
  said INTEGER NOT NULL,
  content TEXT NOT NULL,
  PRIMARY KEY (channel, no, said)
) STRICT, WITHOUT ROWID;
INSERT INTO "version" VALUES(1,3,1,'[1767484800000000,0,0,0,0,0,null,4,5448366200757038939,null,null,null,null,null,null,null,0,"https://bsky.app/profile/nordlys.example/post/3",1,null]');
CREATE INDEX sighting_of_channel ON sighting (channel, run);
CREATE INDEX evidence_of_digest ON evidence (digest, channel);
CREATE UNIQUE INDEX post_by_id ON post (channel, id);
CREATE INDEX post_by_moment ON post (channel, published_at);
CREATE INDEX post_of_coarse_date ON post (channel, published_at) WHERE precision > 0;
CREATE INDEX event_of_post ON event (channel, no);
COMMIT;
