import { FormattedString, fmt } from '@grammyjs/parse-mode';
import type { Answer, Excerpt, Quotation } from '../retrieval/answer.ts';
import { momentWords, timeWords } from '../retrieval/place-words.ts';
import { citationLink } from './deep-links.ts';
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

/** What citations are written with. */
export interface Citing {
  readonly sentences: Sentences;
  /** Of the bot, without `@`: citations link to its private chat. Empty where it isn't known. */
  readonly botName: string;
}

export interface Rendering extends Citing {
  /** `group`: one line is enough where nothing was found. */
  readonly audience: 'person' | 'group';
  /** Shown at most, however many the answer has. */
  readonly mostExcerpts: number;
  /** Set where only this many characters of the message were searched. */
  readonly onlyBeginningChars?: number | undefined;
}

export interface RenderedAnswer {
  readonly message: FormattedString;
  /** Those that it shows, best first. */
  readonly excerpts: readonly Excerpt[];
}

/** An answer as Telegram shows it: text and entities, within Telegram's limits whatever the documents hold. */
export function renderAnswer(answer: Answer, rendering: Rendering): RenderedAnswer {
  const excerpts = answer.excerpts
    .filter(({ text }) => text.trim() !== '')
    .slice(0, rendering.mostExcerpts);
  if (answer.kind === 'nothing' || excerpts.length === 0) {
    return { message: renderNothing(answer, rendering), excerpts: [] };
  }
  return fitting(excerpts, (shown) => compose(headerOf(answer, rendering), shown, rendering));
}

/**
 * One excerpt as an inline result inserts it: quotation and citation.
 *
 * @param maxChars UTF-16 units that there is room for, enough for the citation and some words at least: 3,000
 */
export function renderExcerpt(
  excerpt: Quotation,
  citing: Citing,
  maxChars = MAX_MESSAGE_CHARS,
): FormattedString {
  const write = (shown: readonly Shown<Quotation>[]) =>
    joined(shown.map((one) => quoted(one, citing)));
  return fitting([excerpt], write, maxChars).message;
}

/** A quotation that is read on its own, open, with a line above it if there is anything to say. */
export function renderReading(
  quotation: Quotation,
  citing: Citing,
  above: string | undefined,
): FormattedString {
  const head = above === undefined ? [] : [new FormattedString(above)];
  const write = (shown: readonly Shown<Quotation>[]) =>
    joined([...head, ...shown.map((one) => quoted(one, citing, { isOpen: true }))]);
  return fitting([quotation], write).message;
}

/** A sentence in a list of matches, UTF-16 units: the part around the match. */
const MATCH_CHARS = 200;

/** One of many matches, as far as a list has room for it, with its citation. @param number in the list, from 1 */
export function renderMatch(match: Quotation, citing: Citing, number: number): FormattedString {
  const isLong = match.text.length > MATCH_CHARS;
  const part = isLong ? { ...match, ...shorten(match, MATCH_CHARS) } : match;
  return quoted(part, citing, { number, isOpen: true });
}

/** `Title › section`: what a list of excerpts shows of each. At most the last two headings. */
export function headingOf({ title, section }: Quotation): string {
  const headings = section.filter((heading) => heading.trim() !== '' && heading !== title);
  return [title, ...headings.slice(-2)].map((name) => label(name, CITATION_PART_CHARS)).join(' › ');
}

/**
 * `Title › section › page 3, paragraph 12`, or in place of the paragraph a time, a row or a message. The place within the
 * section is a link that opens it.
 */
export function renderCitation(
  quotation: Quotation,
  { sentences, botName }: Citing,
): FormattedString {
  const url = citationLink(botName, quotation.id);
  const opens = (words: string) => (url === undefined ? words : FormattedString.link(words, url));
  return fmt`${headingOf(quotation)} › ${smallestPlace(quotation, sentences, opens)}`;
}

function smallestPlace(
  { page, place, paragraph }: Quotation,
  sentences: Sentences,
  opens: (words: string) => FormattedString | string,
): FormattedString | string {
  const onPage = page === undefined ? '' : `${sentences.page(page)}${sentences.comma}`;
  switch (place?.kind) {
    case undefined:
      return opens(`${onPage}${sentences.paragraph(paragraph)}`);
    case 'time':
      return opens(`${onPage}${timeWords(place.ms)}`);
    case 'row':
      return opens(`${onPage}${sentences.row(place.row)}`);
    case 'message': {
      const moment = momentWords(place.clockSeconds, sentences.code);
      const address = MESSAGE_LINK.test(place.link ?? '') ? place.link : undefined;
      const when =
        address === undefined
          ? opens(moment)
          : fmt`${FormattedString.link(moment, address)} › ${opens(sentences.reading.open)}`;
      // The author isn't part of a link: a name that has to be silenced becomes code, which no link may hold.
      return fmt`${label(place.author, CITATION_PART_CHARS)}${sentences.comma}${when}`;
    }
  }
}

