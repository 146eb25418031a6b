/**
 * The `shared` tables of the state (src/bot/privacy/personal-tables.ts) as PostgreSQL has them, column by column as in the file
 * (state.ts). Each step leads from one version to the next; one that has been released is never edited, and it may only add:
 * instances of the version before go on meanwhile.
 */
export const SHARED_STEPS: readonly string[] = [
  `CREATE TABLE answers (
     chat_id bigint,
     message_id bigint,
     answer_id bigint NOT NULL,
     digest text NOT NULL,
     answered_ms bigint NOT NULL,
     PRIMARY KEY (chat_id, message_id)
   );
   CREATE TABLE chats (chat_id bigint PRIMARY KEY, moved_to bigint, gone_ms bigint);
   CREATE TABLE tallies (
     day text COLLATE "C",
     source text,
     kind text,
     under_ms bigint,
     count bigint NOT NULL,
     PRIMARY KEY (day, source, kind, under_ms)
   );
   CREATE TABLE unanswered (
     id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
     asked_ms bigint NOT NULL,
     why text NOT NULL,
     question text NOT NULL,
     model text,
     vector text
   );
   CREATE TABLE asked (
     chat_id bigint,
     message_id bigint,
     answer_id bigint NOT NULL,
     person_id bigint NOT NULL,
     topic_id bigint NOT NULL,
     question text NOT NULL,
     after_question text NOT NULL,
     is_reply bigint NOT NULL,
     as_written bigint NOT NULL,
     asked_ms bigint NOT NULL,
     kind text NOT NULL,
     shown text NOT NULL,
     PRIMARY KEY (chat_id, message_id)
   );
   CREATE INDEX asked_by_answer ON asked (chat_id, answer_id);
   CREATE INDEX asked_by_person ON asked (person_id, asked_ms);
   CREATE TABLE chat_settings (
     chat_id bigint PRIMARY KEY,
     length text NOT NULL DEFAULT 'usual',
     speaks text NOT NULL DEFAULT 'addressed',
     when_nothing text NOT NULL DEFAULT 'line',
     language text,
     folder text,
     silent_until_ms bigint NOT NULL DEFAULT 0
   );
   CREATE TABLE listed (id bigint PRIMARY KEY, added_ms bigint NOT NULL);
   CREATE TABLE pairing_codes (digest text PRIMARY KEY, expires_ms bigint NOT NULL);
   CREATE TABLE votes (
     chat_id bigint,
     answer_id bigint,
     person_id bigint,
     vote text NOT NULL,
     update_id bigint NOT NULL,
     voted_ms bigint NOT NULL,
     PRIMARY KEY (chat_id, answer_id, person_id)
   );
   CREATE TABLE judged (
     chat_id bigint,
     answer_id bigint,
     kind text NOT NULL,
     judged_ms bigint NOT NULL,
     question text,
     citation text,
     document text,
     sentence text,
     unanswered_id bigint,
     PRIMARY KEY (chat_id, answer_id)
   );
   CREATE TABLE saved (
     id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
     person_id bigint NOT NULL,
     citation text NOT NULL,
     quote text NOT NULL,
     saved_ms bigint NOT NULL,
     used_ms bigint NOT NULL,
     UNIQUE (person_id, citation)
   );
   CREATE TABLE moves (id text PRIMARY KEY);`,
];
