import type { AnswerKind, Excerpt } from '../../retrieval/answer.ts';
import type { AskedQuestion } from '../asked.ts';
import type { StateDatabase } from '../inbox/state.ts';
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
  replaceOther(answer: AskedQuestion): void;
  /** Brings what is kept of an answer in line with its votes. */
  judge(message: AnswerMessage, answer: AskedQuestion | undefined): void;
  forgetOld(): void;
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

/** Meant to run within the transaction of a vote. */
export function openJudged(parts: VoteBookParts): Judged {
  const { db, unanswered, keepTextMs, now = Date.now } = parts;
  const statements = statementsOf(db);
  const rowOf = ({ chatId, answerId }: AnswerMessage) =>
    statements.find.get(chatId, answerId) as Row | undefined;
  const drop = ({ chatId, answerId }: AnswerMessage, row: Row): void => {
    noteDown(row, undefined, unanswered);
    statements.remove.run(chatId, answerId);
  };
  const enter = ({ chatId, answerId }: AnswerMessage, answer: AskedQuestion | undefined): Row => {
    const { question, citation, document, sentence } = keepTextMs > 0 ? textOf(answer) : NO_TEXT;
    const kind = answer?.kind ?? 'found';
    statements.insert.run(chatId, answerId, kind, now(), question, citation, document, sentence);
    return { kind, question, citation, unanswered_id: null };
  };
  return {
    replaceOther(answer) {
      const row = rowOf(answer);
      if (!row || row.question === null || isOf(row, answer)) return;
      drop(answer, row);
      statements.removeVotes.run(answer.chatId, answer.answerId);
    },
    judge(message, answer) {
      const { chatId, answerId } = message;
      const counts = voteCounts(statements.count.all(chatId, answerId));
      const known = rowOf(message);
      if (counts.good + counts.bad + counts.missed === 0) {
        if (known) drop(message, known);
        return;
      }
      const row = known ?? enter(message, answer);
      const noted = noteDown(row, whyOf(counts), unanswered);
      if (noted !== row.unanswered_id) statements.link.run(noted, chatId, answerId);
    },
    forgetOld() {
      statements.eraseText.run(now() - keepTextMs);
      statements.removeUnvoted.run();
    },
  };
}

const OF_MESSAGE = 'WHERE chat_id = ? AND answer_id = ?';

function statementsOf(db: StateDatabase) {
  return {
    find: db.prepare(`SELECT * FROM judged ${OF_MESSAGE}`),
    insert: db.prepare(INSERT),
    link: db.prepare(`UPDATE judged SET unanswered_id = ? ${OF_MESSAGE}`),
    remove: db.prepare(`DELETE FROM judged ${OF_MESSAGE}`),
    removeVotes: db.prepare(`DELETE FROM votes ${OF_MESSAGE}`),
    count: db.prepare(`SELECT vote, count(*) AS count FROM votes ${OF_MESSAGE} GROUP BY vote`),
    eraseText: db.prepare(ERASE_TEXT),
    removeUnvoted: db.prepare(REMOVE_UNVOTED),
  };
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
function noteDown(
  { question, kind, unanswered_id: id }: Row,
  why: Why | undefined,
  unanswered: VoteBookParts['unanswered'],
): number | null {
  if (question === null) return null;
  if (why !== undefined) return unanswered.voteDown({ question, kind, id }, why) ?? null;
  if (id !== null) unanswered.takeBack({ question, kind, id });
  return null;
}
