/** How long things took that were done many times, milliseconds. */
export interface Percentiles {
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly count: number;
}

/** What was measured several times over. */
export interface Spread {
  readonly median: number;
  readonly least: number;
  readonly most: number;
  readonly runs: number;
}

/** The least number that at least this share of the numbers doesn't exceed (nearest rank); 0 of none. */
export function percentile(numbers: readonly number[], share: number): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
}

export function percentilesOf(numbers: readonly number[]): Percentiles {
  return {
    p50: percentile(numbers, 0.5),
    p95: percentile(numbers, 0.95),
    p99: percentile(numbers, 0.99),
    count: numbers.length,
  };
}

export function spreadOf(numbers: readonly number[]): Spread {
  return {
    median: percentile(numbers, 0.5),
    least: percentile(numbers, 0),
    most: percentile(numbers, 1),
    runs: numbers.length,
  };
}

/** So many of them, from all over; all where there are no more. */
export function fromAllOver<Item>(all: readonly Item[], count: number): Item[] {
  const taken = Math.min(count, all.length);
  const places = new Set(
    Array.from({ length: taken }, (_, at) => Math.floor((at * all.length) / taken)),
  );
  return all.filter((_, place) => places.has(place));
}
