import { FormattedString, fmt } from '@grammyjs/parse-mode';
import type { InlineKeyboardButton } from 'grammy/types';
import type { Contents, ListedDocument, Matches, Page } from '../../retrieval/reading/reader.ts';
import type { Shown } from '../answered.ts';
import { type ButtonRow, keyboardOf } from '../buttons.ts';
import type { BotContext } from '../context.ts';
import { citationLink } from '../deep-links.ts';
import { label } from '../label.ts';
import type { ReadingWords } from '../languages/reading-words.ts';
import { silenceNames } from '../names.ts';
import { renderMatch } from '../rendering.ts';
import { citing } from '../showing.ts';
import { type ListPress, writeListPress } from './list-presses.ts';

/** Items on a page: a row of buttons holds eight, and what is listed fits into a message whatever it is called. */
export const PAGE_SIZES = { documents: 8, contents: 15, matches: 5 } as const;

/** Of a title or a heading, UTF-16 units. */
const NAME_CHARS = 100;

/** What was looked for, UTF-16 units: more is not read. */
const WORDS_CHARS = 200;

/** What somebody looks for, as the head of a list shows it; undefined for nothing. */
export function wordsShown(words: string): string | undefined {
  const shown = label(words, WORDS_CHARS);
  return /[\p{L}\p{N}]/u.test(shown) ? shown : undefined;
}

/** What was looked for, read from the head of a list. */
export function wordsIn(text: string): string {
  const [head = ''] = text.split('\n');
  return /\u2068([^\u2068\u2069]*)\u2069/u.exec(head)?.[1] ?? '';
}

/** Documents with numbered buttons that open their headings. @param above a line above the head */
export function documentsView(
  { sentences }: BotContext,
  { items, ...page }: Page<ListedDocument>,
  { words, isAsking = false }: { readonly words: string; readonly isAsking?: boolean },
): Shown {
  const { reading } = sentences;
  const first = (page.page - 1) * PAGE_SIZES.documents + 1;
  const numbers = items.map(({ key }, at) =>
    button(String(first + at), { list: 'contents', key, page: 1 }),
  );
  const lines = items.map((document, at) => `${first + at}. ${nameOf(document)}`);
  return shown(
    [
      reading.documents(page.total, wordsShown(words)),
      ...lines,
      ...(isAsking ? [reading.whichDocument] : []),
      ...pageLine(page, reading),
    ],
    [numbers, turns(page, reading, (to) => ({ list: 'documents', page: to }))],
  );
}

/** A document's headings, each a link to its place in the private chat. */
export function contentsView(
  ctx: BotContext,
  { document, beginning, items, ...page }: Contents,
): Shown {
  const { reading } = ctx.sentences;
  const lines = items.map(({ text, number, id }) => {
    const url = citationLink(ctx.me.username, id);
    const name = label(text, NAME_CHARS);
    return fmt`${number.join('.')} ${url === undefined ? name : FormattedString.link(name, url)}`;
  });
  const { key } = document;
  return shown(
    [
      FormattedString.bold(nameOf(document)),
      ...(page.total === 0 ? [reading.noHeadings] : lines),
      ...pageLine(page, reading),
    ],
    [
      turns(page, reading, (to) => ({ list: 'contents', key, page: to })),
      beginning === undefined
        ? []
        : [button(reading.fromBeginning, { list: 'beginning', citation: beginning })],
      [button(reading.allDocuments, { list: 'all-documents' })],
    ],
  );
}

/** Sentences that hold the words, each with a link to its place in the private chat. */
export function matchesView(
  ctx: BotContext,
  { items, isComplete, ...page }: Matches,
  words: string,
): Shown {
  const { reading } = ctx.sentences;
  const sought = wordsShown(words) ?? '';
  if (page.total === 0) return shown([reading.noMatches(sought)], []);
  const first = (page.page - 1) * PAGE_SIZES.matches + 1;
  const matches = items.map((match, at) => renderMatch(match, citing(ctx), first + at));
  return shown(
    [reading.matches(page.total, sought, isComplete), ...matches, ...pageLine(page, reading)],
    [turns(page, reading, (to) => ({ list: 'matches', page: to }))],
  );
}

function shown(lines: readonly (FormattedString | string)[], rows: readonly ButtonRow[]): Shown {
  const parts = lines.map((line) => (typeof line === 'string' ? new FormattedString(line) : line));
  return { message: silenceNames(FormattedString.join(parts, '\n')), buttons: keyboardOf(rows) };
}

function nameOf({ title, id }: ListedDocument): string {
  return label(title.trim() === '' ? id : title, NAME_CHARS);
}

type PageNumbers = Pick<Page<unknown>, 'page' | 'pages'>;

function pageLine({ page, pages }: PageNumbers, { pageOf }: ReadingWords): string[] {
  return pages === 1 ? [] : [pageOf(page, pages)];
}

function turns(
  { page, pages }: PageNumbers,
  { previousPage, nextPage }: ReadingWords,
  press: (page: number) => ListPress,
): InlineKeyboardButton[] {
  return [
    ...(page > 1 ? [button(previousPage(page - 1), press(page - 1))] : []),
    ...(page < pages ? [button(nextPage(page + 1), press(page + 1))] : []),
  ];
}

function button(text: string, press: ListPress): InlineKeyboardButton {
  return { text, callback_data: writeListPress(press) };
}
