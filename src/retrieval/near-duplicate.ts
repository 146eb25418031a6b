import { DENIAL, numbersOf } from './contradictions.ts';

/** A text as it is compared with others: what it says, without how it is set. */
export interface Fingerprint {
  /** Runs of {@link RUN_CHARS} letters and digits; a shorter text is one run. Made when they are first asked for. */
  readonly runs: () => ReadonlySet<number>;
  /** What must be the same however alike the rest is: numbers in their order, and how often something is denied. */
  readonly facts: string;
}

/** Runs of characters instead of words: they need no language, and one wrong letter spoils five of them only. */
const RUN_CHARS = 5;

/** Share of common runs (Jaccard) from which on two texts are the same to a reader: a word in some twenty may differ. */
const SAME_SHARE = 0.8;

export function fingerprintOf(text: string): Fingerprint {
  const denials = text.match(ALL_DENIALS) ?? [];
  let runs: ReadonlySet<number> | undefined;
  return {
    runs: () => (runs ??= runsOf(text)),
    facts: `${numbersOf(text).join(' ')}; ${denials.length}`,
  };
}

const ALL_DENIALS = new RegExp(DENIAL, 'giu');

/** Hashes of the runs: of two texts' some thousand, two are the same by accident once in thousands of pairs. */
function runsOf(text: string): ReadonlySet<number> {
  const plain = text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{M}\p{N}]/gu, '');
  const runs = new Set<number>();
  for (let start = 0; start === 0 || start + RUN_CHARS <= plain.length; start += 1) {
    runs.add(hashOf(plain, start, Math.min(start + RUN_CHARS, plain.length)));
  }
  return runs;
}

/** Of 30 bits, which V8 keeps without memory of their own. */
function hashOf(text: string, start: number, end: number): number {
  let hash = 0x811c9dc5;
  for (let at = start; at < end; at += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(at), 0xcc9e2d51);
    hash ^= hash >>> 15;
  }
  return hash >>> 2;
}

/**
 * Two texts say the same in nearly the same words: copies with other quotation marks, hyphens, case or a typing error.
 * Texts that differ in a number or a denial never do, however alike they look.
 */
export function isNearDuplicate(one: Fingerprint, other: Fingerprint): boolean {
  if (one.facts !== other.facts) return false;
  const [runs, others] = [one.runs(), other.runs()];
  let common = 0;
  for (const run of runs) if (others.has(run)) common += 1;
  return common >= SAME_SHARE * (runs.size + others.size - common);
}
