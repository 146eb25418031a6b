import { decodeText } from './encoding.ts';
import { lineParagraphs } from './lines.ts';
import type { DocumentReader } from './reading.ts';
import { textHeadings } from './text-headings.ts';

/** Plain text: no stated title, and only such headings as can't be anything else. */
export const textReader: DocumentReader = {
  endings: ['.txt', '.text'],
  read: async (bytes) => {
    const text = decodeText(bytes);
    if (typeof text !== 'string') return text;
    const paragraphs = lineParagraphs(text);
    const headings = textHeadings(text, paragraphs);
    return { text, title: undefined, headings, pageStarts: [], paragraphs };
  },
};
