import type { AskedQuestion } from '../asked.ts';
import { ask, type Store, type Work } from '../inbox/store.ts';
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
   * Another vote replaces the one before, the same one takes it back. Durable when it resolves.
   *
   * @param answer undefined where it isn't known any longer: the vote counts, without text
   * @returns the person's vote as it stands now; undefined where it was taken back
   */
  cast(press: Press, answer: AskedQuestion | undefined): Promise<Vote | undefined>;
  /** Takes all votes of somebody back, as if they had never been. Part of some work. */
  withdraw(personId: number): Work<void>;
  /** Votes of the last days. */
  counted(days: number): Promise<VoteCounts>;
  /** Forgets what is older than it may be kept. */
  forgetOld(): Promise<void>;
}

export interface VoteBookParts {
  readonly store: Store;
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

const FIND = 'SELECT * FROM votes WHERE chat_id = ? AND answer_id = ? AND person_id = ?';
const FIND_OWN = 'SELECT chat_id, answer_id FROM votes WHERE person_id = ?';
const COUNT = 'SELECT vote, count(*) AS count FROM votes WHERE voted_ms > ? GROUP BY vote';
const REMOVE_OLD = `DELETE FROM votes WHERE voted_ms <= ? OR (vote = '${NONE}' AND voted_ms <= ?)`;

interface Row {
  readonly vote: Vote | typeof NONE;
  readonly update_id: number;
  readonly voted_ms: number;
}

export function openVotes(parts: VoteBookParts): VoteBook {
  const { store, keepMs, now = Date.now } = parts;
  const judged = openJudged(parts);
  function* casting(press: Press, answer: AskedQuestion | undefined): Work<Vote | undefined> {
    const { chatId, answerId, personId, updateId } = press;
    const [before] = yield* ask<Row>(FIND, [chatId, answerId, personId]);
    const vote = voteAfter(before, press, now());
    if (before?.update_id !== updateId) {
      if (answer) yield* judged.replaceOther(answer);
      yield* ask(CAST, [chatId, answerId, personId, vote, updateId, now()]);
      yield* judged.judge({ chatId, answerId }, answer);
    }
    return vote === NONE ? undefined : vote;
  }
  return {
    cast: (press, answer) => store.atOnce(() => casting(press, answer)),
    *withdraw(personId) {
      const own = yield* ask<OwnRow>(FIND_OWN, [personId]);
      yield* ask('DELETE FROM votes WHERE person_id = ?', [personId]);
      for (const { chat_id: chatId, answer_id: answerId } of own) {
        yield* judged.judge({ chatId, answerId }, undefined);
      }
    },
    counted: async (days) => voteCounts(await store.rows(COUNT, [now() - days * DAY_MS])),
    async forgetOld() {
      await store.write(REMOVE_OLD, [now() - keepMs, now() - TAKEN_BACK_KEPT_MS]);
      await judged.forgetOld();
    },
  };
}

interface OwnRow {
  readonly chat_id: number;
  readonly answer_id: number;
}

function voteAfter(before: Row | undefined, { vote, updateId }: Press, nowMs: number): Row['vote'] {
  if (!before) return vote;
  if (before.update_id === updateId) return before.vote;
  const isSlip = nowMs - before.voted_ms < SLIPPED_WITHIN_MS;
  return before.vote === vote && !isSlip ? NONE : vote;
}
