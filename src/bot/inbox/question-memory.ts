import type { AnswerKind, Excerpt } from '../../retrieval/answer.ts';
import type { AskedQuestion, QuestionMemory } from '../asked.ts';
import type { Journal } from './journal.ts';
import type { StateDatabase } from './state.ts';

export interface QuestionMemoryParts {
  readonly db: StateDatabase;
  readonly journal: Journal;
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

const REMEMBER = 'INSERT OR REPLACE INTO asked VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)';

/** Questions of late, kept in the bot's state. */
export function openQuestionMemory(parts: QuestionMemoryParts): QuestionMemory {
  const { db, journal, keepMs, now = Date.now } = parts;
  const byAnswer = db.prepare(
    'SELECT * FROM asked WHERE chat_id = ? AND answer_id = ? AND asked_ms >= ?',
  );
  const last = db.prepare(
    'SELECT * FROM asked WHERE chat_id = ? AND person_id = ? AND topic_id = ? AND message_id < ? AND asked_ms >= ? ORDER BY message_id DESC LIMIT 1',
  );
  const recent = db.prepare(
    "SELECT question FROM asked WHERE person_id = ? AND asked_ms >= ? AND after_question = '' GROUP BY question ORDER BY MAX(asked_ms) DESC, MAX(message_id) DESC LIMIT ?",
  );
  const inChat = db.prepare(
    "SELECT * FROM asked WHERE chat_id = ? AND asked_ms >= ? AND shown <> '[]' ORDER BY message_id DESC LIMIT ?",
  );
  const erase = db.prepare('DELETE FROM asked WHERE asked_ms < ?');
  const oldestMs = () => now() - keepMs;
  return {
    async remember(asked) {
      if (keepMs > 0) await journal.write({ sql: REMEMBER, values: valuesOf(asked) });
    },
    answeredBy(chatId, answerId) {
      const row = byAnswer.get(chatId, answerId, oldestMs()) as Row | undefined;
      return row && askedOf(row);
    },
    lastBefore({ chatId, personId, topicId }, messageId, sinceMs) {
      const fromMs = Math.max(sinceMs, oldestMs());
      const row = last.get(chatId, personId, topicId, messageId, fromMs) as Row | undefined;
      return row && askedOf(row);
    },
    recentOf: (personId, most) =>
      recent.all(personId, oldestMs(), most).map((row) => (row as Pick<Row, 'question'>).question),
    answersIn: (chatId, most) =>
      (inChat.all(chatId, oldestMs(), most) as Row[]).reverse().map(askedOf),
    forget: () => void erase.run(oldestMs()),
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
