import { editsBetween } from './edit-distance.ts';
import type { Library, LibraryDocument, LikeWord } from './library.ts';
import { keepPace } from './pace.ts';

/** The library's own words. */
export interface Vocabulary {
  /** As `Library.wordsLike`. */
  near(word: string, mostEdits: number): readonly LikeWord[];
}

/** Shorter words are a few edits from any other; longer ones are no words. UTF-16 units. */
const SHORTEST_WORD_CHARS = 3;
const LONGEST_WORD_CHARS = 40;

/** Scripts that put no spaces between words, or letters not one after another. */
const UNSPACED = ['Han', 'Hiragana', 'Katakana', 'Hangul', 'Thai', 'Lao', 'Khmer', 'Myanmar'];

/** A word of any other script. */
const WORD = new RegExp(
  `[[\\p{L}\\p{M}]--[${UNSPACED.map((script) => `\\p{Script=${script}}`).join('')}]]+`,
  'gv',
);

/** A word and where it stands in the text. */
export interface WrittenWord {
  readonly word: string;
  readonly start: number;
}

/** The words of a text that can be misspelt; numbers aren't among them, nor what is joined to a digit. */
export function writtenWords(text: string): WrittenWord[] {
  return Array.from(text.matchAll(WORD), (match) => ({ word: match[0], start: match.index }));
}

/** What spellings share whatever their capitals and ornaments: `García` and `garcia`, `ещё` and `еще`. */
export function plainForm(word: string): string {
  const lower = word.normalize('NFKC').toLowerCase().replaceAll('ё', 'е');
  return /^[\p{Script=Latin}\p{Script=Greek}]/u.test(lower)
    ? lower.normalize('NFD').replace(/\p{Mn}/gu, '')
    : lower;
}

/** What of a library its words are collected from. */
interface Texts extends Pick<Library, 'text'> {
  readonly documents: readonly Pick<LibraryDocument, 'title' | 'length'>[];
}

/** A plain form as it is written in the documents. */
interface Written {
  word: string;
  /** How often in this spelling, and in whatever spelling. */
  most: number;
  count: number;
}

/**
 * The words of a library, collected from its texts: some million characters a second, in small pieces of work, so that
 * other questions are answered meanwhile.
 */
export async function collectVocabulary(library: Texts): Promise<Vocabulary> {
  return vocabularyOf(await countWords(library));
}

/** @param counts how often each word stands there, as it is written */
export function vocabularyOf(counts: ReadonlyMap<string, number>): Vocabulary {
  return vocabularyFrom(byPlainForm(counts));
}

/** How often each word stands in texts and titles, as it is written. */
export async function countWords(library: Texts): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  const pace = keepPace();
  for (const piece of pieces(library)) {
    for (const word of piece.match(WORD) ?? []) {
      if (word.length < SHORTEST_WORD_CHARS || word.length > LONGEST_WORD_CHARS) continue;
      const count = counts.get(word);
      counts.set(count === undefined ? ownCopy(word) : word, (count ?? 0) + 1);
    }
    await pace();
  }
  return counts;
}

/** A word that was cut from a text holds all of that text in memory, in V8. */
function ownCopy(word: string): string {
  return Buffer.from(word, 'utf16le').toString('utf16le');
}

function byPlainForm(counts: ReadonlyMap<string, number>): ReadonlyMap<string, Written> {
  const forms = new Map<string, Written>();
  for (const [word, count] of counts) {
    const plain = plainForm(word);
    const known = forms.get(plain) ?? { word, most: 0, count: 0 };
    known.count += count;
    const [before, now] = [isSmall(known.word), isSmall(word)];
    if (before === now ? count > known.most : now) Object.assign(known, { word, most: count });
    forms.set(plain, known);
  }
  return forms;
}

/** The capital of a word that is also written without one is a heading's or a sentence's. */
function isSmall(word: string): boolean {
  return word === word.toLowerCase();
}

/** Text taken at a time, UTF-16 units: about 5 ms of work. */
const PIECE_CHARS = 1 << 16;

/** All texts, cut where no word is. */
function* pieces(library: Texts): Generator<string> {
  for (const [document, { length, title }] of library.documents.entries()) {
    yield title;
    for (let start = 0; start < length;) {
      const piece = library.text(document, { start, end: start + PIECE_CHARS });
      const end = start + PIECE_CHARS >= length ? length : start + lastGap(piece);
      yield piece.slice(0, end - start);
      start = end;
    }
  }
}

function lastGap(piece: string): number {
  const tail = piece.slice(-2 * LONGEST_WORD_CHARS);
  const gap = tail.search(/[^\p{L}\p{M}][\p{L}\p{M}]*$/u);
  return gap < 0 ? piece.length : piece.length - tail.length + gap + 1;
}

/** The words of one length, their signatures beside them. */
interface SameLength {
  readonly words: readonly string[];
  readonly signatures: Uint32Array;
}

function vocabularyFrom(forms: ReadonlyMap<string, Written>): Vocabulary {
  const byLength = groupByLength(forms.keys());
  const nearest = (plain: string, other: string, mostEdits: number): LikeWord[] => {
    const edits = editsBetween(plain, other, mostEdits);
    const form = forms.get(other);
    return edits === undefined || !form ? [] : [{ word: form.word, count: form.count, edits }];
  };
  return {
    near(word, mostEdits) {
      const plain = plainForm(word);
      const lengths = Array.from(
        { length: 2 * mostEdits + 1 },
        (_, step) => plain.length - mostEdits + step,
      );
      return lengths
        .flatMap((length) => alike(byLength.get(length), signatureOf(plain), mostEdits))
        .flatMap((other) => nearest(plain, other, mostEdits))
        .sort((a, b) => a.edits - b.edits || b.count - a.count);
    },
  };
}

function groupByLength(plain: Iterable<string>): ReadonlyMap<number, SameLength> {
  const groups = new Map<number, string[]>();
  for (const word of plain) {
    const group = groups.get(word.length);
    if (group) group.push(word);
    else groups.set(word.length, [word]);
  }
  return new Map(
    [...groups].map(([length, words]) => [
      length,
      { words, signatures: Uint32Array.from(words, signatureOf) },
    ]),
  );
}

/** Words whose characters could be had by so many edits; a million are gone through in 5 ms. */
function alike(group: SameLength | undefined, signature: number, edits: number): string[] {
  const { words = [], signatures = new Uint32Array() } = group ?? {};
  const found: string[] = [];
  for (let at = 0; at < signatures.length; at += 1) {
    if (bitsOf((signatures[at] ?? 0) ^ signature) <= 2 * edits) found.push(words[at] ?? '');
  }
  return found;
}

/** Which characters a word has: a bit for each, 32 apart share one. An edit changes two bits at most. */
export function signatureOf(word: string): number {
  let bits = 0;
  for (let at = 0; at < word.length; at += 1) bits |= 1 << (word.charCodeAt(at) & 31);
  return bits >>> 0;
}

/** Bits that are set in 32: https://graphics.stanford.edu/~seander/bithacks.html#CountBitsSetParallel */
function bitsOf(number: number): number {
  const pairs = number - ((number >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
