import { decodeText } from './encoding.ts';
import { lineParagraphs } from './lines.ts';
import type { DocumentReader } from './reading.ts';

/** Plain text: no stated title, no headings; the text itself is all there is. */
export const textReader: DocumentReader = {
  endings: ['.txt', '.text'],
  read: async (bytes) => {
    const text = decodeText(bytes);
    if (typeof text !== 'string') return text;
    return {
      text,
      title: undefined,
      headings: [],
      pageStarts: [],
      paragraphs: lineParagraphs(text),
    };
  },
};
