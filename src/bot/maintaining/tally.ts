import type { AnswerKind } from '../../retrieval/answer.ts';
import type { Store } from '../inbox/store.ts';
import type { Observer, QuestionSource } from '../observer.ts';

/** How many questions were answered how, and how fast. */
interface Tally {
  readonly kinds: Readonly<Record<AnswerKind, number>>;
  readonly sources: Readonly<Partial<Record<QuestionSource, number>>>;
  /** Upper bound of the time within which half of them were answered; undefined where none was asked. */
  readonly p50Ms: number | undefined;
  readonly p95Ms: number | undefined;
}

/** Counts by day; nothing of what was asked or by whom. */
export interface TallyBook {
  readonly observer: Observer;
  /** Over the last days, today included. */
  sum(days: number): Promise<Tally>;
  forgetOld(): Promise<void>;
}

/** Upper bounds of the times that are told apart, milliseconds; the last one is for all that took longer. */
const BOUNDS_MS = [20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 30_000, 60_000, 3_600_000];

const KEPT_DAYS = 400;
const DAY_MS = 24 * 60 * 60_000;

const COUNT = `INSERT INTO tallies (day, source, kind, under_ms, count) VALUES (?, ?, ?, ?, 1)
  ON CONFLICT (day, source, kind, under_ms) DO UPDATE SET count = tallies.count + 1`;

const SUM = `SELECT source, kind, under_ms, CAST(SUM(count) AS bigint) AS count FROM tallies
  WHERE day > ? GROUP BY source, kind, under_ms`;

interface Row {
  readonly source: QuestionSource;
  readonly kind: AnswerKind;
  readonly under_ms: number;
  readonly count: number;
}

export interface TallyParts {
  readonly store: Store;
  readonly onError: (error: unknown) => void;
  readonly now?: () => number;
}

export function openTally({ store, onError, now = Date.now }: TallyParts): TallyBook {
  const dayBefore = (days: number) => dayOf(now() - days * DAY_MS);
  return {
    observer: {
      answered({ source, answer, totalMs }) {
        const values = [dayOf(now()), source, answer.kind, boundOf(totalMs)];
        store.write(COUNT, values).catch(onError);
      },
      failed: () => {},
    },
    sum: async (days) => tallyOf(await store.rows<Row>(SUM, [dayBefore(days)])),
    forgetOld: () => store.write('DELETE FROM tallies WHERE day <= ?', [dayBefore(KEPT_DAYS)]),
  };
}

/** In UTC: `2026-11-24`. */
function dayOf(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}

function boundOf(totalMs: number): number {
  return BOUNDS_MS.find((bound) => totalMs <= bound) ?? BOUNDS_MS.at(-1) ?? 0;
}

function tallyOf(rows: readonly Row[]): Tally {
  const kinds = { found: 0, closest: 0, nothing: 0 };
  const sources: Partial<Record<QuestionSource, number>> = {};
  const times = new Map<number, number>();
  for (const { source, kind, under_ms: bound, count } of rows) {
    kinds[kind] += count;
    sources[source] = (sources[source] ?? 0) + count;
    times.set(bound, (times.get(bound) ?? 0) + count);
  }
  return { kinds, sources, p50Ms: boundBelow(times, 0.5), p95Ms: boundBelow(times, 0.95) };
}

/** The first bound that this share of the questions stayed under. */
function boundBelow(times: ReadonlyMap<number, number>, share: number): number | undefined {
  const total = [...times.values()].reduce((sum, count) => sum + count, 0);
  let seen = 0;
  for (const bound of BOUNDS_MS) {
    seen += times.get(bound) ?? 0;
    if (total > 0 && seen >= total * share) return bound;
  }
  return undefined;
}
