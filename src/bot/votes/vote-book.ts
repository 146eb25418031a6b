import type { AskedQuestion } from '../asked.ts';
import type { StateDatabase } from '../inbox/state.ts';
import type { UnansweredBook } from '../maintaining/unanswered.ts';
import { openJudged } from './judged.ts';
import { type Vote, type VoteCounts, voteCounts } from './vote.ts';

/** Somebody presses a button to vote. */
export interface Press {
  readonly chatId: number;
  readonly answerId: number;
  readonly personId: number;
  readonly vote: Vote;
  /** Of the press: one that is delivered again after a crash must not take the vote back. */
  readonly updateId: number;
}

/** Votes on answers, one for each person and answer. */
export interface VoteBook {
  /**
   * Another vote replaces the one before, the same one takes it back. Durable when it returns.
   *
   * @param answer undefined where it isn't known any longer: the vote counts, without text
   * @returns the person's vote as it stands now; undefined where it was taken back
   */
  cast(press: Press, answer: AskedQuestion | undefined): Vote | undefined;
  /** Takes all votes of somebody back, as if they had never been. Meant to run within a transaction. */
  withdraw(personId: number): void;
  /** Votes of the last days. */
  counted(days: number): VoteCounts;
  /** Forgets what is older than it may be kept. */
  forgetOld(): void;
}

export interface VoteBookParts {
  readonly db: StateDatabase;
  readonly unanswered: Pick<UnansweredBook, 'voteDown' | 'takeBack'>;
  /** How long votes count. */
  readonly keepMs: number;
  /** How long the text of what was voted on is kept; 0: not at all. */
  readonly keepTextMs: number;
  readonly now?: () => number;
}

/** Two presses within this time are one wish and a finger that slipped. */
const SLIPPED_WITHIN_MS = 1000;

/** One that was taken back is remembered this long, since its press may be delivered once more. */
const TAKEN_BACK_KEPT_MS = 24 * 60 * 60_000;

const DAY_MS = 24 * 60 * 60_000;

const CAST = `INSERT INTO votes VALUES (?, ?, ?, ?, ?, ?)
  ON CONFLICT (chat_id, answer_id, person_id) DO UPDATE
  SET vote = excluded.vote, update_id = excluded.update_id, voted_ms = excluded.voted_ms`;

/** A vote that was taken back. */
const NONE = 'none';

interface Row {
  readonly vote: Vote | typeof NONE;
  readonly update_id: number;
  readonly voted_ms: number;
}

export function openVotes(parts: VoteBookParts): VoteBook {
  const { db, keepMs, now = Date.now } = parts;
  const statements = statementsOf(db);
  const judged = openJudged(parts);
  const cast: VoteBook['cast'] = (press, answer) => {
    const { chatId, answerId, personId, updateId } = press;
    const before = statements.find.get(chatId, answerId, personId) as Row | undefined;
    const vote = voteAfter(before, press, now());
    if (before?.update_id !== updateId) {
      if (answer) judged.replaceOther(answer);
      statements.write.run(chatId, answerId, personId, vote, updateId, now());
      judged.judge({ chatId, answerId }, answer);
    }
    return vote === NONE ? undefined : vote;
  };
  return {
    cast: db.transaction(cast),
    withdraw(personId) {
      const own = statements.findOwn.all(personId) as OwnRow[];
      statements.removeOwn.run(personId);
      for (const { chat_id: chatId, answer_id: answerId } of own) {
        judged.judge({ chatId, answerId }, undefined);
      }
    },
    counted: (days) => voteCounts(statements.count.all(now() - days * DAY_MS)),
    forgetOld() {
      statements.removeOld.run(now() - keepMs, now() - TAKEN_BACK_KEPT_MS);
      judged.forgetOld();
    },
  };
}

interface OwnRow {
  readonly chat_id: number;
  readonly answer_id: number;
}

function statementsOf(db: StateDatabase) {
  return {
    find: db.prepare('SELECT * FROM votes WHERE chat_id = ? AND answer_id = ? AND person_id = ?'),
    findOwn: db.prepare('SELECT chat_id, answer_id FROM votes WHERE person_id = ?'),
    write: db.prepare(CAST),
    count: db.prepare('SELECT vote, count(*) AS count FROM votes WHERE voted_ms > ? GROUP BY vote'),
    removeOwn: db.prepare('DELETE FROM votes WHERE person_id = ?'),
    removeOld: db.prepare(
      `DELETE FROM votes WHERE voted_ms <= ? OR (vote = '${NONE}' AND voted_ms <= ?)`,
    ),
  };
}

function voteAfter(before: Row | undefined, { vote, updateId }: Press, nowMs: number): Row['vote'] {
  if (!before) return vote;
  if (before.update_id === updateId) return before.vote;
  const isSlip = nowMs - before.voted_ms < SLIPPED_WITHIN_MS;
  return before.vote === vote && !isSlip ? NONE : vote;
}
