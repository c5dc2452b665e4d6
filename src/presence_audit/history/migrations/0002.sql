-- What was measured, which files were handed over, and who asked to be forgotten. No scores: they are made anew from
-- these by whichever method is today's.

CREATE TABLE measure (
  run INTEGER NOT NULL PRIMARY KEY REFERENCES run (id) ON DELETE CASCADE,
  name TEXT NOT NULL,
  website TEXT,
  timezone TEXT NOT NULL,
  kind TEXT NOT NULL,
  size INTEGER,
  cap TEXT,
  intervals INTEGER NOT NULL
) STRICT;

CREATE TABLE leaf (
  run INTEGER NOT NULL REFERENCES measure (run) ON DELETE CASCADE,
  place INTEGER NOT NULL,
  pillar TEXT NOT NULL,
  metric TEXT NOT NULL,
  subject TEXT NOT NULL,
  weight REAL NOT NULL,
  state TEXT NOT NULL,
  value REAL,
  low REAL,
  high REAL,
  reason TEXT NOT NULL,
  PRIMARY KEY (run, place)
) STRICT, WITHOUT ROWID;

CREATE TABLE channel_line (
  run INTEGER NOT NULL REFERENCES measure (run) ON DELETE CASCADE,
  place INTEGER NOT NULL,
  subject TEXT NOT NULL,
  owner TEXT NOT NULL,
  platform TEXT NOT NULL,
  handle TEXT NOT NULL,
  url TEXT NOT NULL,
  outcome TEXT NOT NULL,
  reason TEXT NOT NULL,
  next_step TEXT NOT NULL,
  followers INTEGER,
  followers_precision TEXT,
  posts_seen INTEGER,
  posts_per_week REAL,
  last_post_at INTEGER,
  oldest INTEGER,
  newest INTEGER,
  reaches_back_to INTEGER,
  complete INTEGER NOT NULL,
  provenance TEXT NOT NULL,
  PRIMARY KEY (run, place)
) STRICT, WITHOUT ROWID;

-- Leaders by id, without their names.
CREATE TABLE leader_line (
  run INTEGER NOT NULL REFERENCES measure (run) ON DELETE CASCADE,
  place INTEGER NOT NULL,
  leader TEXT NOT NULL,
  role TEXT NOT NULL,
  posts_per_week REAL,
  last_post_at INTEGER,
  PRIMARY KEY (run, place)
) STRICT, WITHOUT ROWID;

CREATE TABLE finding (
  run INTEGER NOT NULL REFERENCES measure (run) ON DELETE CASCADE,
  place INTEGER NOT NULL,
  id TEXT NOT NULL,
  subject TEXT NOT NULL,
  PRIMARY KEY (run, place)
) STRICT, WITHOUT ROWID;

CREATE TABLE benchmark (
  run INTEGER NOT NULL REFERENCES measure (run) ON DELETE CASCADE,
  place INTEGER NOT NULL,
  subject TEXT NOT NULL,
  typical REAL NOT NULL,
  leading REAL NOT NULL,
  basis TEXT NOT NULL,
  PRIMARY KEY (run, place)
) STRICT, WITHOUT ROWID;

CREATE TABLE partial (
  run INTEGER NOT NULL REFERENCES measure (run) ON DELETE CASCADE,
  place INTEGER NOT NULL,
  metric TEXT NOT NULL,
  subject TEXT NOT NULL,
  lower INTEGER NOT NULL,
  higher INTEGER NOT NULL,
  PRIMARY KEY (run, place)
) STRICT, WITHOUT ROWID;

-- A file that was handed over; `subjects` are the leaders that it shows, as a list.
CREATE TABLE delivery (
  path TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  format TEXT NOT NULL,
  written_at INTEGER NOT NULL,
  as_of INTEGER NOT NULL,
  subjects TEXT NOT NULL,
  PRIMARY KEY (path, sha256)
) STRICT, WITHOUT ROWID;

-- Who is not to come back, by the keyed digest of a name or of a channel.
CREATE TABLE tombstone (
  digest TEXT NOT NULL PRIMARY KEY,
  day TEXT NOT NULL
) STRICT, WITHOUT ROWID;
