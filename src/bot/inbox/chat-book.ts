import type { AnswerMemory } from '../answered.ts';
import type { ChatBook } from '../telegram/persistence.ts';
import type { Journal } from './journal.ts';
import type { StateDatabase } from './state.ts';

interface ChatRow {
  readonly moved_to: number | null;
  readonly gone_ms: number | null;
}

/** Moves that lead to moves end here: more would be a circle. */
const MAX_MOVES = 5;

/** What is known of chats, kept in the bot's state. */
export function openChatBook(db: StateDatabase, now: () => number = Date.now): ChatBook {
  const find = db.prepare('SELECT moved_to, gone_ms FROM chats WHERE chat_id = ?');
  const move = db.prepare(
    'INSERT INTO chats (chat_id, moved_to) VALUES (?, ?) ON CONFLICT (chat_id) DO UPDATE SET moved_to = excluded.moved_to',
  );
  const follow = ['UPDATE OR IGNORE chat_settings SET chat_id = ? WHERE chat_id = ?']
    .concat('UPDATE OR IGNORE listed SET id = ? WHERE id = ?')
    .map((sql) => db.prepare(sql));
  const noteMove = db.transaction((from: number, to: number) => {
    move.run(from, to);
    for (const statement of follow) statement.run(to, from);
  });
  const mark = db.prepare(
    'INSERT INTO chats (chat_id, gone_ms) VALUES (?, ?) ON CONFLICT (chat_id) DO UPDATE SET gone_ms = excluded.gone_ms',
  );
  return {
    currentId(chatId) {
      let current = chatId;
      for (let moves = 0; moves < MAX_MOVES; moves++) {
        const row = find.get(current) as ChatRow | undefined;
        if (!row?.moved_to) break;
        current = row.moved_to;
      }
      return current;
    },
    moved(from, to) {
      noteMove(from, to);
    },
    gone(chatId) {
      mark.run(chatId, now());
    },
    goneAt(chatId) {
      const row = find.get(chatId) as ChatRow | undefined;
      return row?.gone_ms ?? undefined;
    },
  };
}

interface AnswerRow {
  readonly answer_id: number;
  readonly digest: string;
}

const REMEMBER = 'INSERT OR REPLACE INTO answers VALUES (?, ?, ?, ?, ?)';

/** Where answers stand, kept in the bot's state. */
export function openAnswerMemory(
  db: StateDatabase,
  journal: Journal,
  now: () => number = Date.now,
): AnswerMemory {
  const find = db.prepare(
    'SELECT answer_id, digest FROM answers WHERE chat_id = ? AND message_id = ?',
  );
  return {
    remember({ chatId, messageId }, { answerId, digest }) {
      const values = [chatId, messageId, answerId, digest, now()];
      return journal.write({ sql: REMEMBER, values });
    },
    find({ chatId, messageId }) {
      const row = find.get(chatId, messageId) as AnswerRow | undefined;
      return row && { answerId: row.answer_id, digest: row.digest };
    },
  };
}
