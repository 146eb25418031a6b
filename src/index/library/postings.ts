import type { AsPlainObject } from 'minisearch';
import { littleEndian } from './table.ts';
import { FIELDS } from './word-fields.ts';

/**
 * What MiniSearch knows, in arrays that are used as they lie in a file: its own JSON takes a second to load for 10,000
 * passages.
 *
 * The passages that hold term t in field f are `passages[starts[t * F + f]]` up to the next start, ascending, with how
 * often it stands there in `counts`; F is the number of fields.
 */
export interface Postings {
  /** How many passages were indexed. */
  readonly passageCount: number;
  /** By row. */
  readonly terms: readonly string[];
  readonly starts: Uint32Array;
  /** For each term, in how many passages it stands, in whichever field. */
  readonly spreads: Uint32Array;
  readonly passages: Uint32Array;
  readonly counts: Uint32Array;
  /** Distinct terms of passage p in field f: `lengths[p * F + f]`. */
  readonly lengths: Uint32Array;
}

/** Postings that still grow. */
export interface GrowingPostings {
  /** Joins an index of the next passages: its passages follow those that are there. */
  join(index: AsPlainObject): void;
  /** Joins a passage that other postings hold. */
  joinKnown(passage: PassagePostings): void;
  finish(): Postings;
}

/** What postings hold of one passage. */
export interface PassagePostings {
  /** One after the other: the number `t * F + f` of a term's field, and how often it stands there. */
  readonly entries: Uint32Array;
  /** Of the postings that it comes from. */
  readonly terms: readonly string[];
  /** Distinct terms, by field. */
  readonly lengths: Uint32Array;
}

/** Postings by passage instead of by term. */
export function byPassage(postings: Postings): (passage: number) => PassagePostings {
  const { passageCount, terms, starts, passages, counts, lengths } = postings;
  const offsets = new Uint32Array(passageCount + 1);
  for (const passage of passages) offsets[passage + 1] = (offsets[passage + 1] ?? 0) + 2;
  for (let at = 1; at < offsets.length; at += 1)
    offsets[at] = (offsets[at] ?? 0) + (offsets[at - 1] ?? 0);
  const next = offsets.slice();
  const entries = new Uint32Array(passages.length * 2);
  for (let place = 0; place + 1 < starts.length; place += 1) {
    for (let at = starts[place] ?? 0; at < (starts[place + 1] ?? 0); at += 1) {
      const passage = passages[at] ?? 0;
      entries.set([place, counts[at] ?? 0], next[passage] ?? 0);
      next[passage] = (next[passage] ?? 0) + 2;
    }
  }
  return (passage) => ({
    entries: entries.subarray(offsets[passage], offsets[passage + 1]),
    terms,
    lengths: lengths.subarray(passage * FIELDS.length, (passage + 1) * FIELDS.length),
  });
}

/** For each field: passages and counts, one after the other. */
type TermPostings = readonly number[][];

export function growPostings(): GrowingPostings {
  const byTerm = new Map<string, TermPostings>();
  const lengths: number[] = [];
  let passageCount = 0;
  return {
    join(index) {
      const fieldIds = FIELDS.map(({ name }) => String(index.fieldIds[name]));
      for (const [term, fields] of index.index) {
        const postings = byTerm.get(term) ?? FIELDS.map(() => []);
        byTerm.set(term, postings);
        for (const [field, id] of fieldIds.entries()) {
          for (const [passage, count] of Object.entries(fields[id] ?? {})) {
            postings[field]?.push(passageCount + Number(passage), count);
          }
        }
      }
      for (let passage = 0; passage < index.documentCount; passage += 1) {
        for (const id of fieldIds) lengths.push(index.fieldLength[passage]?.[Number(id)] ?? 0);
      }
      passageCount += index.documentCount;
    },
    joinKnown(passage) {
      for (let at = 0; at < passage.entries.length; at += 2) {
        const place = passage.entries[at] ?? 0;
        const term = passage.terms[Math.floor(place / FIELDS.length)] ?? '';
        const postings = byTerm.get(term) ?? FIELDS.map(() => []);
        byTerm.set(term, postings);
        postings[place % FIELDS.length]?.push(passageCount, passage.entries[at + 1] ?? 0);
      }
      lengths.push(...passage.lengths);
      passageCount += 1;
    },
    finish: () => finished(inOrder(byTerm), passageCount, lengths),
  };
}

