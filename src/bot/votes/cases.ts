import type { Store } from '../inbox/store.ts';
import type { Vote, VoteCounts } from './vote.ts';

/** Questions that people voted on, as `npm run eval` reads them (src/retrieval/eval/cases.ts). */
export interface OwnCases {
  readonly questions: readonly OwnCase[];
  /** Votes on answers whose question isn't kept, or no longer: they can only be counted. */
  readonly votesWithoutText: VoteCounts;
}

interface OwnCase {
  readonly question: string;
  /** The document that was quoted first. */
  readonly document: string;
  /** The best sentence that was shown, where more people call the answer good than don't; else empty. */
  readonly answers: readonly string[];
  /** What would have been right, and whether the documents answer at all, somebody has to say. */
  readonly unlabelled?: true;
  /** The best sentence that was shown, where it is in doubt. */
  readonly shown?: string;
  readonly votes: VoteCounts;
}

interface Row {
  /** Null where it isn't kept, and so are the others. */
  readonly question: string | null;
  readonly document: string | null;
  readonly sentence: string | null;
  readonly good: number;
  readonly bad: number;
  readonly missed: number;
}

/** What is too old to be kept is left out, also where the bot was off and has not erased it yet. */
const SELECT = `SELECT CASE WHEN judged_ms > ? THEN question END AS question, document, sentence,
    count(*) FILTER (WHERE vote = 'good') AS good, count(*) FILTER (WHERE vote = 'bad') AS bad,
    count(*) FILTER (WHERE vote = 'missed') AS missed
  FROM judged JOIN votes ON votes.chat_id = judged.chat_id AND votes.answer_id = judged.answer_id
  GROUP BY judged.chat_id, judged.answer_id ORDER BY judged_ms`;

/** @param keepTextMs how long texts may be kept */
export async function ownCases(
  store: Pick<Store, 'rows'>,
  keepTextMs: number,
  nowMs = Date.now(),
): Promise<OwnCases> {
  const rows = await store.rows<Row>(SELECT, [nowMs - keepTextMs]);
  const withoutText = rows.filter(({ question }) => question === null);
  const sum = (vote: Vote) => withoutText.reduce((total, row) => total + row[vote], 0);
  return {
    questions: rows.flatMap(caseOf),
    votesWithoutText: { good: sum('good'), bad: sum('bad'), missed: sum('missed') },
  };
}

function caseOf({ question, document, sentence, good, bad, missed }: Row): OwnCase[] {
  if (question === null || document === null || sentence === null) return [];
  const votes = { good, bad, missed };
  return good > bad + missed
    ? [{ question, document, answers: [sentence], votes }]
    : [{ question, document, answers: [], unlabelled: true, shown: sentence, votes }];
}
