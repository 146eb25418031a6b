import { listFolder } from './documents/folder.ts';
import { keepPace } from './library/pace.ts';
import { buildFolder } from './library/build-folders.ts';
import { type FileChange, folderChanges, readSources } from './library/folder-changes.ts';
import type { Library, LibraryDocument } from './library/library.ts';
import type { SourceFile } from './library/sources.ts';

/** A file as the documents folder and the library in use know it. */
export interface DocumentState {
  /** As `Document.id`. */
  readonly id: string;
  /** Where the file is, absolute; undefined where it is gone. */
  readonly path: string | undefined;
  readonly title: string | undefined;
  /** ISO 639-1. */
  readonly language: string | undefined;
  /** In the library. */
  readonly passages: number;
  /** Of the bytes that the library was made of, hexadecimal. */
  readonly sha256: string | undefined;
  /** Against the library; a file that was moved is new where it is and removed where it was. */
  readonly change: 'new' | 'changed' | 'unchanged' | 'removed';
  /** Why it is not in the library; undefined where it is or will be. */
  readonly skipped: string | undefined;
}

/**
 * Every file of the documents folder and every one that the library was made of, by id.
 *
 * @throws DocumentsFolderError; an error of the file system where the build is no longer there
 */
export async function documentStates(
  settings: {
    readonly documentsDir: string;
    readonly libraryDir: string;
    readonly maxFileBytes: number;
  },
  library: Library,
): Promise<DocumentState[]> {
  const sources = await readSources(buildFolder(settings.libraryDir, library.id));
  const files = await listFolder(settings.documentsDir);
  const changes = await folderChanges(files, sources, settings.maxFileBytes);
  const known = new Map(sources.map((source) => [source.id, source]));
  const listed = new Map(files.map((file) => [file.id, file]));
  const documents = new Map(library.documents.map((document) => [document.id, document]));
  const passages = await passagesByDocument(library);
  return changes
    .flatMap(withoutMoves)
    .map(({ id, change }) => ({
      ...factsOf(documents.get(id), known.get(id)),
      id,
      change,
      path: listed.get(id)?.path,
      passages: passages.get(id) ?? 0,
      skipped:
        listed.get(id)?.skipped ?? (change === 'unchanged' ? known.get(id)?.skipped : undefined),
    }))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

function factsOf(document: LibraryDocument | undefined, source: SourceFile | undefined) {
  const { title, language } = document ?? {};
  return { title, language, sha256: source?.sha256 };
}

function withoutMoves({ id, change, from }: FileChange) {
  if (change !== 'moved') return [{ id, change }];
  const gone = from === undefined ? [] : [{ id: from, change: 'removed' as const }];
  return [{ id, change: 'new' as const }, ...gone];
}

/** A library doesn't change: it is counted once. */
const counted = new WeakMap<Library, ReadonlyMap<string, number>>();

/** A passage that several documents hold counts for each of them. */
async function passagesByDocument(library: Library): Promise<ReadonlyMap<string, number>> {
  const known = counted.get(library);
  if (known) return known;
  const counts = new Map<string, number>();
  const pace = keepPace();
  for (let position = 0; position < library.passageCount; position++) {
    const owners = library.passage(position).places.map(({ document }) => document);
    for (const owner of new Set(owners)) {
      const id = library.documents[owner]?.id ?? '';
      counts.set(id, (counts.get(id) ?? 0) + 1);
    }
    await pace();
  }
  counted.set(library, counts);
  return counts;
}
