import type { Span } from '../span.ts';
import { graphemeBorder } from './graphemes.ts';
import { trimmed } from './lines.ts';

/** Counts tokens as the embedder does: see `Embedder.countTokens`. */
export type CountTokens = (texts: readonly string[]) => Promise<readonly number[]>;

export interface CountedSpan extends Span {
  readonly tokens: number;
}

/** Texts counted in one call, so that a long document never has a second copy of itself waiting. */
const BATCH_TEXTS = 512;

/** A word that is longer than this is parted before its tokens are counted, in UTF-16 units. */
const MAX_WORD_CHARS = 48;

const CLAUSE_END =
  /(?:[.!?。！？।。։؟…]["'”’»)\]」』]*\s*|[,;:،؛、，；：)\]」』»”]\s*|\s[—–-]\s+|\n\s*)$/u;

/**
 * Counts each sentence's tokens and parts those with more than `limit`: after a clause where one ends in the second
 * half of what fits, else at a space there, else between words, else between graphemes. A single grapheme over the limit is cut between
 * characters, and a single character over it is left as it is.
 *
 * Sentences are trimmed; so are their parts.
 */
export async function fitSentences(
  text: string,
  sentences: readonly Span[],
  limit: number,
  countTokens: CountTokens,
): Promise<CountedSpan[]> {
  const fitted: CountedSpan[] = [];
  for (const sentence of await count(text, sentences, countTokens)) {
    if (sentence.tokens <= limit) fitted.push(sentence);
    else for (const part of await partsOf(text, sentence, limit, countTokens)) fitted.push(part);
  }
  return fitted;
}

async function count(
  text: string,
  spans: readonly Span[],
  countTokens: CountTokens,
): Promise<CountedSpan[]> {
  const counted: CountedSpan[] = [];
  for (let from = 0; from < spans.length; from += BATCH_TEXTS) {
    const batch = spans.slice(from, from + BATCH_TEXTS);
    const tokens = await countTokens(batch.map(({ start, end }) => text.slice(start, end)));
    batch.forEach(({ start, end }, position) => {
      counted.push({ start, end, tokens: Math.max(1, tokens[position] ?? 1) });
    });
  }
  return counted;
}

async function partsOf(
  text: string,
  sentence: CountedSpan,
  limit: number,
  countTokens: CountTokens,
): Promise<CountedSpan[]> {
  let pieces: readonly CountedSpan[] = [sentence];
  for (const split of [wordsOf, graphemesOf, charactersOf]) {
    const smaller: CountedSpan[] = [];
    for (const piece of pieces) {
      if (piece.tokens <= limit) smaller.push(piece);
      else smaller.push(...(await count(text, split(text, piece), countTokens)));
    }
    pieces = smaller;
  }
  return count(text, packed(text, pieces, limit), countTokens);
}

/** Words with the white space after them; long ones (languages without spaces, addresses) in several parts. */
function wordsOf(text: string, { start, end }: Span): Span[] {
  const words: Span[] = [];
  for (const { index, 0: match } of text.slice(start, end).matchAll(/\s*\S{1,400}\s*/gu)) {
    const from = words.at(-1)?.end ?? start;
    const to = graphemeBorder(text, start + index + match.length, from);
    if (to > from) words.push({ start: from, end: to });
  }
  const last = words.at(-1)?.end ?? start;
  if (last < end) words.push({ start: last, end });
  return words.flatMap((word) => intlWords(text, word));
}

const segmenter = new Intl.Segmenter('en', { granularity: 'word' });

/** A part without spaces goes by Intl's dictionary words, so that Thai or Chinese is cut where a word ends. */
function intlWords(text: string, word: Span): Span[] {
  if (word.end - word.start < MAX_WORD_CHARS) return [word];
  const words: Span[] = [];
  let start = word.start;
  for (const { index, segment } of segmenter.segment(text.slice(word.start, word.end))) {
    const end = graphemeBorder(text, word.start + index + segment.length, start);
    if (end > start) words.push({ start, end });
    start = end;
  }
  return words;
}

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

function graphemesOf(text: string, { start, end }: Span): Span[] {
  return Array.from(graphemes.segment(text.slice(start, end)), ({ index, segment }) => ({
    start: start + index,
    end: start + index + segment.length,
  }));
}

function charactersOf(text: string, { start, end }: Span): Span[] {
  let at = start;
  return Array.from(text.slice(start, end), (character) => {
    at += character.length;
    return { start: at - character.length, end: at };
  });
}

/** Neighbours joined to parts of at most `limit` tokens, trimmed. */
function packed(text: string, words: readonly CountedSpan[], limit: number): Span[] {
  const parts: Span[] = [];
  for (let from = 0; from < words.length;) {
    const to = fittingEnd(text, words, from, limit);
    const part = trimmed(text, {
      start: words[from]?.start ?? 0,
      end: words[to - 1]?.end ?? 0,
    });
    if (part !== undefined) parts.push(part);
    from = to;
  }
  return parts;
}

/** Position after the last word of the part that starts at `from`: at a clause's end if there is one, else at a space. */
function fittingEnd(
  text: string,
  words: readonly CountedSpan[],
  from: number,
  limit: number,
): number {
  let tokens = 0;
  let to = from;
  let [clauseEnd, spaceEnd] = [from, from];
  for (; to < words.length; to++) {
    const word = words[to];
    if (word === undefined || (to > from && tokens + word.tokens > limit)) break;
    tokens += word.tokens;
    if (tokens * 2 < limit) continue;
    const ending = text.slice(Math.max(word.start, word.end - 16), word.end);
    if (/\s$/u.test(ending)) spaceEnd = to + 1;
    if (CLAUSE_END.test(ending)) clauseEnd = to + 1;
  }
  if (to === words.length) return to;
  return [clauseEnd, spaceEnd].find((end) => end > from) ?? to;
}
