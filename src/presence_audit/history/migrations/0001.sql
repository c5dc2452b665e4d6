-- What runs saw. Moments are whole microseconds since 1970 in UTC; NULL always means "not shown", never zero.

CREATE TABLE meta (
  name TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- With this key the names of strangers become digests, which nobody can undo by trying names without it.
INSERT INTO meta (name, value) VALUES ('key', lower(hex(randomblob(32))));

-- `source` tells two imports of the same moment apart; a scan has none.
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

CREATE TABLE channel (
  id INTEGER NOT NULL PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  platform TEXT NOT NULL,
  kind TEXT NOT NULL,
  handle TEXT NOT NULL,
  url TEXT NOT NULL
) STRICT;

-- Digests of recorded answers, each once: hundreds of posts stand in one answer.
CREATE TABLE digest (
  id INTEGER NOT NULL PRIMARY KEY,
  sha256 TEXT NOT NULL UNIQUE
) STRICT;

-- One channel as one run saw it. `routes` are parted by spaces. `posts` are the numbers of the posts that were listed,
-- as ranges ("3,12-61"). The last four count what the run noticed.
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

CREATE INDEX sighting_of_channel ON sighting (channel, run);

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

CREATE INDEX evidence_of_digest ON evidence (digest, channel);

-- One post, numbered within its channel. `first` is the run that saw it first, `said` the first that saw it as it
-- stands here, `gone` the one that missed it (NULL: it is there). `routes` has a bit for each route that showed it.
-- Columns that name a run have no foreign key: a run may be purged before its posts.
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

CREATE UNIQUE INDEX post_by_id ON post (channel, id);
CREATE INDEX post_by_moment ON post (channel, published_at);
-- A post that is dated to a month may be older than its date: few are, and they are looked for further back.
CREATE INDEX post_of_coarse_date ON post (channel, published_at) WHERE precision > 0;

-- How a post stood before: the columns of `post` from published_at on, as a list, and the run that first saw it so.
CREATE TABLE version (
  channel INTEGER NOT NULL,
  no INTEGER NOT NULL,
  said INTEGER NOT NULL,
  content TEXT NOT NULL,
  PRIMARY KEY (channel, no, said)
) STRICT, WITHOUT ROWID;

-- What a run noticed of a post: it is gone, it is back, it was edited, or it is shown by one route more.
CREATE TABLE event (
  channel INTEGER NOT NULL,
  run INTEGER NOT NULL,
  no INTEGER NOT NULL,
  what TEXT NOT NULL CHECK (what IN ('gone', 'returned', 'edited', 'route')),
  PRIMARY KEY (channel, run, no, what)
) STRICT, WITHOUT ROWID;

CREATE INDEX event_of_post ON event (channel, no);
