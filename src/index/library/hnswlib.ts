import { open } from 'node:fs/promises';
import hnswlib from 'hnswlib-node';
import type { Vector } from '../embedding/embedder.ts';
import type { Neighbour, VectorIndex } from './vector-index.ts';

// The one door to hnswlib-node 3.0.0 (hnswlib 0.8.0). Its habits stay in here: plain arrays only, distances instead of
// similarities, ef forgotten on load, no checks of what it is given or loads.

/** What an HNSW graph is made with. */
export interface GraphShape {
  readonly dimensions: number;
  /** Links of an element on the upper layers; twice as many on the lowest: 2..200. */
  readonly m: number;
  /** How many candidates are kept while an element finds its links: 10..10,000. */
  readonly efConstruction: number;
  /** How many candidates a search keeps: 10..100,000; a search for more neighbours keeps as many as these. */
  readonly ef: number;
}

/** An HNSW graph: approximate, quick with many vectors. */
export interface Graph extends VectorIndex {
  /** A removed vector is in no answer any more; it stays in `size`, and still leads to others. */
  remove(label: number): void;
  /** Sets how many candidates a search keeps from now on. */
  setEf(ef: number): void;
  /** Writes the graph to a file that isn't there yet. Nothing may be added meanwhile. */
  save(file: string): Promise<void>;
}

/** Thrown for a graph file whose header contradicts what the library says of it: it must not reach the native loader. */
export class GraphFileError extends Error {
  override name = 'GraphFileError' as const;
}

/** How far a vector's squared length may be off 1: int8 models and float rounding stay below 1e-5. */
const UNIT_TOLERANCE = 1e-3;

/** Same vectors in the same order with this seed make the same graph. */
const RANDOM_SEED = 100;

/** Native counters are 32 bits wide. */
const MAX_CAPACITY = 2 ** 31 - 1;

/** @throws RangeError for a shape or a capacity that the native code can't take: it would end the process. */
export function createGraph(shape: GraphShape, capacity: number): Graph {
  checkShape(shape);
  const native = new hnswlib.HierarchicalNSW('ip', shape.dimensions);
  native.initIndex(checkedCapacity(capacity), shape.m, shape.efConstruction, RANDOM_SEED);
  return new HnswGraph(native, shape.dimensions, shape.ef);
}

/** An exact scan over all vectors: right by construction, and the measure of the graph. */
export function createExactScan(dimensions: number, capacity: number): VectorIndex {
  checkWhole('dimensions', dimensions, 1, 65_536);
  const native = new hnswlib.BruteforceSearch('ip', dimensions);
  native.initIndex(checkedCapacity(capacity));
  return new ExactScan(native, dimensions);
}

/**
 * Loads a graph that {@link Graph.save} wrote. Verify the file's checksum before: hnswlib overflows the heap on a
 * damaged one (nmslib/hnswlib#673). Each attempt uses a fresh native object, since a failed load leaves one dangling.
 *
 * @param holds how many vectors it must hold, removed ones too, and how many more may be added
 * @throws GraphFileError
 */
export async function loadGraph(
  file: string,
  shape: GraphShape,
  { size, room = 0 }: { readonly size: number; readonly room?: number },
): Promise<Graph> {
  checkShape(shape);
  await checkHeader(file, shape, size);
  const native = new hnswlib.HierarchicalNSW('ip', shape.dimensions);
  await native.readIndex(file);
  if (room > 0) native.resizeIndex(checkedCapacity(size + room));
  return new HnswGraph(native, shape.dimensions, shape.ef);
}

/** The parts that both native classes have in common. */
interface NativeIndex {
  addPoint(point: number[], label: number): void;
  searchKnn(point: number[], limit: number): { distances: number[]; neighbors: number[] };
  getCurrentCount(): number;
}

abstract class NativeVectorIndex<Native extends NativeIndex> implements VectorIndex {
  readonly dimensions: number;
  protected readonly native: Native;
  /** hnswlib takes nothing but arrays; one is enough, since it copies. */
  private readonly scratch: number[];

  constructor(native: Native, dimensions: number) {
    this.native = native;
    this.dimensions = dimensions;
    this.scratch = Array.from({ length: dimensions }, () => 0);
  }

  get size(): number {
    return this.native.getCurrentCount();
  }

  add(vector: Vector): void {
    this.native.addPoint(this.plain(vector), this.size);
  }

