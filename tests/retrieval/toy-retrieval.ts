import { readDocument } from '../../src/index/documents/read-document.ts';
import { type Library, using } from '../../src/index/library/library.ts';
import { openLibrary } from '../../src/index/library/open-library.ts';
import { SHIPPED_CALIBRATION } from '../../src/retrieval/calibration/shipped.ts';
import { createAsk } from '../../src/retrieval/ask.ts';
import { toyEmbedder } from '../index/library/toy-embedder.ts';
import { publishToyLibrary, SETTINGS } from '../index/library/toy-library.ts';

/** Texts by file name. */
export type Texts = Readonly<Record<string, string>>;

/**
 * A library of texts, read, built and opened as in production; the embedder alone is a toy: words are directions, so that
 * a question finds the sentences that share its words.
 */
export async function toyLibrary(libraryDir: string, texts: Texts): Promise<Library> {
  const embedder = toyEmbedder();
  const documents = [];
  for (const [id, text] of Object.entries(texts)) {
    const document = await readDocument(Buffer.from(text), id, embedder);
    if ('reason' in document) throw new Error(document.reason);
    documents.push(document);
  }
  await publishToyLibrary(libraryDir, documents, { embedder });
  const opened = await openLibrary(libraryDir, { model: embedder.model, settings: SETTINGS });
  if (opened.kind !== 'open') throw new Error(opened.reason);
  return opened.library;
}

/** Asks a toy library, and decides as with the shipped model. */
export async function toyAsk(libraryDir: string, texts: Texts) {
  const library = await toyLibrary(libraryDir, texts);
  return {
    library,
    ask: createAsk({
      useLibrary: using(library),
      embedder: toyEmbedder(),
      calibration: SHIPPED_CALIBRATION,
    }),
  };
}
