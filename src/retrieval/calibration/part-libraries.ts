import { createHash } from 'node:crypto';
import { cp, mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { Embedder } from '../../index/embedding/embedder.ts';
import type { Library } from '../../index/library/library.ts';
import { refreshLibrary } from '../../index/library/refresh-library.ts';
import type { Part } from './parts.ts';

/** Where documents are and their libraries are kept. */
export interface PartPlaces {
  readonly documentsDir: string;
  /** A folder for the libraries of all parts. */
  readonly partsDir: string;
  readonly maxFileBytes: number;
}

/**
 * Opens the library of some of the documents, which is built first unless an earlier calibration left it: inverse document
 * frequencies and the graph are its own, as they would be if the other documents had never been there.
 */
export async function openPart(
  { documents }: Part,
  { documentsDir, partsDir, maxFileBytes }: PartPlaces,
  embedder: Embedder,
): Promise<Library> {
  const name = createHash('sha256').update(documents.join('\n')).digest('hex').slice(0, 16);
  const folder = path.join(partsDir, name);
  for (const id of documents) {
    const copy = path.join(folder, 'documents', ...id.split('/'));
    await mkdir(path.dirname(copy), { recursive: true });
    await cp(path.join(documentsDir, ...id.split('/')), copy, { preserveTimestamps: true });
  }
  const { library } = await refreshLibrary({
    documentsDir: path.join(folder, 'documents'),
    libraryDir: path.join(folder, 'library'),
    maxFileBytes,
    model: embedder.model,
    embedder: () => Promise.resolve(embedder),
    yes: true,
  });
  return library;
}
