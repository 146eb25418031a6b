import type { Vote } from '../votes/vote.ts';

/** What is said of votes on answers. */
export interface VoteSentences {
  /** Button beside 👍 and 👎: the answer is about something else than the question. As short as can be. */
  readonly missedButton: string;
  /** Passing note to whoever has voted, at most 200 characters. It says how to take the vote back. */
  readonly noted: Readonly<Record<Vote, string>>;
  /** Passing note to whoever has pressed the same button again. */
  readonly takenBack: string;
}
