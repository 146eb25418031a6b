import type { SetParagraph, SetText } from './pdf-text.ts';
import type { OutlineEntry } from './pdfjs.ts';
import type { HeadingMark } from './reading.ts';

/** A bookmark and the baseline that it leads to, in the lines' own measure; undefined: its page's top. */
export interface PlacedEntry extends OutlineEntry {
  readonly baseline: number | undefined;
}

/**
 * Bookmarks as headings. Where the page shows a bookmark's words, these are the heading; else the section begins with
 * the first paragraph at or under the place that the bookmark leads to.
 */
export function headingsOfOutline(
  { text, paragraphs }: SetText,
  outline: readonly PlacedEntry[],
): readonly HeadingMark[] {
  const byPage = paragraphsByPage(paragraphs);
  const marks: HeadingMark[] = [];
  for (const entry of outline) {
    const span = spanOf(entry, text, byPage);
    const before = marks.at(-1);
    if (span === undefined || (before !== undefined && span.start < before.end)) continue;
    if (before?.start === span.start && before.level >= entry.level) continue;
    const shown = span.start < span.end ? text.slice(span.start, span.end) : entry.title;
    const heading = shown.replaceAll(/[\p{Cc}\s]+/gu, ' ').trim();
    marks.push({ ...span, level: entry.level, text: heading });
  }
  return marks;
}

function paragraphsByPage(paragraphs: readonly SetParagraph[]): Map<number, SetParagraph[]> {
  const byPage = new Map<number, SetParagraph[]>();
  for (const paragraph of paragraphs) {
    const page = paragraph.lines[0]?.page ?? 0;
    const known = byPage.get(page);
    if (known === undefined) byPage.set(page, [paragraph]);
    else known.push(paragraph);
  }
  return byPage;
}

function spanOf(
  entry: PlacedEntry,
  text: string,
  byPage: ReadonlyMap<number, readonly SetParagraph[]>,
): { readonly start: number; readonly end: number } | undefined {
  const onPage = byPage.get(entry.page) ?? [];
  const wanted = lettersOf(entry.title);
  const shown = onPage.flatMap((first, position) =>
    [first, onPage[position + 1]].flatMap((last) =>
      last !== undefined && isTitle(lettersOf(text.slice(first.start, last.end)), wanted)
        ? [{ first, last }]
        : [],
    ),
  );
  const nearest = shown.toSorted(
    (a, b) => distance(a.first, entry.baseline) - distance(b.first, entry.baseline),
  )[0];
  if (nearest !== undefined) return { start: nearest.first.start, end: nearest.last.end };
  const under = onPage.find(
    ({ lines }) => (lines[0]?.baseline ?? 0) >= (entry.baseline ?? -Infinity),
  );
  const begins = under ?? onPage.at(-1);
  return begins === undefined ? undefined : { start: begins.start, end: begins.start };
}

const lettersOf = (text: string): string =>
  text.length > 400
    ? ''
    : text
        .normalize('NFKC')
        .toLowerCase()
        .replaceAll(/[^\p{L}\p{N}]/gu, '');

/** The same but for a number before it: `2.1 Methods` is `Methods`. */
function isTitle(shown: string, wanted: string): boolean {
  if (shown === '' || wanted === '') return false;
  if (shown === wanted) return true;
  return shown.replace(/^\p{N}+/u, '') === wanted.replace(/^\p{N}+/u, '');
}

function distance({ lines }: SetParagraph, baseline: number | undefined): number {
  return baseline === undefined ? 0 : Math.abs((lines[0]?.baseline ?? 0) - baseline);
}
