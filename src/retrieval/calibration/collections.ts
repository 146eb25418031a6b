import type { Embedder } from '../../index/embedding/embedder.ts';
import { refreshLibrary } from '../../index/library/refresh-library.ts';
import { progressDisplay } from '../../index/progress.ts';
import { casesOf } from '../eval/cases.ts';
import { type EvalFolder, evalLibraryFolder } from '../eval/eval-folder.ts';
import type { Collection } from './gather.ts';
import { groupBy } from './group-by.ts';
import { knowingPassages, rememberingTokens } from './known-vectors.ts';
import { openPart } from './part-libraries.ts';

export interface CollectionParts {
  readonly embedder: Embedder;
  readonly maxFileBytes: number;
  /** Where the progress of builds is shown. */
  readonly progressOut: NodeJS.WriteStream;
}

/** The sets with the libraries of their documents, which evaluations have left or which are built; in a stable order. */
export async function openCollections(
  folders: readonly EvalFolder[],
  parts: CollectionParts,
): Promise<Collection[]> {
  const collections: Collection[] = [];
  for (const [documentsDir, together] of groupBy(folders, (folder) => folder.documentsDir)) {
    collections.push(await openCollection(documentsDir, together, parts));
  }
  return collections;
}

async function openCollection(
  documentsDir: string,
  folders: readonly EvalFolder[],
  { embedder, maxFileBytes, progressOut }: CollectionParts,
): Promise<Collection> {
  const libraryDir = evalLibraryFolder(documentsDir, embedder.model.id);
  const display = progressDisplay(progressOut);
  const { library } = await refreshLibrary({
    documentsDir,
    libraryDir,
    maxFileBytes,
    model: embedder.model,
    embedder: () => Promise.resolve(embedder),
    yes: true,
    onProgress: (progress) => display.show(progress),
  }).finally(() => display.stop());
  const places = { documentsDir, partsDir: `${libraryDir}-parts`, maxFileBytes };
  const knowing = knowingPassages(library, embedder);
  return {
    library: rememberingTokens(library),
    sets: folders.map(({ name, set }) => ({ name, cases: casesOf(set, library) })),
    open: async (part) => rememberingTokens(await openPart(part, places, knowing)),
  };
}