/** Terms in one order, however they were come by. */
function inOrder(byTerm: ReadonlyMap<string, TermPostings>): ReadonlyMap<string, TermPostings> {
  return new Map([...byTerm].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
}

function finished(
  byTerm: ReadonlyMap<string, TermPostings>,
  passageCount: number,
  lengths: readonly number[],
): Postings {
  const fields = [...byTerm.values()].flat();
  const total = fields.reduce((sum, postings) => sum + postings.length / 2, 0);
  const starts = new Uint32Array(fields.length + 1);
  const passages = new Uint32Array(total);
  const counts = new Uint32Array(total);
  let next = 0;
  for (const [place, postings] of fields.entries()) {
    for (let at = 0; at < postings.length; at += 2) {
      passages[next] = postings[at] ?? 0;
      counts[next] = postings[at + 1] ?? 0;
      next += 1;
    }
    starts[place + 1] = next;
  }
  return {
    passageCount,
    terms: [...byTerm.keys()],
    starts,
    spreads: Uint32Array.from(byTerm.values(), spreadOf),
    passages,
    counts,
    lengths: Uint32Array.from(lengths),
  };
}

function spreadOf(postings: TermPostings): number {
  return new Set(postings.flatMap((field) => field.filter((_, at) => at % 2 === 0))).size;
}

/** Header: passages, terms, postings, bytes of the terms' names. */
const HEADER_NUMBERS = 4;

export function encodePostings(postings: Postings): Uint8Array {
  const { passageCount, terms, starts, spreads, passages, counts, lengths } = postings;
  const names = Buffer.from(terms.join('\n'), 'utf8');
  const header = Uint32Array.of(passageCount, terms.length, passages.length, names.length);
  const arrays = [header, starts, spreads, passages, counts, lengths].map((numbers) =>
    littleEndian(new Uint8Array(numbers.slice().buffer)),
  );
  return Buffer.concat([...arrays, names]);
}

/**
 * Arrays over the bytes of a file, without a copy.
 *
 * @throws RangeError for bytes that {@link encodePostings} didn't make
 */
export function decodePostings(bytes: Buffer): Postings {
  const aligned = bytes.byteOffset % 4 === 0 ? bytes : Buffer.from(Uint8Array.from(bytes).buffer);
  let offset = 0;
  const take = (count: number) => {
    if (offset + count * 4 > aligned.length) throw new RangeError('words that end too early');
    const part = littleEndian(aligned.subarray(offset, offset + count * 4));
    offset += count * 4;
    return new Uint32Array(part.buffer, part.byteOffset, count);
  };
  const [passageCount = 0, termCount = 0, postingCount = 0, nameBytes = 0] = take(HEADER_NUMBERS);
  const starts = take(termCount * FIELDS.length + 1);
  const spreads = take(termCount);
  const passages = take(postingCount);
  const counts = take(postingCount);
  const lengths = take(passageCount * FIELDS.length);
  const names = aligned.toString('utf8', offset, offset + nameBytes);
  const terms = termCount === 0 ? [] : names.split('\n');
  const postings = { passageCount, terms, starts, spreads, passages, counts, lengths };
  checkPostings(postings, termCount, aligned.length - offset - nameBytes);
  return postings;
}

function checkPostings(postings: Postings, termCount: number, bytesLeft: number): void {
  const { passageCount, terms, starts, passages } = postings;
  const ascends = starts.every((start, at) => at === 0 || start >= (starts[at - 1] ?? 0));
  const fits =
    bytesLeft === 0 &&
    terms.length === termCount &&
    ascends &&
    starts.at(-1) === passages.length &&
    passages.every((passage) => passage < passageCount);
  if (!fits) throw new RangeError('words that contradict themselves');
}
