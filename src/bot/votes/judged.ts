import type { AnswerKind, Excerpt } from '../../retrieval/answer.ts';
import type { AskedQuestion } from '../asked.ts';
import { ask, type Work } from '../inbox/store.ts';
import type { Why } from '../maintaining/unanswered.ts';
import { type VoteCounts, voteCounts } from './vote.ts';
import type { VoteBookParts } from './vote-book.ts';

/** A message of the bot that answers. */
interface AnswerMessage {
  readonly chatId: number;
  readonly answerId: number;
}

/** Answers that somebody has voted on, as far as they may be kept. */
interface Judged {
  /** The answer was changed since it was voted on (its question was edited): those votes are for nothing. */
  replaceOther(answer: AskedQuestion): Work<void>;
  /** Brings what is kept of an answer in line with its votes. */
  judge(message: AnswerMessage, answer: AskedQuestion | undefined): Work<void>;
  forgetOld(): Promise<void>;
}

interface Row {
  readonly kind: AnswerKind;
  /** Null where it is unknown or not to be kept. */
  readonly question: string | null;
  readonly citation: string | null;
  /** Of the question among those without a good answer. */
  readonly unanswered_id: number | null;
}

const INSERT = `INSERT INTO judged (chat_id, answer_id, kind, judged_ms, question, citation, document, sentence)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?)`;

const ERASE_TEXT = `UPDATE judged SET question = NULL, citation = NULL, document = NULL, sentence = NULL
  WHERE judged_ms <= ?`;

const REMOVE_UNVOTED = `DELETE FROM judged WHERE NOT EXISTS (SELECT * FROM votes
  WHERE votes.chat_id = judged.chat_id AND votes.answer_id = judged.answer_id)`;

/** Parts of the work of a vote. */
export function openJudged(parts: VoteBookParts): Judged {
  const { store, unanswered, keepTextMs, now = Date.now } = parts;
  function* drop({ chatId, answerId }: AnswerMessage, row: Row): Work<void> {
    yield* notingDown(row, undefined, unanswered);
    yield* ask(`DELETE FROM judged ${OF_MESSAGE}`, [chatId, answerId]);
  }
  return {
    *replaceOther(answer) {
      const row = yield* finding(answer);
      if (!row || row.question === null || isOf(row, answer)) return;
      yield* drop(answer, row);
      yield* ask(`DELETE FROM votes ${OF_MESSAGE}`, [answer.chatId, answer.answerId]);
    },
    *judge(message, answer) {
      const { chatId, answerId } = message;
      const counts = voteCounts(yield* ask(COUNT, [chatId, answerId]));
      const known = yield* finding(message);
      if (counts.good + counts.bad + counts.missed === 0) {
        if (known) yield* drop(message, known);
        return;
      }
      const text = keepTextMs > 0 ? textOf(answer) : NO_TEXT;
      const row = known ?? (yield* entering(message, answer?.kind ?? 'found', text, now()));
      const noted = yield* notingDown(row, whyOf(counts), unanswered);
      if (noted !== row.unanswered_id) yield* ask(LINK, [noted, chatId, answerId]);
    },
    async forgetOld() {
      await store.write(ERASE_TEXT, [now() - keepTextMs]);
      await store.write(REMOVE_UNVOTED);
    },
  };
}

const OF_MESSAGE = 'WHERE chat_id = ? AND answer_id = ?';
const COUNT = `SELECT vote, count(*) AS count FROM votes ${OF_MESSAGE} GROUP BY vote`;
const LINK = `UPDATE judged SET unanswered_id = ? ${OF_MESSAGE}`;

function* finding({ chatId, answerId }: AnswerMessage): Work<Row | undefined> {
  const [row] = yield* ask<Row>(`SELECT * FROM judged ${OF_MESSAGE}`, [chatId, answerId]);
  return row;
}

function* entering(
  { chatId, answerId }: AnswerMessage,
  kind: AnswerKind,
  { question, citation, document, sentence }: ReturnType<typeof textOf>,
  nowMs: number,
): Work<Row> {
  yield* ask(INSERT, [chatId, answerId, kind, nowMs, question, citation, document, sentence]);
  return { kind, question, citation, unanswered_id: null };
}

const NO_TEXT = { question: null, citation: null, document: null, sentence: null };

function textOf(answer: AskedQuestion | undefined) {
  const [first] = answer?.shown ?? [];
  if (!answer || !first) return NO_TEXT;
  const { id: citation, document } = first;
  return { question: answer.question, citation, document, sentence: bestSentence(first) };
}

function bestSentence({ text, start, best }: Excerpt): string {
  return text.slice(best.start - start, best.end - start);
}

function isOf({ question, citation }: Row, answer: AskedQuestion): boolean {
  return question === answer.question && citation === answer.shown[0]?.id;
}

/** Undefined where nobody says that an answer is bad. */
function whyOf({ bad, missed }: VoteCounts): Why | undefined {
  if (bad + missed === 0) return undefined;
  return bad >= missed ? 'voted-down' : 'missed';
}

/** @returns id of the question among those without a good answer; null where it isn't (or no longer) among them */
function* notingDown(
  { question, kind, unanswered_id: id }: Row,
  why: Why | undefined,
  unanswered: VoteBookParts['unanswered'],
): Work<number | null> {
  if (question === null) return null;
  if (why !== undefined) return (yield* unanswered.voteDown({ question, kind, id }, why)) ?? null;
  if (id !== null) yield* unanswered.takeBack({ question, kind, id });
  return null;
}
