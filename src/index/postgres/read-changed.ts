import { rm } from 'node:fs/promises';
import type { Embedder } from '../embedding/embedder.ts';
import { buildFromFolder, embeddingsFile } from '../library/build-from-folder.ts';
import type { EmbedReport } from '../library/embed-passages.ts';
import { type OpenBuild, openBuild } from '../library/open-build.ts';
import type { PassageSums } from '../library/passage-sums.ts';
import type { SourceFile } from '../library/sources.ts';
import type { DatabaseRequest } from './database-state.ts';

export interface ReadRequest {
  readonly request: DatabaseRequest;
  readonly files: readonly unknown[];
  /** Files that aren't read. */
  readonly kept: ReadonlySet<string>;
  /** An empty folder for the build. */
  readonly folder: string;
  readonly id: string;
  readonly embedder: Embedder;
}

/** What changed, as a small library of its own. */
export interface ChangedDocuments {
  readonly build: OpenBuild;
  readonly sources: readonly SourceFile[];
  readonly passageSums: PassageSums;
  readonly embeddings: EmbedReport;
  /** Embeddings are kept until they are in the database: a build that breaks off is gone on with. */
  forgetEmbeddings(): Promise<void>;
}

/** Reads and embeds the files that aren't kept, and makes a library of them in a folder. */
export async function readChanged(reading: ReadRequest): Promise<ChangedDocuments> {
  const { request, files, kept, folder, id, embedder } = reading;
  const sources: SourceFile[] = [];
  const passageSums: PassageSums = new Map();
  const { manifest, embeddings } = await buildFromFolder(
    { request, files, sources, passageSums },
    {
      folder,
      id,
      embedder,
      unread: { isKept: (file) => kept.has(file.id) },
      earlier: { previous: undefined },
    },
  );
  const build = await openBuild(folder, manifest);
  const forgetEmbeddings = () => rm(embeddingsFile(request.libraryDir), { force: true });
  return { build, sources, passageSums, embeddings, forgetEmbeddings };
}
