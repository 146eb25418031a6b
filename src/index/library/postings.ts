import type { AsPlainObject } from 'minisearch';
import { keepPace } from './pace.ts';
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

export async function postingsOf(index: AsPlainObject): Promise<Postings> {
  const pace = keepPace();
  const growing = {
    starts: [0],
    spreads: [] as number[],
    passages: [] as number[],
    counts: [] as number[],
  };
  for (const [, fields] of index.index) {
    addTerm(
      growing,
      FIELDS.map(({ name }) => fields[String(index.fieldIds[name])] ?? {}),
    );
    await pace();
  }
  const lengths = Array.from({ length: index.documentCount }, (_, passage) =>
    FIELDS.map(({ name }) => index.fieldLength[passage]?.[index.fieldIds[name] ?? -1] ?? 0),
  );
  return {
    passageCount: index.documentCount,
    terms: index.index.map(([term]) => term),
    starts: Uint32Array.from(growing.starts),
    spreads: Uint32Array.from(growing.spreads),
    passages: Uint32Array.from(growing.passages),
    counts: Uint32Array.from(growing.counts),
    lengths: Uint32Array.from(lengths.flat()),
  };
}

function addTerm(
  growing: Readonly<Record<'starts' | 'spreads' | 'passages' | 'counts', number[]>>,
  fields: readonly Readonly<Record<string, number>>[],
): void {
  const all = new Set<string>();
  for (const frequencies of fields) {
    for (const [passage, count] of Object.entries(frequencies)) {
      all.add(passage);
      growing.passages.push(Number(passage));
      growing.counts.push(count);
    }
    growing.starts.push(growing.passages.length);
  }
  growing.spreads.push(all.size);
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
