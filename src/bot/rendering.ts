import { FormattedString, fmt } from '@grammyjs/parse-mode';
import type { Answer, Excerpt } from '../retrieval/answer.ts';
import { momentWords, timeWords } from '../retrieval/place-words.ts';
import { label, labels, wellFormed } from './label.ts';
import type { Sentences } from './languages/sentences.ts';
import { silenceNames } from './names.ts';
import { shorten } from './shortening.ts';

/**
 * Telegram refuses longer texts. It counts code points after entities are parsed
 * (https://core.telegram.org/bots/api#sendmessage); UTF-16 units are never fewer, so this bound is the safe one.
 */
export const MAX_MESSAGE_CHARS = 4096;

/** Telegram ignores further entities: https://core.telegram.org/bots/api#messageentity. */
export const MAX_ENTITIES = 100;

/** Title and headings in a citation, UTF-16 units each. */
const CITATION_PART_CHARS = 100;

/** Titles in a list of topics, UTF-16 units each. */
export const TOPIC_CHARS = 80;

/** A question that is quoted back, UTF-16 units. */
const SEARCHED_FOR_CHARS = 200;

export interface Rendering {
  readonly sentences: Sentences;
  /** `group`: one line is enough where nothing was found. */
  readonly audience: 'person' | 'group';
  /** Set where only this many characters of the message were searched. */
  readonly onlyBeginningChars?: number | undefined;
}

/** An answer as Telegram shows it: text and entities, within Telegram's limits whatever the documents hold. */
export function renderAnswer(answer: Answer, rendering: Rendering): FormattedString {
  const excerpts = answer.excerpts.filter(({ text }) => text.trim() !== '');
  if (answer.kind === 'nothing' || excerpts.length === 0) return renderNothing(answer, rendering);
  return fitting(excerpts, (shown) => compose(headerOf(answer, rendering), shown, rendering));
}

/**
 * One excerpt as an inline result inserts it: quotation and citation.
 *
 * @param maxChars UTF-16 units that there is room for, enough for the citation and some words at least: 3,000
 */
export function renderExcerpt(
  excerpt: Excerpt,
  sentences: Sentences,
  maxChars = MAX_MESSAGE_CHARS,
): FormattedString {
  const write = (shown: readonly Shown[]) =>
    joined(shown.map((one) => quoted(one, undefined, sentences)));
  return fitting([excerpt], write, maxChars);
}

/** `Title › section`: what a list of excerpts shows of each. At most the last two headings. */
export function headingOf({ title, section }: Excerpt): string {
  const headings = section.filter((heading) => heading.trim() !== '' && heading !== title);
  return [title, ...headings.slice(-2)].map((name) => label(name, CITATION_PART_CHARS)).join(' › ');
}

/** `Title › section › page 3, paragraph 12`, or in place of the paragraph a time, a row or a message. */
function placeOf(excerpt: Excerpt, sentences: Sentences): FormattedString {
  const page =
    excerpt.page === undefined ? '' : `${sentences.page(excerpt.page)}${sentences.comma}`;
  return fmt`${headingOf(excerpt)} › ${page}${smallestPlace(excerpt, sentences)}`;
}

function smallestPlace({ place, paragraph }: Excerpt, sentences: Sentences) {
  switch (place?.kind) {
    case undefined:
      return sentences.paragraph(paragraph);
    case 'time':
      return timeWords(place.ms);
    case 'row':
      return sentences.row(place.row);
    case 'message': {
      const moment = momentWords(place.clockSeconds, sentences.code);
      const opens = MESSAGE_LINK.test(place.link ?? '') ? place.link : undefined;
      // The author isn't part of the link: a name that has to be silenced becomes code, which no link may hold.
      return fmt`${label(place.author, CITATION_PART_CHARS)}${sentences.comma}${opens === undefined ? moment : FormattedString.link(moment, opens)}`;
    }
  }
}

/** Documents come from anywhere: of their links only those to messages are made to be tapped. */
const MESSAGE_LINK = /^https:\/\/t\.me\/(?:c\/)?\w{1,40}(?:\/\d{1,15}){1,2}$/;

function renderNothing({ topics }: Answer, { sentences, audience }: Rendering): FormattedString {
  const named = labels(topics, TOPIC_CHARS, sentences.comma);
  const about = audience === 'person' && named !== '' ? [sentences.about(named)] : [];
  return silenceNames(new FormattedString([sentences.nothing, ...about].join(' ')));
}

function headerOf(answer: Answer, { sentences, onlyBeginningChars }: Rendering): string[] {
  const { kind, searchedFor } = answer;
  return [
    ...(onlyBeginningChars === undefined ? [] : [sentences.onlyBeginning(onlyBeginningChars)]),
    ...(searchedFor === undefined
      ? []
      : [sentences.searchedFor(label(searchedFor, SEARCHED_FOR_CHARS))]),
    ...(kind === 'closest' ? [sentences.closest] : []),
  ];
}

function compose(
  header: readonly string[],
  excerpts: readonly Shown[],
  { sentences }: Rendering,
): FormattedString {
  const quotes = excerpts.map((excerpt, position) => quoted(excerpt, position + 1, sentences));
  return joined([...header.map((line) => new FormattedString(line)), ...quotes]);
}

function joined(parts: readonly FormattedString[]): FormattedString {
  return silenceNames(FormattedString.join([...parts], '\n\n'));
}

/** An excerpt, perhaps in part: `text` is what is shown of it. */
type Shown = Excerpt & { readonly isShortened?: boolean };

/** The quotation, its best sentence bold, and below it the citation. The quotation is exactly the excerpt's text. */
function quoted(excerpt: Shown, number: number | undefined, sentences: Sentences): FormattedString {
  const text = wellFormed(excerpt.text);
  const start = clamp(excerpt.best.start - excerpt.start, text.length);
  const end = clamp(excerpt.best.end - excerpt.start, text.length);
  const best = start < end ? FormattedString.bold(text.slice(start, end)) : '';
  const quotation = fmt`${text.slice(0, start)}${best}${text.slice(Math.max(start, end))}`;
  const mark = excerpt.isShortened ? ` (${sentences.shortened})` : '';
  const position = number === undefined ? '' : `[${number}] `;
  const citation = fmt`${position}${placeOf(excerpt, sentences)}${mark}`;
  return fmt`${FormattedString.expandableBlockquote(quotation)}\n${citation}`;
}

function clamp(offset: number, length: number): number {
  return Math.min(Math.max(offset, 0), length);
}

/** As many of the excerpts, best first, as one message holds; the best one in part, if it alone is too long. */
function fitting(
  excerpts: readonly Excerpt[],
  write: (shown: readonly Shown[]) => FormattedString,
  maxChars = MAX_MESSAGE_CHARS,
): FormattedString {
  for (let count = excerpts.length; count > 0; count--) {
    const message = write(excerpts.slice(0, count));
    if (fits(message, maxChars)) return message;
  }
  return write(excerpts.slice(0, 1).map((best) => shortenedToFit(best, write, maxChars)));
}

function fits({ text, entities }: FormattedString, maxChars: number): boolean {
  return text.length <= maxChars && entities.length <= MAX_ENTITIES;
}

function shortenedToFit(
  excerpt: Excerpt,
  write: (shown: readonly Shown[]) => FormattedString,
  maxChars: number,
): Shown {
  const around = write([{ ...excerpt, isShortened: true }]).text.length - excerpt.text.length;
  return { ...excerpt, ...shorten(excerpt, maxChars - around), isShortened: true };
}
