import { randomBytes } from 'node:crypto';
import type { StateDatabase } from '../inbox/state.ts';

/**
 * How far a file from the chat is.
 *
 * - `fetching`: named by Telegram, being downloaded and looked at.
 * - `offered`: here, and a maintainer decides.
 * - `taken`: to be added; a task says what becomes of it.
 * - `closed`: discarded, refused or added.
 */
type UploadState = 'fetching' | 'offered' | 'taken' | 'closed';

/** A file that a maintainer sent. */
export interface Upload {
  /** Names it on disk and in buttons: nothing of the file's own name. */
  readonly id: string;
  readonly chatId: number;
  /** The message that brought it. */
  readonly messageId: number;
  /** The bot's message about it; undefined before it is sent. */
  readonly statusId: number | undefined;
  readonly personId: number;
  /** Of the person, as Telegram says. */
  readonly language: string;
  readonly fileId: string;
  /** The file's own name, to be shown and no more. */
  readonly label: string;
  readonly statedBytes: number | undefined;
  readonly state: UploadState;
  /** Id of the document that it becomes; undefined until it was looked at. */
  readonly document: string | undefined;
}

export type NewUpload = Omit<Upload, 'id' | 'statusId' | 'state' | 'document'>;

/** What is known of files from the chat, across restarts. */
export interface UploadBook {
  /** Undefined where that message's file is known already: the update came twice. */
  add(upload: NewUpload): Upload | undefined;
  find(id: string): Upload | undefined;
  /** All that are in one of these states, oldest first. */
  all(state: UploadState): Upload[];
  told(id: string, statusId: number): void;
  offer(id: string, document: string): void;
  /** False where it is in another state than `from`: somebody was faster. */
  move(id: string, from: UploadState, to: UploadState): boolean;
  /** Those that nobody decided on since, and forgets them. */
  forget(beforeMs: number): Upload[];
}

interface Row {
  readonly id: string;
  readonly chat_id: number;
  readonly message_id: number;
  readonly status_id: number | null;
  readonly person_id: number;
  readonly language: string;
  readonly file_id: string;
  readonly label: string;
  readonly stated_bytes: number | null;
  readonly state: UploadState;
  readonly document: string | null;
}

export function openUploadBook(db: StateDatabase, now: () => number = Date.now): UploadBook {
  const insert = db.prepare(
    `INSERT OR IGNORE INTO uploads
       (id, chat_id, message_id, person_id, language, file_id, label, stated_bytes, state, received_ms)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'fetching', ?)`,
  );
  const select = db.prepare('SELECT * FROM uploads WHERE id = ?');
  const selectAll = db.prepare('SELECT * FROM uploads WHERE state = ? ORDER BY received_ms, id');
  const selectOld = db.prepare('SELECT * FROM uploads WHERE received_ms < ?');
  const removeOld = db.prepare('DELETE FROM uploads WHERE received_ms < ?');
  const tell = db.prepare('UPDATE uploads SET status_id = ? WHERE id = ?');
  const offer = db.prepare("UPDATE uploads SET state = 'offered', document = ? WHERE id = ?");
  const move = db.prepare('UPDATE uploads SET state = ? WHERE id = ? AND state = ?');
  const find = (id: string): Upload | undefined => {
    const row = select.get(id) as Row | undefined;
    return row && uploadOf(row);
  };
  return {
    add(upload) {
      const id = randomBytes(9).toString('base64url');
      const { chatId, messageId, personId, language, fileId, label, statedBytes = null } = upload;
      const values = [id, chatId, messageId, personId, language, fileId, label, statedBytes, now()];
      return insert.run(...values).changes > 0 ? find(id) : undefined;
    },
    find,
    all: (state) => selectAll.all(state).map((row) => uploadOf(row as Row)),
    told: (id, statusId) => void tell.run(statusId, id),
    offer: (id, document) => void offer.run(document, id),
    move: (id, from, to) => move.run(to, id, from).changes > 0,
    forget(beforeMs) {
      const old = selectOld.all(beforeMs).map((row) => uploadOf(row as Row));
      removeOld.run(beforeMs);
      return old;
    },
  };
}

function uploadOf(row: Row): Upload {
  const { id, chat_id, message_id, person_id, language, file_id, label, state } = row;
  return {
    id,
    language,
    label,
    state,
    chatId: chat_id,
    messageId: message_id,
    statusId: row.status_id ?? undefined,
    personId: person_id,
    fileId: file_id,
    statedBytes: row.stated_bytes ?? undefined,
    document: row.document ?? undefined,
  };
}
