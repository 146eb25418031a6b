-- bot.db as the version of 24 November 2026 wrote it (user_version 3), with a row in each table.
CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE updates (
  id INTEGER PRIMARY KEY,
  received_ms INTEGER NOT NULL,
  body TEXT,
  done_ms INTEGER
);
CREATE INDEX waiting_updates ON updates (id) WHERE done_ms IS NULL;
CREATE TABLE answers (
  chat_id INTEGER NOT NULL,
  message_id INTEGER NOT NULL,
  answer_id INTEGER NOT NULL,
  digest TEXT NOT NULL,
  answered_ms INTEGER NOT NULL,
  PRIMARY KEY (chat_id, message_id)
) WITHOUT ROWID;
CREATE TABLE chats (chat_id INTEGER PRIMARY KEY, moved_to INTEGER, gone_ms INTEGER);
CREATE TABLE uploads (
  id TEXT PRIMARY KEY,
  chat_id INTEGER NOT NULL,
  message_id INTEGER NOT NULL,
  status_id INTEGER,
  person_id INTEGER NOT NULL,
  language TEXT NOT NULL,
  file_id TEXT NOT NULL,
  label TEXT NOT NULL,
  stated_bytes INTEGER,
  state TEXT NOT NULL,
  document TEXT,
  received_ms INTEGER NOT NULL,
  UNIQUE (chat_id, message_id)
);
CREATE TABLE jobs (
  id INTEGER PRIMARY KEY,
  task TEXT NOT NULL,
  chat_id INTEGER NOT NULL,
  status_id INTEGER,
  person_id INTEGER NOT NULL,
  language TEXT NOT NULL,
  state TEXT NOT NULL,
  asked_ms INTEGER NOT NULL
);
CREATE TABLE tallies (
  day TEXT NOT NULL,
  source TEXT NOT NULL,
  kind TEXT NOT NULL,
  under_ms INTEGER NOT NULL,
  count INTEGER NOT NULL,
  PRIMARY KEY (day, source, kind, under_ms)
) WITHOUT ROWID;
CREATE TABLE unanswered (
  id INTEGER PRIMARY KEY,
  asked_ms INTEGER NOT NULL,
  why TEXT NOT NULL,
  question TEXT NOT NULL,
  model TEXT,
  vector TEXT
);
CREATE TABLE asked (
  chat_id INTEGER NOT NULL,
  message_id INTEGER NOT NULL,
  answer_id INTEGER NOT NULL,
  person_id INTEGER NOT NULL,
  topic_id INTEGER NOT NULL,
  question TEXT NOT NULL,
  after_question TEXT NOT NULL,
  is_reply INTEGER NOT NULL,
  as_written INTEGER NOT NULL,
  asked_ms INTEGER NOT NULL,
  PRIMARY KEY (chat_id, message_id)
) WITHOUT ROWID;
CREATE INDEX asked_by_answer ON asked (chat_id, answer_id);
INSERT INTO facts VALUES ('offset', '7');
INSERT INTO updates VALUES (1, 1790000000000, '{"update_id":1}', NULL);
INSERT INTO answers VALUES (5, 10, 11, 'digest', 1790000000000);
INSERT INTO chats VALUES (-5, -1005, NULL);
INSERT INTO uploads VALUES ('u1', 5, 12, NULL, 5, 'en', 'file', 'name.txt', 10, 'asked', NULL, 1790000000000);
INSERT INTO jobs VALUES (1, '{}', 5, NULL, 5, 'en', 'waiting', 1790000000000);
INSERT INTO tallies VALUES ('2026-11-24', 'private', 'found', 50, 3);
INSERT INTO unanswered VALUES (1, 1790000000000, 'nothing', 'Who?', NULL, NULL);
INSERT INTO asked VALUES (5, 10, 11, 5, 0, 'Who?', '', 0, 0, 1790000000000);
PRAGMA user_version = 3;
