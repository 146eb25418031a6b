/** A score with the truth about it. */
export interface Scored {
  readonly score: number;
  readonly positive: boolean;
}

/**
 * Area under the ROC curve by ranks (Mann-Whitney U, ties count half): the chance that a positive one scores above a
 * negative one. Undefined without both kinds.
 */
export function areaUnderRoc(scored: readonly Scored[]): number | undefined {
  const positives = scored.filter(({ positive }) => positive).length;
  const negatives = scored.length - positives;
  if (positives === 0 || negatives === 0) return undefined;
  const rankSum = averageRanks(scored).reduce(
    (sum, rank, position) => (scored[position]?.positive ? sum + rank : sum),
    0,
  );
  return (rankSum - (positives * (positives + 1)) / 2) / (positives * negatives);
}

/** Rank of each score from 1, ascending; equal scores share their mean rank. */
function averageRanks(scored: readonly Scored[]): number[] {
  const order = scored.map(({ score }, position) => ({ score, position }));
  order.sort((a, b) => a.score - b.score);
  const ranks = Array.from<number>({ length: scored.length });
  for (let start = 0; start < order.length;) {
    let end = start;
    while (end < order.length && order[end]?.score === order[start]?.score) end += 1;
    for (const { position } of order.slice(start, end)) ranks[position] = (start + 1 + end) / 2;
    start = end;
  }
  return ranks;
}

/**
 * Share of the negatives below the score that leaves `missed` of the positives below, 0..1: what is refused at that
 * price. Undefined without both kinds.
 */
export function refusedAt(scored: readonly Scored[], missed: number): number | undefined {
  const positives = scored.filter(({ positive }) => positive).map(({ score }) => score);
  const negatives = scored.filter(({ positive }) => !positive).map(({ score }) => score);
  positives.sort((a, b) => a - b);
  const threshold = positives[Math.floor(missed * positives.length)];
  if (threshold === undefined || negatives.length === 0) return undefined;
  return negatives.filter((score) => score < threshold).length / negatives.length;
}

/** One point of the risk-coverage curve: answering only what scores at least `score`. */
export interface RiskPoint {
  readonly score: number;
  /** Share of all questions that are answered, 0..1. */
  readonly coverage: number;
  /** Share of the answered ones whose first excerpt doesn't answer, 0..1. */
  readonly risk: number;
}

/** The risk-coverage curve at coverages of a tenth to all: `positive` means that the first excerpt answers. */
export function riskCoverage(scored: readonly Scored[]): RiskPoint[] {
  const descending = [...scored].sort((a, b) => b.score - a.score);
  return Array.from({ length: 10 }, (_, tenth) => {
    const answered = descending.slice(0, Math.ceil(((tenth + 1) / 10) * descending.length));
    const wrong = answered.filter(({ positive }) => !positive).length;
    return {
      score: answered.at(-1)?.score ?? 0,
      coverage: (tenth + 1) / 10,
      risk: answered.length === 0 ? 0 : wrong / answered.length,
    };
  });
}

/** How true the probabilities are: of those said to be about `stated`, the share `observed` was positive. */
export interface ReliabilityBin {
  readonly stated: number;
  readonly observed: number;
  readonly count: number;
}

/** Reliability in ten equal bins of probability, empty ones left out. */
export function reliability(scored: readonly Scored[]): ReliabilityBin[] {
  return Array.from({ length: 10 }, (_, bin) =>
    scored.filter(({ score }) => Math.min(9, Math.floor(score * 10)) === bin),
  )
    .filter((members) => members.length > 0)
    .map((members) => ({
      stated: members.reduce((sum, { score }) => sum + score, 0) / members.length,
      observed: members.filter(({ positive }) => positive).length / members.length,
      count: members.length,
    }));
}
