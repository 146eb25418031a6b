import { type CanonicalText, startText } from './canonical-text.ts';
import type { Chapter } from './epub-package.ts';
import { decodeMarkup } from './markup-encoding.ts';
import type { DocumentReader } from './reading.ts';
import type { Archive } from './zip.ts';

/** Files of a book that hold text or say where it is. */
const READ = /\.(?:xhtml|html?|xml|opf|ncx)$/iu;

/** Electronic books: chapters in reading order, under the names that the table of contents gives them. */
export const epubReader: DocumentReader = {
  endings: ['.epub'],
  content: 'zip',
  read: async (bytes) => {
    const { openZip } = await import('./zip.ts');
    const archive = openZip(bytes);
    return 'reason' in archive ? archive : readBook(archive);
  },
};

async function readBook(archive: Archive) {
  const files = archive.read((name) => READ.test(name));
  if ('reason' in files) return files;
  const { readPackage } = await import('./epub-package.ts');
  const book = readPackage(files);
  if ('reason' in book) return book;
  if (book.chapters.some(({ isEncrypted }) => isEncrypted))
    return { reason: 'is protected against copying: its chapters are encrypted' };
  const text = startText();
  for (const chapter of book.chapters)
    await appendChapter(text, titled(chapter, book.title), files.get(chapter.path));
  return text.finish(book.title);
}

/** A page under the name of the whole book is no chapter of that name. */
function titled(chapter: Chapter, title: string | undefined): Chapter {
  const isBook = sameWords(chapter.label ?? '', title ?? '');
  return isBook ? { ...chapter, label: undefined } : chapter;
}

async function appendChapter(
  text: CanonicalText,
  { label, level }: Chapter,
  bytes: Uint8Array | undefined,
): Promise<void> {
  const markup = bytes && decodeMarkup(bytes);
  if (typeof markup !== 'string') return; // a picture, or a blank page
  const [{ elementsOf, nameOf, parseXhtml, textOf }, { appendBlocks }] = await Promise.all([
    import('./dom.ts'),
    import('./blocks.ts'),
  ]);
  const page = parseXhtml(markup);
  const headings = elementsOf(page, 'h1', 'h2', 'h3', 'h4', 'h5', 'h6').filter(textOf);
  const top = Math.min(...headings.map((heading) => Number(nameOf(heading).slice(1))));
  const says = label !== undefined && headings[0] && sameWords(textOf(headings[0]), label);
  const below = label === undefined ? 0 : level - top + (says ? 0 : 1);
  const chapter = label === undefined || says ? text : under(text, label, level);
  appendBlocks(chapter, page, {
    levelOf: (stated) => Math.max(1, stated + below),
    isLeftOut: (element) => nameOf(element) === 'nav',
  });
}

/** A text whose first paragraph comes under a heading, or is this heading where it has the same words. */
function under(text: CanonicalText, label: string, headingLevel: number): CanonicalText {
  let isOpen = false;
  const open = (said: string): boolean => {
    if (isOpen || said.trim() === '') return false;
    isOpen = true;
    text.heading(headingLevel, label);
    return sameWords(said, label);
  };
  return {
    ...text,
    heading: (level, said) => (open(said) ? undefined : text.heading(level, said)),
    paragraph: (said) => (open(said) ? undefined : text.paragraph(said)),
  };
}

function sameWords(one: string, other: string): boolean {
  const words = (text: string): string =>
    text
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
      .trim();
  return words(one) === words(other);
}
