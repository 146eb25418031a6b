import { rm } from 'node:fs/promises';
import path from 'node:path';
import type { BuildProgress } from '../../../src/index/library/build-library.ts';
import { embeddingModel, openModelFolder } from '../../../src/index/embedding/model-files.ts';
import type { OpenBuild } from '../../../src/index/library/open-build.ts';
import { openLibrary } from '../../../src/index/library/open-library.ts';
import type { Manifest } from '../../../src/index/library/manifest.ts';
import type { BenchPlaces } from '../../bench/parts/places.ts';
import { baseOf } from './base.ts';
import { buildSynthetic } from './build-synthetic.ts';

export interface SyntheticLibraryRequest {
  /** Of the library that it is made of. */
  readonly base: BenchPlaces;
  readonly folder: string;
  readonly vectors: number;
  readonly onProgress?: (progress: BuildProgress) => void;
}

/** Where a synthetic library of this size lies in a folder. */
export function syntheticPlaces({ base, folder, vectors }: SyntheticLibraryRequest): BenchPlaces {
  const below = path.join(folder, `synthetic-${vectors}`);
  return {
    ...base,
    documentsDir: path.join(below, 'documents'),
    libraryDir: path.join(below, 'library'),
  };
}

/** Builds a synthetic library anew. */
export async function makeSynthetic(request: SyntheticLibraryRequest): Promise<Manifest> {
  const { documentsDir, libraryDir } = syntheticPlaces(request);
  await rm(path.dirname(libraryDir), { recursive: true, force: true });
  const build = await openOf(request.base);
  if (typeof build === 'string') throw new Error(build);
  const { vectors, onProgress = () => undefined } = request;
  return await buildSynthetic({
    base: baseOf(build),
    documentsDir,
    libraryDir,
    vectors,
    onProgress,
  });
}

/** @returns why it can’t be opened, where it can’t */
export async function openOf(
  places: BenchPlaces,
): Promise<(OpenBuild & { readonly manifest: Manifest }) | string> {
  const model = embeddingModel(await openModelFolder(places.modelsDir, places.modelId));
  const opened = await openLibrary(places.libraryDir, { model, settings: undefined });
  return opened.kind === 'open' ? opened : `${opened.reason} ${opened.advice}`;
}
