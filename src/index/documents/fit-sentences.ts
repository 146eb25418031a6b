import type { Span } from '../span.ts';
import { characterBorder, graphemeBorder } from './graphemes.ts';

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
 * half of what fits, else between words, else between graphemes. A single grapheme over the limit is cut between
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
  sentence: Span,
  limit: number,
  countTokens: CountTokens,
): Promise<CountedSpan[]> {
  const words = await count(text, wordsOf(text, sentence), countTokens);
  const small: CountedSpan[] = [];
  for (const word of words) {
    if (word.tokens <= limit) small.push(word);
    else small.push(...(await count(text, charactersOf(text, word, limit), countTokens)));
  }
  return count(text, packed(text, small, limit), countTokens);
}

/** Words with the white space after them; long ones (languages without spaces, addresses) in several parts. */
function wordsOf(text: string, { start, end }: Span): Span[] {
  const words: Span[] = [];
  for (const { index, 0: match } of text.slice(start, end).matchAll(/\s*\S{1,48}\s*/gu)) {
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
  const cuts = Array.from(
    segmenter.segment(text.slice(word.start, word.end)),
    ({ index, segment }) => ({
      start: word.start + index,
      end: word.start + index + segment.length,
    }),
  );
  return cuts;
}

/** Graphemes; those over the limit by their length alone, character by character. */
function charactersOf(text: string, { start, end }: Span, limit: number): Span[] {
  const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });
  return Array.from(graphemes.segment(text.slice(start, end))).flatMap(({ index, segment }) => {
    const from = start + index;
    if (segment.length <= limit) return [{ start: from, end: from + segment.length }];
    return Array.from(segment).reduce<Span[]>((spans, character) => {
      const at = spans.at(-1)?.end ?? from;
      return [...spans, { start: at, end: at + character.length }];
    }, []);
  });
}

/** Neighbours joined to parts of at most `limit` tokens, trimmed. */
function packed(text: string, words: readonly CountedSpan[], limit: number): Span[] {
  const parts: Span[] = [];
  for (let from = 0; from < words.length;) {
    const to = fittingEnd(text, words, from, limit);
    const raw = text.slice(words[from]?.start, words[to - 1]?.end);
    const start = (words[from]?.start ?? 0) + raw.length - raw.trimStart().length;
    const end = (words[from]?.start ?? 0) + raw.trimEnd().length;
    if (end > start) parts.push({ start, end: characterBorder(text, end) });
    from = to;
  }
  return parts;
}

/** Position after the last word of the part that starts at `from`. */
function fittingEnd(
  text: string,
  words: readonly CountedSpan[],
  from: number,
  limit: number,
): number {
  let tokens = 0;
  let to = from;
  let clauseEnd = from;
  for (; to < words.length; to++) {
    const word = words[to];
    if (word === undefined || (to > from && tokens + word.tokens > limit)) break;
    tokens += word.tokens;
    if (
      tokens * 2 >= limit &&
      CLAUSE_END.test(text.slice(Math.max(word.start, word.end - 16), word.end))
    )
      clauseEnd = to + 1;
  }
  return to === words.length || clauseEnd === from ? to : clauseEnd;
}
