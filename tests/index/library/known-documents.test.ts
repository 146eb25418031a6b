import { describe, expect, test } from 'vitest';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Document } from '../../../src/index/documents/document.ts';
import { readDocument } from '../../../src/index/documents/read-document.ts';
import { knownDocuments } from '../../../src/index/library/known-documents.ts';
import { toyMeasure } from '../documents/toy-measure.ts';
import { temporaryFolder } from './temporary-folder.ts';
import { toyDocument } from './toy-documents.ts';
import { publishToyLibrary } from './toy-library.ts';

const FIRST_DOCUMENT = path.resolve(
  import.meta.dirname,
  '../../../data/documents/csto-secretary-general.txt',
);

describe('documents of a library', () => {
  test('are as their readers gave them', async () => {
    const documents = [
      await read('csto.txt', await readFile(FIRST_DOCUMENT, 'utf8')),
      await read(
        'guide.md',
        '---\ntitle: A guide\n---\n# First\n\nWhat is it?\n\nIt is 😀 a guide.  It\nhas two lines.\n\n## Second\n\n- one\n- two\n\n\n> quoted\n',
      ),
      await read('copy.md', '# First\n\nWhat is it?\n\nIt is 😀 a guide.\n'),
      await read('copy-2.md', '# First\n\nWhat is it?\n\nIt is 😀 a guide.\n'),
    ];
    const build = await publishToyLibrary(await temporaryFolder(), documents);
    const known = knownDocuments(build);
    for (const document of documents) expect(known(document.id)).toEqual(document);
    expect(known('other.txt')).toBeUndefined();
  });

  test('keep their times, rows and messages', async () => {
    const text = 'Good morning. It is cold.\nIt is. Snow falls.';
    const said = { kind: 'message', author: 'Ann', clockSeconds: 1_700_000_000 } as const;
    const document: Document = {
      ...toyDocument('chat.json', text),
      pageStarts: [0, 14],
      marks: [
        { ...said, start: 0, link: 'https://t.me/c/1/7' },
        { ...said, author: 'Bob', start: 26, link: undefined },
      ],
    };
    const build = await publishToyLibrary(await temporaryFolder(), [
      toyDocument('a.txt', 'Other words.'),
      document,
    ]);
    expect(knownDocuments(build)('chat.json')).toEqual(document);
  });
});

async function read(name: string, text: string): Promise<Document> {
  const document = await readDocument(Buffer.from(text), name, toyMeasure());
  if ('reason' in document) throw new Error(document.reason);
  return document;
}
