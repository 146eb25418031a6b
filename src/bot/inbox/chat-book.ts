import type { AnswerMemory } from '../answered.ts';
import type { ChatBook } from '../telegram/persistence.ts';
import { ask, type Store, type Work } from './store.ts';

interface ChatRow {
  readonly moved_to: number | null;
  readonly gone_ms: number | null;
}

/** Moves that lead to moves end here: more would be a circle. */
const MAX_MOVES = 5;

/** What is known of chats, kept in the bot's state. */
export function openChatBook(store: Store, now: () => number = Date.now): ChatBook {
  const find = async (chatId: number) => {
    const sql = 'SELECT moved_to, gone_ms FROM chats WHERE chat_id = ?';
    const [row] = await store.rows<ChatRow>(sql, [chatId]);
    return row;
  };
  return {
    async currentId(chatId) {
      let current = chatId;
      for (let moves = 0; moves < MAX_MOVES; moves++) {
        const row = await find(current);
        if (!row?.moved_to) break;
        current = row.moved_to;
      }
      return current;
    },
    moved: (from, to) => store.atOnce(() => moving(from, to)),
    gone: (chatId) => store.write(GONE, [chatId, now()]),
    goneAt: async (chatId) => (await find(chatId))?.gone_ms ?? undefined,
  };
}

const GONE = `INSERT INTO chats (chat_id, gone_ms) VALUES (?, ?)
  ON CONFLICT (chat_id) DO UPDATE SET gone_ms = excluded.gone_ms`;
const MOVED = `INSERT INTO chats (chat_id, moved_to) VALUES (?, ?)
  ON CONFLICT (chat_id) DO UPDATE SET moved_to = excluded.moved_to`;

function* moving(from: number, to: number): Work<void> {
  yield* ask(MOVED, [from, to]);
  yield* ask(following('chat_settings', 'chat_id'), [to, from]);
  yield* ask(following('listed', 'id'), [to, from]);
}

/** Not where there is a row of the new id already. */
function following(table: string, id: string): string {
  return `UPDATE ${table} SET ${id} = ?1
    WHERE ${id} = ?2 AND NOT EXISTS (SELECT 1 FROM ${table} WHERE ${id} = ?1)`;
}

interface AnswerRow {
  readonly answer_id: number;
  readonly digest: string;
}

const REMEMBER = `INSERT INTO answers VALUES (?, ?, ?, ?, ?)
  ON CONFLICT (chat_id, message_id) DO UPDATE SET answer_id = excluded.answer_id,
    digest = excluded.digest, answered_ms = excluded.answered_ms`;

/** Telegram repeats an update for a day at most, and questions are edited within minutes; twice that, for clocks. Milliseconds. */
const REMEMBERED_MS = 48 * 60 * 60_000;

/** Where answers stand, kept in the bot's state. */
export function openAnswerMemory(store: Store, now: () => number = Date.now): AnswerMemory {
  const find = 'SELECT answer_id, digest FROM answers WHERE chat_id = ? AND message_id = ?';
  return {
    remember: ({ chatId, messageId }, { answerId, digest }) =>
      store.write(REMEMBER, [chatId, messageId, answerId, digest, now()]),
    async find({ chatId, messageId }) {
      const [row] = await store.rows<AnswerRow>(find, [chatId, messageId]);
      return row && { answerId: row.answer_id, digest: row.digest };
    },
    forgetOld: () =>
      store.write('DELETE FROM answers WHERE answered_ms < ?', [now() - REMEMBERED_MS]),
  };
}
