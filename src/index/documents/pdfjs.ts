import { createRequire } from 'node:module';
import path from 'node:path';
import type { Unreadable } from './reading.ts';

type Pdfjs = typeof import('pdfjs-dist/legacy/build/pdf.mjs');
type PdfDocument = Awaited<ReturnType<Pdfjs['getDocument']>['promise']>;
type PdfPageProxy = Awaited<ReturnType<PdfDocument['getPage']>>;

/** How deep bookmarks are followed, and how many of them. */
const MAX_OUTLINE_DEPTH = 8;
const MAX_OUTLINE_ENTRIES = 20_000;

/** After so many pages the parser's caches of fonts and objects are emptied. */
const PAGES_BETWEEN_CLEANUPS = 100;

/** A matrix `[a, b, c, d, e, f]` as PDF writes it: (x, y) goes to (ax + cy + e, bx + dy + f). */
export type Matrix = readonly [number, number, number, number, number, number];

/** Text as the page's program draws it, in that order. */
export interface DrawnText {
  readonly text: string;
  /** From text space to the page's own space, whose unit is 1/72 inch and whose y goes up. */
  readonly transform: Matrix;
  /** Extent along a horizontal line, in page units. */
  readonly width: number;
  /** Extent along a vertical line: of vertical writing how far it goes, else the font's size. */
  readonly height: number;
  /** Names a font of this document. */
  readonly font: string;
  readonly isRightToLeft: boolean;
  readonly isVertical: boolean;
  /** The file says that it is no part of the text, such as a running head. */
  readonly isArtifact: boolean;
}

export interface DrawnPage {
  /** Width and height as shown, the page's own rotation carried out. */
  readonly width: number;
  readonly height: number;
  /** From the page's own space to the shown page, whose y goes down. */
  readonly transform: Matrix;
  readonly texts: readonly DrawnText[];
}

/** A bookmark. */
export interface OutlineEntry {
  readonly title: string;
  /** 1 is the outermost. */
  readonly level: number;
  /** From 0. */
  readonly page: number;
  /** Where on the page, upwards in the page's own space; undefined: at its top. */
  readonly top: number | undefined;
}

/** A document whose pages were made something of, one at a time. */
export interface DrawnDocument<Page> {
  readonly title: string | undefined;
  readonly outline: readonly OutlineEntry[];
  readonly pages: readonly Page[];
}

/**
 * What `ofPage` makes of a file's pages with all text that is drawn on them. Nothing in the file is run or fetched, and
 * no picture is decoded.
 */
export async function readDrawnDocument<Page>(
  bytes: Uint8Array,
  ofPage: (page: DrawnPage) => Page,
): Promise<DrawnDocument<Page> | Unreadable> {
  const { getDocument } = await loadPdfjs();
  const folder = path.dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'));
  const loading = getDocument({
    data: Uint8Array.from(bytes), // the parser takes the memory of what it's given
    verbosity: 0,
    isEvalSupported: false,
    useWasm: false,
    useSystemFonts: false,
    enableXfa: false,
    cMapUrl: path.join(folder, 'cmaps', path.sep),
    standardFontDataUrl: path.join(folder, 'standard_fonts', path.sep),
  });
  try {
    const document = await loading.promise;
    return {
      title: await titleOf(document),
      outline: await outlineOf(document),
      pages: await pagesOf(document, ofPage),
    };
  } catch (error) {
    return { reason: reasonOf(error) };
  } finally {
    await loading.destroy();
  }
}

/** The parser looks for a few names of browsers while it is loaded; only drawing would use them. */
async function loadPdfjs(): Promise<Pdfjs> {
  for (const name of ['DOMMatrix', 'ImageData', 'Path2D'])
    if (!(name in globalThis)) Object.assign(globalThis, { [name]: class {} });
  return import('pdfjs-dist/legacy/build/pdf.mjs');
}

function reasonOf(error: unknown): string {
  const name = error instanceof Error ? error.name : '';
  if (name === 'PasswordException')
    return 'is encrypted with a password; save a copy without one and put that in its place';
  return 'is no PDF file, or one too damaged to be read; save it anew from its source';
}

