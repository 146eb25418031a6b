/** What somebody thinks of an answer. `missed`: it answers something else than what was asked. */
export type Vote = 'good' | 'bad' | 'missed';

const VOTES: readonly Vote[] = ['good', 'bad', 'missed'];

/** Undefined for anything else: what a button says to the bot may be forged. */
export function voteNamed(name: string): Vote | undefined {
  return VOTES.find((vote) => vote === name);
}

/** How many people voted how. */
export type VoteCounts = Readonly<Record<Vote, number>>;

/** @param rows one for each vote that was cast, in any order; others are left out */
export function voteCounts(rows: readonly unknown[]): VoteCounts {
  const counted = rows as readonly { readonly vote: string; readonly count: number }[];
  const of = (vote: Vote) => counted.find((row) => row.vote === vote)?.count ?? 0;
  return { good: of('good'), bad: of('bad'), missed: of('missed') };
}
