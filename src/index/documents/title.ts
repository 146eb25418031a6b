import type { Span } from '../span.ts';
import { blocksOf, trimmed } from './lines.ts';
import { isQuestion } from './questions.ts';
import type { Reading } from './reading.ts';

/** A longer first line is a paragraph, not a title. Twice as long as titles usually are. */
const MAX_TITLE_CHARS = 100;

/** How far a text is looked at to see whether its first line is one question of many. */
const PARAGRAPHS_SEEN = 10;

/** How much of a text is searched for the spelling of its file's name, in UTF-16 units. */
const SPELLING_CHARS = 100_000;

/** What a document is called, and where its title stands in the text when it is not among the headings already. */
export interface Title {
  readonly title: string;
  readonly span: Span | undefined;
}

/** The title: the format's own, else a first line that looks like one, else the file's name made readable. */
export function titleOf(reading: Reading, id: string): Title {
  if (reading.title !== undefined) return { title: shortened(reading.title), span: undefined };
  const span = firstLineAsTitle(reading);
  if (span === undefined) return { title: titleOfName(id, reading.text), span };
  return { title: reading.text.slice(span.start, span.end).replaceAll(/\s+/gu, ' '), span };
}

/** A short first line of its own, without a sentence's end, before more text; no question among others. */
function firstLineAsTitle({ text, headings }: Reading): Span | undefined {
  const [first, second, ...more] = firstOf(
    PARAGRAPHS_SEEN,
    blocksOf(text, { start: 0, end: text.length }),
  );
  const line = first?.length === 1 ? first[0] : undefined;
  if (line === undefined || second === undefined) return undefined;
  const span = trimmed(text, line);
  const isHeading = headings.some(({ start }) => start <= (span?.start ?? 0));
  if (span === undefined || isHeading || !looksLikeTitle(text.slice(span.start, span.end)))
    return undefined;
  const asks = (line: Span): boolean => isQuestion(text.slice(line.start, line.end).trim(), 'und');
  return asks(span) && more.some((lines) => lines.some(asks)) ? undefined : span;
}

function firstOf<T>(count: number, all: Iterable<T>): T[] {
  const taken: T[] = [];
  for (const one of all) {
    taken.push(one);
    if (taken.length === count) break;
  }
  return taken;
}

function looksLikeTitle(line: string): boolean {
  if (line.length > MAX_TITLE_CHARS || !/[\p{L}\p{N}]/u.test(line)) return false;
  return !/^[—–•*>-]\s/u.test(line) && !/[.,:;!。．！､、،؛।։…‥][\p{Pe}\p{Pf}"']*$/u.test(line);
}

/**
 * `reports/annual_report-2024.txt` becomes `Annual report 2024`. Where the text holds these words one after the other,
 * they are spelt as there: `csto-secretary-general.txt` becomes `CSTO Secretary General`.
 */
export function titleOfName(id: string, text: string): string {
  const name = id.slice(id.lastIndexOf('/') + 1).replace(/(.)\.[^.]*$/u, '$1');
  const words = name.replaceAll(/[_\s]+|(?<=[\p{L}\p{N}])-+(?=[\p{L}\p{N}])/gu, ' ').trim();
  if (words === '') return shortened(name);
  const [first = '', ...rest] = Array.from(words);
  return shortened(spellingIn(text, words) ?? first.toUpperCase() + rest.join(''));
}

/** How a text spells words, when it begins them with a capital. */
function spellingIn(text: string, words: string): string | undefined {
  const pattern = words.split(' ').map((word) => word.replaceAll(/[\\^$.*+?()[\]{}|/]/gu, '\\$&'));
  const spelt = new RegExp(
    `(?<![\\p{L}\\p{N}])${pattern.join('[\\s-]{1,3}')}(?![\\p{L}\\p{N}])`,
    'iu',
  ).exec(text.slice(0, SPELLING_CHARS))?.[0];
  return spelt !== undefined && /^[\p{Lu}\p{N}]/u.test(spelt) ? spelt : undefined;
}

function shortened(title: string): string {
  const plain = title.replaceAll(/\s+/gu, ' ').trim();
  const characters = Array.from(plain);
  if (characters.length <= 2 * MAX_TITLE_CHARS) return plain;
  return `${characters
    .slice(0, 2 * MAX_TITLE_CHARS)
    .join('')
    .trimEnd()}…`;
}