  nearest(vector: Vector, limit: number): readonly Neighbour[] {
    const count = Math.min(Math.floor(limit), this.size);
    if (!(count >= 1)) return [];
    const { neighbors, distances } = this.native.searchKnn(this.plain(vector), count);
    return neighbors
      .map((label, rank) => ({ label, similarity: 1 - (distances[rank] ?? Number.NaN) }))
      .sort((a, b) => b.similarity - a.similarity || a.label - b.label);
  }

  /** Checked here, since NaN would poison a graph for good and a wrong length throws without saying which. */
  private plain(vector: Vector): number[] {
    if (vector.length !== this.dimensions) {
      throw new RangeError(`A vector of ${vector.length} numbers, not ${this.dimensions}`);
    }
    let squares = 0;
    for (let place = 0; place < vector.length; place += 1) {
      const number = vector[place] ?? Number.NaN;
      this.scratch[place] = number;
      squares += number * number;
    }
    if (!(Math.abs(squares - 1) <= UNIT_TOLERANCE)) {
      throw new RangeError(`A vector whose squared length is ${squares}, not 1`);
    }
    return this.scratch;
  }
}

class ExactScan extends NativeVectorIndex<hnswlib.BruteforceSearch> {}

class HnswGraph extends NativeVectorIndex<hnswlib.HierarchicalNSW> implements Graph {
  constructor(native: hnswlib.HierarchicalNSW, dimensions: number, ef: number) {
    super(native, dimensions);
    this.setEf(ef); // always 10 after initIndex and readIndex
  }

  remove(label: number): void {
    this.native.markDelete(label);
  }

  setEf(ef: number): void {
    checkWhole('ef', ef, 1, 100_000);
    this.native.setEf(ef);
  }

  async save(file: string): Promise<void> {
    // hnswlib says true even on a full disk: whoever calls this verifies the file.
    await this.native.writeIndex(file);
  }
}

function checkShape({ dimensions, m, efConstruction, ef }: GraphShape): void {
  checkWhole('dimensions', dimensions, 1, 65_536);
  checkWhole('m', m, 2, 200); // 1 would make the levels' multiplier infinite
  checkWhole('efConstruction', efConstruction, 10, 10_000);
  checkWhole('ef', ef, 10, 100_000);
}

/** At least 1: an empty graph that was saved reloads with no room at all. */
function checkedCapacity(capacity: number): number {
  checkWhole('capacity', capacity, 0, MAX_CAPACITY);
  return Math.max(1, capacity);
}

function checkWhole(name: string, number: number, min: number, max: number): void {
  if (!Number.isInteger(number) || number < min || number > max) {
    throw new RangeError(`${name} is ${number}, not a whole number from ${min} to ${max}`);
  }
}

/** hnswlib 0.8.0, hnswalg.h, saveIndex: six size_t, two unsigned int, three size_t, a double, a size_t. */
const HEADER_BYTES = 96;

async function checkHeader(file: string, shape: GraphShape, size: number): Promise<void> {
  const header = await readHeader(file);
  const field = (offset: number) => Number(header.readBigUInt64LE(offset));
  const linkBytes = shape.m * 2 * 4 + 4;
  const vectorBytes = shape.dimensions * 4;
  const expectations: [string, number, number][] = [
    ['start of the lowest layer', field(0), 0],
    ['elements', field(16), size],
    ['bytes of an element', field(24), linkBytes + vectorBytes + 8],
    ['place of an element’s label', field(32), linkBytes + vectorBytes],
    ['place of an element’s vector', field(40), linkBytes],
    ['links on the upper layers', field(56), shape.m],
    ['links on the lowest layer', field(64), shape.m * 2],
    ['links', field(72), shape.m],
  ];
  const wrong = expectations.find(([, found, expected]) => found !== expected);
  if (wrong) throw new GraphFileError(`${wrong[0]}: ${wrong[1]} instead of ${wrong[2]}`);
  checkCapacityOf(field(8), size);
  if (size > 0 && header.readUInt32LE(52) >= size)
    throw new GraphFileError('entry point beyond the end');
}

/** hnswlib allocates for the file's capacity: one below the count overflows the heap, a huge one takes all memory. */
function checkCapacityOf(capacity: number, size: number): void {
  if (capacity < size || capacity > Math.max(1, size) * 2) {
    throw new GraphFileError(`room for ${capacity} elements instead of ${size}`);
  }
}

async function readHeader(file: string): Promise<Buffer> {
  const handle = await open(file, 'r');
  try {
    const header = Buffer.alloc(HEADER_BYTES);
    const { bytesRead } = await handle.read(header, 0, HEADER_BYTES, 0);
    if (bytesRead < HEADER_BYTES) throw new GraphFileError('shorter than its header');
    return header;
  } finally {
    await handle.close();
  }
}
