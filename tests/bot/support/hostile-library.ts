import fc from 'fast-check';
import { readDocument } from '../../../src/index/documents/read-document.ts';
import { type Library, using } from '../../../src/index/library/library.ts';
import { openLibrary } from '../../../src/index/library/open-library.ts';
import type { Retrieval } from '../../../src/bot/run-parts.ts';
import { createAsk } from '../../../src/retrieval/ask.ts';
import { SHIPPED_CALIBRATION } from '../../../src/retrieval/calibration/shipped.ts';
import { createExamples } from '../../../src/retrieval/examples.ts';
import { createReader } from '../../../src/retrieval/reading/library-reader.ts';
import { toyEmbedder } from '../../index/library/toy-embedder.ts';
import { publishToyLibrary, SETTINGS } from '../../index/library/toy-library.ts';
import { hostileText } from './hostile.ts';

/** A file that may be called and may hold anything. */
const file = fc.record({
  folder: fc.constantFrom('', '', 'a/', '@name_1/', 'שלום/'),
  name: hostileText(60),
  ending: fc.constantFrom('.txt', '.md', '.html', '.csv', '.srt'),
  parts: fc.array(hostileText(1500), { minLength: 1, maxLength: 12 }),
  heading: hostileText(200),
});

const FILES = 40;

/** A library of files that may hold anything, built and opened as in production; the embedder alone is a toy. */
export async function hostileLibrary(folder: string, seed: number): Promise<Library> {
  const embedder = toyEmbedder();
  const documents = [];
  for (const [at, { name, ...given }] of fc.sample(file, { seed, numRuns: FILES }).entries()) {
    const id = `${given.folder}${at} ${Buffer.from(name).toString().replaceAll(/[/\0]/g, ' ')}${given.ending}`;
    const document = await readDocument(Buffer.from(contentOf(given)), id, embedder);
    if (!('reason' in document)) documents.push(document);
  }
  await publishToyLibrary(folder, documents, { embedder });
  const opened = await openLibrary(folder, { model: embedder.model, settings: SETTINGS });
  if (opened.kind !== 'open') throw new Error(opened.reason);
  return opened.library;
}

function contentOf({
  ending,
  heading,
  parts,
}: {
  readonly ending: string;
  readonly heading: string;
  readonly parts: readonly string[];
}): string {
  switch (ending) {
    case '.md':
      return `# ${heading}\n\n${parts.join(`\n\n## ${heading}\n\n`)}`;
    case '.html':
      return `<title>${heading}</title><h1>${heading}</h1><p>${parts.join('<p>')}`;
    case '.csv':
      return `a,${JSON.stringify(heading)}\n${parts.map((part) => `1,${JSON.stringify(part)}`).join('\n')}`;
    case '.srt':
      return parts
        .map((part, at) => `${at + 1}\n00:00:0${at % 10},000 --> 00:00:0${at % 10},900\n${part}\n`)
        .join('\n');
    default:
      return parts.join('\n\n');
  }
}

/** What the bot answers from such a library. */
export function retrievalOver(library: Library): Omit<Retrieval, 'close'> {
  const useLibrary = using(library);
  const embedder = toyEmbedder();
  return {
    ask: createAsk({ useLibrary, embedder, calibration: SHIPPED_CALIBRATION }),
    reader: createReader(useLibrary),
    topics: (mayQuote) =>
      library.documents.filter(({ id }) => mayQuote(id)).map(({ title }) => title),
    folders: () => ['a', '@name_1', 'שלום'],
    examples: createExamples({ useLibrary, golden: async () => [] }),
    libraryId: () => library.id,
  };
}
