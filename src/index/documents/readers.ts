import { csvReader } from './csv.ts';
import { docxReader } from './docx.ts';
import { epubReader } from './epub.ts';
import { htmlReader } from './html.ts';
import { markdownReader } from './markdown.ts';
import { pdfReader } from './pdf.ts';
import type { DocumentReader } from './reading.ts';
import { subtitlesReader } from './subtitles.ts';
import { telegramHistoryReader } from './telegram-history.ts';
import { textReader } from './text.ts';

/** Every format there is a reader for. A new format joins here and nowhere else. */
const READERS: readonly DocumentReader[] = [
  textReader,
  markdownReader,
  htmlReader,
  docxReader,
  epubReader,
  csvReader,
  pdfReader,
  subtitlesReader,
  telegramHistoryReader,
];

/** File endings that can be read, with the dot, in the order of the readers. */
export const READABLE_ENDINGS: readonly string[] = READERS.flatMap(({ endings }) => endings);

/** The reader for a file of this name, told by its ending in either case; undefined for other formats. */
export function readerOf(name: string): DocumentReader | undefined {
  const ending = /\.[^./\\]*$/u.exec(name)?.[0].toLowerCase();
  return READERS.find(({ endings }) => ending !== undefined && endings.includes(ending));
}

/** Whether a file of this name is read without a parser that could take long: plain text and Markdown. */
export function isPlain(name: string): boolean {
  const reader = readerOf(name);
  return reader === textReader || reader === markdownReader;
}