/** Documents come from anywhere: of their links only those to messages are made to be tapped. */
const MESSAGE_LINK = /^https:\/\/t\.me\/(?:c\/)?\w{1,40}(?:\/\d{1,15}){1,2}$/;

function renderNothing(answer: Answer, rendering: Rendering): FormattedString {
  const { sentences, audience } = rendering;
  if (audience === 'group') return new FormattedString(sentences.nothing);
  const named = labels(answer.topics, TOPIC_CHARS, sentences.comma);
  const about = named === '' ? [] : [sentences.about(named)];
  const lines = [...whatWasAsked(answer, rendering), [sentences.nothing, ...about].join(' ')];
  return joined(lines.map((line) => new FormattedString(line)));
}

function headerOf(answer: Answer, rendering: Rendering): string[] {
  const closest = answer.kind === 'closest' ? [rendering.sentences.closest] : [];
  return [...whatWasAsked(answer, rendering), ...closest];
}

/** Where that isn't what was written. */
function whatWasAsked(
  { searchedFor }: Answer,
  { sentences, onlyBeginningChars }: Rendering,
): string[] {
  return [
    ...(onlyBeginningChars === undefined ? [] : [sentences.onlyBeginning(onlyBeginningChars)]),
    ...(searchedFor === undefined
      ? []
      : [sentences.searchedFor(label(searchedFor, SEARCHED_FOR_CHARS))]),
  ];
}

function compose(
  header: readonly string[],
  excerpts: readonly Shown<Excerpt>[],
  citing: Citing,
): FormattedString {
  const quotes = excerpts.map((excerpt, position) =>
    quoted(excerpt, citing, { number: position + 1 }),
  );
  return joined([...header.map((line) => new FormattedString(line)), ...quotes]);
}

function joined(parts: readonly FormattedString[]): FormattedString {
  return silenceNames(FormattedString.join([...parts], '\n\n'));
}

/** A quotation, perhaps in part: `text` is what is shown of it. */
type Shown<Q extends Quotation> = Q & { readonly isShortened?: boolean };

/** The quotation, its best sentence bold, and below it the citation. The quotation is exactly the excerpt's text. */
function quoted(
  excerpt: Shown<Quotation>,
  citing: Citing,
  { number, isOpen = false }: { readonly number?: number; readonly isOpen?: boolean } = {},
): FormattedString {
  const text = wellFormed(excerpt.text);
  const start = clamp(excerpt.best.start - excerpt.start, text.length);
  const end = clamp(excerpt.best.end - excerpt.start, text.length);
  const best = start < end ? FormattedString.bold(text.slice(start, end)) : '';
  const quotation = fmt`${text.slice(0, start)}${best}${text.slice(Math.max(start, end))}`;
  const mark = excerpt.isShortened ? ` (${citing.sentences.shortened})` : '';
  const position = number === undefined ? '' : `[${number}] `;
  const block = isOpen
    ? FormattedString.blockquote(quotation)
    : FormattedString.expandableBlockquote(quotation);
  return fmt`${block}\n${position}${renderCitation(excerpt, citing)}${mark}`;
}

function clamp(offset: number, length: number): number {
  return Math.min(Math.max(offset, 0), length);
}

interface Fitted<Q extends Quotation> {
  readonly message: FormattedString;
  readonly excerpts: readonly Q[];
}

/** As many of the excerpts, best first, as one message holds; the best one in part, if it alone is too long. */
function fitting<Q extends Quotation>(
  excerpts: readonly Q[],
  write: (shown: readonly Shown<Q>[]) => FormattedString,
  maxChars = MAX_MESSAGE_CHARS,
): Fitted<Q> {
  for (let count = excerpts.length; count > 0; count--) {
    const shown = excerpts.slice(0, count);
    const message = write(shown);
    if (fits(message, maxChars)) return { message, excerpts: shown };
  }
  const shown = excerpts.slice(0, 1).map((best) => shortenedToFit(best, write, maxChars));
  return { message: write(shown), excerpts: shown };
}

function fits({ text, entities }: FormattedString, maxChars: number): boolean {
  return text.length <= maxChars && entities.length <= MAX_ENTITIES;
}

function shortenedToFit<Q extends Quotation>(
  excerpt: Q,
  write: (shown: readonly Shown<Q>[]) => FormattedString,
  maxChars: number,
): Shown<Q> {
  const around = write([{ ...excerpt, isShortened: true }]).text.length - excerpt.text.length;
  return { ...excerpt, ...shorten(excerpt, maxChars - around), isShortened: true };
}
