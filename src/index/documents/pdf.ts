import { regionsOf } from './pdf-columns.ts';
import { headingsByLook } from './pdf-headings.ts';
import { segmentsOf } from './pdf-lines.ts';
import { headingsOfOutline } from './pdf-outline.ts';
import { paragraphsOf } from './pdf-paragraphs.ts';
import { type PiecePage, upright } from './pdf-pieces.ts';
import { type HeadedPage, withoutRunning } from './pdf-running.ts';
import { setText } from './pdf-text.ts';
import { titleOfPdf } from './pdf-title.ts';
import { type DrawnDocument, type DrawnPage, type DrawnText, readDrawnDocument } from './pdfjs.ts';
import type { DocumentReader, Reading, Unreadable } from './reading.ts';

/** Fewer letters a page than this are stamps on scans. */
const MIN_LETTERS_A_PAGE = 4;

/** Larger share of signs that have no meaning: the file's fonts don't say which letters they show. */
const MAX_UNKNOWN_SHARE = 0.3;

const SCANNED: Unreadable = {
  reason:
    'has no text: its pages are scans or pictures; run OCR over it (ocrmypdf, say) and put the copy in its place',
};
const UNKNOWN_LETTERS: Unreadable = {
  reason:
    "has text that can't be read, since its fonts don't say which letters they show; run OCR over it (ocrmypdf --force-ocr, say) and put the copy in its place",
};

/** PDF: text in reading order, its lines joined to paragraphs; bookmarks or what looks like headings; pages. */
export const pdfReader: DocumentReader = {
  endings: ['.pdf'],
  content: 'pdf',
  read: async (bytes) => {
    const drawn = await readDrawnDocument(bytes, readPage);
    return 'reason' in drawn ? drawn : readingOf(drawn);
  },
};

interface ReadPage extends HeadedPage {
  readonly baselineOf: PiecePage['baselineOf'];
  /** How many signs it has, and how many of them have no meaning. */
  readonly signs: { readonly all: number; readonly unknown: number };
}

function readPage(page: DrawnPage): ReadPage {
  const { height, pieces, baselineOf } = upright(page);
  return { height, segments: segmentsOf(pieces), baselineOf, signs: countSigns(page.texts) };
}

function readingOf(document: DrawnDocument<ReadPage>): Reading | Unreadable {
  const { title, outline, pages } = document;
  if (hasUnknownLetters(pages)) return UNKNOWN_LETTERS;
  const regions = withoutRunning(pages).map((segments) => regionsOf(segments));
  const set = setText(paragraphsOf(regions), pages.length);
  const letters = set.text.match(/[\p{L}\p{N}]/gu)?.length ?? 0;
  if (letters < MIN_LETTERS_A_PAGE * Math.min(pages.length, 100)) return SCANNED;
  const bookmarks = outline.map((entry) => ({
    ...entry,
    baseline: entry.top === undefined ? undefined : pages[entry.page]?.baselineOf(entry.top),
  }));
  const looks = headingsByLook(set);
  const marks = headingsOfOutline(set, bookmarks);
  return {
    text: set.text,
    title: titleOfPdf(title, set.text, looks),
    headings: marks.length === 0 ? looks : marks,
    pageStarts: set.pageStarts,
    paragraphs: set.paragraphs.map(({ start, end }) => ({ start, end })),
  };
}

function countSigns(texts: readonly DrawnText[]): ReadPage['signs'] {
  let [all, unknown] = [0, 0];
  for (const { text } of texts) {
    all += text.match(/\S/gu)?.length ?? 0;
    unknown += text.match(/[\p{Co}\p{Cn}\ufffd]|(?!\s)\p{Cc}/gu)?.length ?? 0;
  }
  return { all, unknown };
}

function hasUnknownLetters(pages: readonly ReadPage[]): boolean {
  const all = pages.reduce((sum, { signs }) => sum + signs.all, 0);
  const unknown = pages.reduce((sum, { signs }) => sum + signs.unknown, 0);
  return unknown > all * MAX_UNKNOWN_SHARE;
}
