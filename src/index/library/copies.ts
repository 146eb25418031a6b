import { crc32 } from 'node:zlib';
import type { Vector } from '../embedding/embedder.ts';
import { keepPace } from './pace.ts';
import { type Table, growTable } from './table.ts';
import { cell } from './tables.ts';
import type { VectorFile } from './vector-file.ts';
import type { VectorIndex } from './vector-index.ts';

/**
 * Vectors that equal an earlier one, bit by bit: a sentence such as "Thank you." under one heading, over and over. The
 * first speaks for all. Copies would crowd each other out of the graph's lists of neighbours until none is found
 * (nmslib/hnswlib#263, #373), and all other neighbours out of an answer. Ordered by label.
 */
export type Copies = Table<(typeof COPY_COLUMNS)[number]>;

export const COPY_COLUMNS = ['label', 'original'] as const;

/** Vectors to be read in order, by position. */
export interface VectorSource {
  readonly dimensions: number;
  readonly count: number;
  read(start: number, count: number): Promise<readonly Vector[]>;
}

/** Vectors looked at together: 1.5 MB at 384 dimensions. */
const BLOCK = 1000;

export async function findCopies(vectors: VectorFile, count: number): Promise<Copies> {
  const pace = keepPace();
  const copies = growTable(COPY_COLUMNS);
  const firsts = new Map<number, number>();
  for (let start = 0; start < count; start += BLOCK) {
    const block = await vectors.read(start, Math.min(BLOCK, count - start));
    for (const [at, vector] of block.entries()) {
      const sum = crc32(bytesOf(vector));
      const original = firsts.get(sum);
      if (original === undefined) firsts.set(sum, start + at);
      else if (await isAt(vectors, original, vector)) copies.add({ label: start + at, original });
      await pace();
    }
  }
  return copies.finish();
}

async function isAt(vectors: VectorFile, label: number, vector: Vector): Promise<boolean> {
  const [there] = await vectors.read(label, 1);
  return there !== undefined && Buffer.compare(bytesOf(there), bytesOf(vector)) === 0;
}

function bytesOf(vector: Vector): Uint8Array {
  return new Uint8Array(vector.buffer, vector.byteOffset, vector.byteLength);
}

/** The labels that are no copies, ascending: a position in it is a label of the graph. */
export function distinctLabels(copies: Copies, count: number): Uint32Array {
  const labels = new Uint32Array(count - copies.rows);
  let copy = 0;
  for (let label = 0; label < count; label += 1) {
    if (copies.columns.label[copy] === label) copy += 1;
    else labels[label - copy] = label;
  }
  return labels;
}

/** The vectors that go into the graph. */
export function distinctVectors(vectors: VectorFile, labels: Uint32Array): VectorSource {
  return {
    dimensions: vectors.dimensions,
    count: labels.length,
    async read(start, count) {
      const read: Vector[] = [];
      const end = Math.min(labels.length, start + count);
      for (let at = start; at < end;) {
        const run = runLength(labels, at, end);
        read.push(...(await vectors.read(cell(labels, at), run)));
        at += run;
      }
      return read;
    },
  };
}

/** How many labels from here on follow each other without a gap. */
function runLength(labels: Uint32Array, start: number, end: number): number {
  let length = 1;
  while (start + length < end && cell(labels, start + length) === cell(labels, start) + length) {
    length += 1;
  }
  return length;
}

/** An index of distinct vectors by the labels that they have among all. */
export function relabelled(distinct: VectorIndex, labels: Uint32Array): VectorIndex {
  return {
    dimensions: distinct.dimensions,
    size: distinct.size,
    add: (vector) => distinct.add(vector),
    nearest: (vector, limit) =>
      distinct
        .nearest(vector, limit)
        .map(({ label, similarity }) => ({ label: cell(labels, label), similarity })),
  };
}
