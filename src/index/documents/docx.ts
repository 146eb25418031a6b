import { startText } from './canonical-text.ts';
import { decodeText } from './encoding.ts';
import type { DocumentReader, Reading, Unreadable } from './reading.ts';

/** Word's documents (and LibreOffice's, saved as such): headings, lists, tables and notes; headers and footers are left out. */
export const docxReader: DocumentReader = {
  endings: ['.docx'],
  content: 'zip',
  read: async (bytes) => {
    const { openZip } = await import('./zip.ts');
    const archive = openZip(bytes);
    if ('reason' in archive) return archive;
    if (![...archive.names].some((name) => /^word\/document\d*\.xml$/u.test(name)))
      return { reason: 'is a zip archive, but no Word document' };
    // Only their sizes matter here: mammoth unpacks for itself, however much it is.
    const parts = archive.read((name) => /\.(?:xml|rels)$/u.test(name));
    if ('reason' in parts) return parts;
    return readParts(bytes, parts.get('docProps/core.xml'));
  },
};

async function readParts(
  bytes: Uint8Array,
  properties: Uint8Array | undefined,
): Promise<Reading | Unreadable> {
  const [{ docxToHtml }, { attribute, elementsOf, parseHtml, parseXml, textOf }, { appendBlocks }] =
    await Promise.all([import('./mammoth.ts'), import('./dom.ts'), import('./blocks.ts')]);
  const page = parseHtml(await docxToHtml(bytes));
  const tops = elementsOf(page, 'h1');
  const styled = tops.find((top) => attribute(top, 'class') === 'title');
  const core = properties === undefined ? '' : decodeText(properties);
  const [property] = typeof core === 'string' ? elementsOf(parseXml(core), 'title') : [];
  const text = startText();
  appendBlocks(text, page);
  return titled(text.finish(styled && textOf(styled)), property && textOf(property));
}

/**
 * Where no paragraph has the style of a title: the title in the file's properties if the document shows it, too (else it
 * is a template's, often), or the first line if it is a top heading.
 */
function titled(reading: Reading | Unreadable, property: string | undefined): Reading | Unreadable {
  if ('reason' in reading || reading.title !== undefined) return reading;
  const [first] = reading.headings;
  const isShown = Boolean(property) && reading.text.slice(0, SHOWN_WITHIN).includes(property ?? '');
  const opening = first?.start === 0 && first.level === 1 ? first.text : undefined;
  return { ...reading, title: isShown ? property : opening };
}

/** A title stands on the first page, in UTF-16 units. */
const SHOWN_WITHIN = 2000;
