import { tmpdir } from 'node:os';
import type { BenchPlaces } from '../bench/parts/places.ts';
import { openEmbedder } from '../../src/index/embedding/worker-embedder.ts';
import type { Vector } from '../../src/index/embedding/embedder.ts';
import { allVectors } from '../index/library/all-vectors.ts';
import { openOf } from './synthetic/synthetic-library.ts';
import { type SweepRow, sweep } from './sweep.ts';

export interface SweepLibraryRequest extends BenchPlaces {
  readonly questions: readonly string[];
}

/** Sweeps over the shapes that a graph of a library's distinct vectors may have. */
export async function sweepLibrary(request: SweepLibraryRequest): Promise<readonly SweepRow[]> {
  const { modelsDir, modelId, questions } = request;
  const build = await openOf(request);
  if (typeof build === 'string') throw new Error(build);
  const embedder = await openEmbedder({ modelsDir, modelId });
  const asked: Vector[] = [];
  for (const question of questions) asked.push((await embedder.embedQuestion(question)).vector);
  await embedder.close();
  const rows: SweepRow[] = [];
  const vectors = distinctOf(allVectors(build), build.library.model.dimensions);
  await sweep({ vectors, asked, folder: tmpdir(), onRow: (row) => rows.push(row) });
  return rows;
}

function distinctOf(numbers: Float32Array, dimensions: number): Vector[] {
  const distinct = new Map<string, Vector>();
  for (let start = 0; start < numbers.length; start += dimensions) {
    const vector = numbers.subarray(start, start + dimensions);
    const { buffer, byteOffset, byteLength } = vector;
    distinct.set(Buffer.from(buffer, byteOffset, byteLength).toString('latin1'), vector);
  }
  return [...distinct.values()];
}