async function titleOf(document: PdfDocument): Promise<string | undefined> {
  const stated = await document.getMetadata().catch(() => undefined);
  const title: unknown = stated?.metadata?.get('dc:title') ?? undefined;
  if (typeof title === 'string' && title.trim() !== '') return title;
  const entries: object = stated?.info ?? {};
  return 'Title' in entries && typeof entries.Title === 'string' ? entries.Title : undefined;
}

async function pagesOf<Page>(
  document: PdfDocument,
  ofPage: (page: DrawnPage) => Page,
): Promise<Page[]> {
  const pages: Page[] = [];
  for (let number = 1; number <= document.numPages; number++) {
    pages.push(ofPage(await pageOf(document, number)));
    if (number % PAGES_BETWEEN_CLEANUPS === 0) await document.cleanup();
  }
  return pages;
}

const BLANK_PAGE: DrawnPage = { width: 0, height: 0, transform: [1, 0, 0, -1, 0, 0], texts: [] };

/** A page that is damaged is blank: its neighbours can still be read. */
async function pageOf(document: PdfDocument, number: number): Promise<DrawnPage> {
  try {
    const page = await document.getPage(number);
    const { width, height, transform } = page.getViewport({ scale: 1 });
    const texts = await textsOf(page);
    page.cleanup();
    return { width, height, transform: matrixOf(transform), texts };
  } catch {
    return BLANK_PAGE;
  }
}

async function textsOf(page: PdfPageProxy): Promise<DrawnText[]> {
  const { items, styles } = await page.getTextContent({ includeMarkedContent: true });
  const texts: DrawnText[] = [];
  const marks: boolean[] = [];
  for (const drawn of items) {
    if (!('str' in drawn)) {
      if (drawn.type === 'endMarkedContent') marks.pop();
      else marks.push(marks.at(-1) === true || ('tag' in drawn && drawn.tag === 'Artifact'));
      continue;
    }
    texts.push({
      text: drawn.str,
      transform: matrixOf(drawn.transform),
      width: drawn.width,
      height: drawn.height,
      font: drawn.fontName,
      isRightToLeft: drawn.dir === 'rtl',
      isVertical: styles[drawn.fontName]?.vertical === true,
      isArtifact: marks.at(-1) === true,
    });
  }
  return texts;
}

function matrixOf(numbers: readonly number[]): Matrix {
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = numbers;
  return [a, b, c, d, e, f];
}

type Bookmark = Awaited<ReturnType<PdfDocument['getOutline']>>[number];

async function outlineOf(document: PdfDocument): Promise<OutlineEntry[]> {
  const entries: OutlineEntry[] = [];
  const walk = async (bookmarks: readonly Bookmark[], level: number): Promise<void> => {
    for (const { title, dest, items } of bookmarks) {
      if (entries.length >= MAX_OUTLINE_ENTRIES) return;
      const place = await placeOf(document, dest).catch(() => undefined);
      if (place !== undefined && title.trim() !== '') entries.push({ title, level, ...place });
      if (level < MAX_OUTLINE_DEPTH) await walk(items, level + 1);
    }
  };
  await walk((await document.getOutline().catch(() => undefined)) ?? [], 1);
  return entries;
}

/** Where a bookmark leads: by name or directly to a page, and there to a height as the kind of view states it. */
async function placeOf(
  document: PdfDocument,
  destination: Bookmark['dest'],
): Promise<Pick<OutlineEntry, 'page' | 'top'> | undefined> {
  const target: unknown =
    typeof destination === 'string' ? await document.getDestination(destination) : destination;
  if (!Array.isArray(target)) return undefined;
  const [ref, view, ...numbers]: unknown[] = target;
  const page = typeof ref === 'number' ? ref : await pageIndexOf(document, ref);
  const kind = typeof view === 'object' && view !== null && 'name' in view ? view.name : '';
  const top = kind === 'XYZ' ? numbers[1] : kind === 'FitH' || kind === 'FitBH' ? numbers[0] : null;
  return page === undefined ? undefined : { page, top: typeof top === 'number' ? top : undefined };
}

async function pageIndexOf(document: PdfDocument, ref: unknown): Promise<number | undefined> {
  if (typeof ref !== 'object' || ref === null || !('num' in ref) || !('gen' in ref))
    return undefined;
  const { num, gen } = ref;
  if (typeof num !== 'number' || typeof gen !== 'number') return undefined;
  return document.getPageIndex({ num, gen });
}
