import type { AnswerKind, Excerpt } from '../../retrieval/answer.ts';
import type { AskedQuestion, QuestionMemory } from '../asked.ts';
import type { Store } from './store.ts';

export interface QuestionMemoryParts {
  readonly store: Store;
  /** How long a question is kept; 0 keeps none. */
  readonly keepMs: number;
  readonly now?: () => number;
}

interface Row {
  readonly chat_id: number;
  readonly message_id: number;
  readonly answer_id: number;
  readonly person_id: number;
  readonly topic_id: number;
  readonly question: string;
  /** Empty where it follows none. */
  readonly after_question: string;
  readonly is_reply: number;
  readonly as_written: number;
  readonly asked_ms: number;
  readonly kind: AnswerKind;
  readonly shown: string;
}

const REMEMBER = `INSERT INTO asked VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
  ON CONFLICT (chat_id, message_id) DO UPDATE SET answer_id = excluded.answer_id,
    person_id = excluded.person_id, topic_id = excluded.topic_id, question = excluded.question,
    after_question = excluded.after_question, is_reply = excluded.is_reply,
    as_written = excluded.as_written, asked_ms = excluded.asked_ms,
    kind = excluded.kind, shown = excluded.shown`;
const BY_ANSWER = 'SELECT * FROM asked WHERE chat_id = ? AND answer_id = ? AND asked_ms >= ?';
const LAST = `SELECT * FROM asked WHERE chat_id = ? AND person_id = ? AND topic_id = ? AND message_id < ?
  AND asked_ms >= ? ORDER BY message_id DESC LIMIT 1`;
const RECENT = `SELECT question FROM asked WHERE person_id = ? AND asked_ms >= ? AND after_question = ''
  GROUP BY question ORDER BY MAX(asked_ms) DESC, MAX(message_id) DESC LIMIT ?`;
const IN_CHAT = `SELECT * FROM asked WHERE chat_id = ? AND asked_ms >= ? AND shown <> '[]'
  ORDER BY message_id DESC LIMIT ?`;

/** Questions of late, kept in the bot's state. */
export function openQuestionMemory(parts: QuestionMemoryParts): QuestionMemory {
  const { store, keepMs, now = Date.now } = parts;
  const oldestMs = () => now() - keepMs;
  return {
    async remember(asked) {
      if (keepMs > 0) await store.write(REMEMBER, valuesOf(asked));
    },
    async answeredBy(chatId, answerId) {
      const [row] = await store.rows<Row>(BY_ANSWER, [chatId, answerId, oldestMs()]);
      return row && askedOf(row);
    },
    async lastBefore({ chatId, personId, topicId }, messageId, sinceMs) {
      const fromMs = Math.max(sinceMs, oldestMs());
      const [row] = await store.rows<Row>(LAST, [chatId, personId, topicId, messageId, fromMs]);
      return row && askedOf(row);
    },
    async recentOf(personId, most) {
      const rows = await store.rows<Pick<Row, 'question'>>(RECENT, [personId, oldestMs(), most]);
      return rows.map(({ question }) => question);
    },
    async answersIn(chatId, most) {
      const rows = await store.rows<Row>(IN_CHAT, [chatId, oldestMs(), most]);
      return rows.toReversed().map(askedOf);
    },
    forget: () => store.write('DELETE FROM asked WHERE asked_ms < ?', [oldestMs()]),
  };
}

/** In the order of the table's columns. */
function valuesOf(asked: AskedQuestion): (string | number)[] {
  const { after, asWritten } = asked;
  return [
    asked.chatId,
    asked.messageId,
    asked.answerId,
    asked.personId,
    asked.topicId,
    asked.question,
    after?.question ?? '',
    Number(after?.isReply ?? false),
    Number(asWritten),
    asked.askedMs,
    asked.kind,
    JSON.stringify(asked.shown),
  ];
}

function askedOf(row: Row): AskedQuestion {
  const { after_question: before } = row;
  return {
    chatId: row.chat_id,
    messageId: row.message_id,
    answerId: row.answer_id,
    personId: row.person_id,
    topicId: row.topic_id,
    question: row.question,
    after: before ? { question: before, isReply: row.is_reply === 1 } : undefined,
    asWritten: row.as_written === 1,
    askedMs: row.asked_ms,
    kind: row.kind,
    shown: JSON.parse(row.shown) as Excerpt[],
  };
}
