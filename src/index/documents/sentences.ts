import type { Span } from '../span.ts';
import { isShortened } from './abbreviations.ts';
import { graphemeBorder } from './graphemes.ts';
import { endsEarly, linesOf, trimmed, wrapWidth } from './lines.ts';

/**
 * Longest stretch given to Intl.Segmenter, in UTF-16 units. Its iterator copies the whole stretch for each segment
 * (Node 20: 32,000 units take 50 times as long as 4,000), so text goes through it in windows; a sentence without any
 * end in this many units is ended by force.
 */
const WINDOW_CHARS = 4096;

/** Narrower lines were not wrapped: they are a poem's, a list's, an address's. */
const MIN_WRAPPED_CHARS = 40;

/** How much of the text before and after a border is looked at. */
const NEAR_CHARS = 120;

const TERMINAL =
  /[.!?。！？．｡؟۔։।॥;…‽።፧၊။។៕᙮᠃᠉⸮\u{203c}\u{2047}-\u{2049}\u{37e}][\p{Pe}\p{Pf}\p{Pi}"'’”»)\]*_]*(?:[ \u00a0\u202f]?[»›])?$/u;
/** An end that Unicode's rules miss: before a dash, before a number and a small letter. */
const MISSED_END =
  /[.!?…][\p{Pe}\p{Pf}"'*_]*[ \t\u00a0\u202f]+(?=(?:[—–]\s+)?["“«([*_]*\p{Lu})|(?<=\p{Ll}{4})[.!?][ \t]+(?=\p{N})/gu;
/** An opening mark that Unicode's rules take for a closing one. */
const CLINGING_OPENER = /[。！？…][“‘「『《〈（【]$/u;
/** What goes on with a sentence after a quotation in it. */
const AFTER_QUOTE = /^(?:[»›]|(?:と|って|など)(?!$))/u;
const ASCII_TERMINAL = /[.!?][\p{Pe}\p{Pf}"']*[[(]?$/u;
const TERMINAL_OR_BRACKET = /[.!?…][\p{Pe}\p{Pf}"'’*_]*[[(]?$/u;
/** What clings to the end of a sentence: notes' marks, emphasis, code, a link's address, a French quotation mark. */
const CLINGING_MARKS =
  /^(?:[[(]?\d{1,3}[\])](?:\[[^\]\s]{1,12}\])*|(?:[*_`~]+|[»›]|\]\([^)\s]{0,100}\))+)\s+(?!\p{Ll})/u;
const LOWER_START = /^["'“‘«„([{]*\p{Ll}/u;
const LIST_MARK = /^\s*(?:[-*+•‣▪◦·●]|\(?\d{1,3}[.)]|\(?\p{L}[.)]|\||#{1,6}|>)\s/u;
/** An underline, a rule, a table's ruling: part of what stands above it. */
const WORDLESS_LINE = /^[^\p{L}\p{N}\n]*(?:\n|$)/u;
/** What an entry or a heading is numbered with: `1.`, `b)`, `## 1.2.`, `§ 5a.`, `> IV.`. */
const ONLY_LIST_MARK =
  /^\s*(?:(?:#{1,6}|>|[-*+•])\s+)*(?:§{1,2}\s*)?\(?(?:\p{N}{1,3}(?:\.\p{N}{1,3}){0,4}\p{Ll}?|\p{L}|[ivxlc]{1,6})[.)]$/iu;
/** The same after the word for what is numbered, as a heading has it: `Article 3.`, `## Глава IV.`, `No. 5.`. */
const ONLY_NUMBERED_WORD =
  /^\s*(?:#{1,6}\s+)?\p{Lu}\p{L}*\.?\s+(?:\p{N}{1,3}(?:\.\p{N}{1,3}){0,4}\p{Ll}?|[IVXLC]{1,6})[.)]$/u;
const MARK_MAX_CHARS = 32;

/**
 * Splits a paragraph into sentences, without the white space around them; together they hold every character that is
 * not blank. Line ends part sentences only where a line was ended on purpose.
 *
 * @param language ISO 639-1 or `und`
 */
export function* splitSentences(text: string, paragraph: Span, language: string): Generator<Span> {
  const borders = new Borders(text, paragraph, language);
  let start = paragraph.start;
  for (const segmentEnd of segmentEnds(text, paragraph, language)) {
    if (segmentEnd <= start) continue;
    const end = borders.sentenceEnd(start, segmentEnd);
    if (end === undefined) continue;
    yield* sentenceIn(text, { start, end });
    start = end;
  }
  if (start < paragraph.end) yield* sentenceIn(text, { start, end: paragraph.end });
}

function* sentenceIn(text: string, span: Span): Generator<Span> {
  const sentence = trimmed(text, span);
  if (sentence !== undefined) yield sentence;
}

/** Where sentences may end, the last end left out; window by window. */
function* segmentEnds(text: string, { start, end }: Span, language: string): Generator<number> {
  const segmenter = segmenterOf(language);
  let from = start;
  while (from < end) {
    const windowEnd = windowEndOf(text, from, end);
    let reached = from;
    for (const { index, segment } of segmenter.segment(text.slice(from, windowEnd))) {
      const segmentStart = from + index;
      if (index > 0) yield segmentStart;
      reached = segmentStart;
      for (const missed of segment.matchAll(MISSED_END)) {
        reached = segmentStart + missed.index + missed[0].length;
        yield reached;
      }
    }
    if (windowEnd === end) return;
    if (reached === from) yield windowEnd;
    from = reached === from ? windowEnd : reached;
  }
}

/** A window ends at white space in its second half where there is some. */
function windowEndOf(text: string, from: number, end: number): number {
  if (end - from <= WINDOW_CHARS) return end;
  for (let at = from + WINDOW_CHARS; at > from + WINDOW_CHARS / 2; at--) {
    if (/\s/u.test(text.charAt(at - 1))) return graphemeBorder(text, at, from);
  }
  return graphemeBorder(text, from + WINDOW_CHARS, from);
}

const segmenters = new Map<string, Intl.Segmenter>();

function segmenterOf(language: string): Intl.Segmenter {
  const known = segmenters.get(language);
  if (known !== undefined) return known;
  const locale = language === 'und' ? 'en' : language;
  const segmenter = new Intl.Segmenter(locale, { granularity: 'sentence' });
  segmenters.set(language, segmenter);
  return segmenter;
}

/** Judges the segmenter's borders within one paragraph. */
class Borders {
  readonly #text: string;
  readonly #paragraph: Span;
  readonly #language: string;
  #width: number | undefined;
  #widthKnown = false;

  constructor(text: string, paragraph: Span, language: string) {
    this.#text = text;
    this.#paragraph = paragraph;
    this.#language = language;
  }

  /** Where the sentence from `start` ends, the border being at or shortly before it; undefined when it goes on. */
  sentenceEnd(start: number, border: number): number | undefined {
    const end = graphemeBorder(this.#text, border, this.#paragraph.start);
    if (end <= start) return undefined;
    if (end - start >= WINDOW_CHARS) return end;
    const before = this.#text.slice(Math.max(start, end - NEAR_CHARS), end);
    const after = this.#text.slice(end, Math.min(this.#paragraph.end, end + NEAR_CHARS));
    const marks = TERMINAL_OR_BRACKET.test(before.trimEnd()) ? CLINGING_MARKS.exec(after) : null;
    if (marks !== null) return graphemeBorder(this.#text, end + marks[0].length, end);
    if (CLINGING_OPENER.test(before) && end - 1 > start) return end - 1;
    return this.#continues(start, end, { before, after }) ? undefined : end;
  }

  #continues(
    start: number,
    end: number,
    { before, after }: { readonly before: string; readonly after: string },
  ): boolean {
    const body = before.trimEnd();
    if (body.length < before.length && before.slice(body.length).includes('\n'))
      return this.#lineContinues(end, body, after);
    if (body === before && ASCII_TERMINAL.test(body)) return true;
    if (!TERMINAL.test(body) || AFTER_QUOTE.test(after)) return true;
    return (
      this.#isOnlyMark(start, end) ||
      LOWER_START.test(after) ||
      isShortened(body, after.trimStart(), this.#language)
    );
  }

  /** Whether nothing but the number of an entry or heading stands there. */
  #isOnlyMark(start: number, end: number): boolean {
    if (end - start > MARK_MAX_CHARS) return false;
    const stretch = this.#text.slice(start, end).trimEnd();
    if (ONLY_LIST_MARK.test(stretch)) return true;
    return start === this.#paragraph.start && ONLY_NUMBERED_WORD.test(stretch);
  }

  /** Whether a sentence goes on over a line end. */
  #lineContinues(end: number, body: string, after: string): boolean {
    const next = after.trimStart();
    if (WORDLESS_LINE.test(after)) return true;
    if (LIST_MARK.test(after)) return false;
    if (TERMINAL.test(body))
      return LOWER_START.test(next) || isShortened(body, next, this.#language);
    if (LOWER_START.test(next)) return true;
    if (LIST_MARK.test(this.#lineBefore(end))) return false;
    const width = this.#wrapWidth();
    if (width === undefined || width < MIN_WRAPPED_CHARS) return false;
    const feed = this.#text.lastIndexOf('\n', end - 1);
    const lineStart = Math.max(this.#paragraph.start, this.#text.lastIndexOf('\n', feed - 1) + 1);
    const line = { start: lineStart, end: feed };
    return !endsEarly(this.#text, line, { start: end, end: this.#paragraph.end }, width);
  }

  /** The beginning of the line whose end is looked at: an entry of a list is one sentence at least. */
  #lineBefore(end: number): string {
    const feed = this.#text.lastIndexOf('\n', end - 1);
    const lineStart = Math.max(this.#paragraph.start, this.#text.lastIndexOf('\n', feed - 1) + 1);
    return this.#text.slice(lineStart, Math.min(feed, lineStart + 12));
  }

  #wrapWidth(): number | undefined {
    if (!this.#widthKnown) this.#width = wrapWidth([...linesOf(this.#text, this.#paragraph)]);
    this.#widthKnown = true;
    return this.#width;
  }
}
