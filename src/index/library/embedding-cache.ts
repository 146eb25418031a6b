import { createHash } from 'node:crypto';
import { closeSync, fstatSync, ftruncateSync, openSync, readSync, writeSync } from 'node:fs';
import type { EmbeddingModel, PassageVectors, Vector } from '../embedding/embedder.ts';
import { littleEndian } from './table.ts';

/**
 * Embeddings of a build that isn't published yet, in a file that only grows: a build that was ended goes on where it
 * stopped. A record that was cut off at the end is dropped.
 *
 * Not synced to the disk: what a power failure takes is embedded again.
 */
export interface EmbeddingCache {
  readonly size: number;
  /** @param key of `embeddingKey` */
  find(key: string): PassageVectors | undefined;
  keep(key: string, vectors: PassageVectors): void;
  close(): void;
}

/** Header: magic, model, dimensions, and a reserve. A cache of another model starts anew. */
const MAGIC = 'excerpt-bot vectors 1\n';
const HEADER_BYTES = 64;

/** Record: key, checksum, number of vectors, vectors. The checksum is over all but itself. */
const KEY_BYTES = 32;
const SUM_BYTES = 8;
const RECORD_HEAD_BYTES = KEY_BYTES + SUM_BYTES + 4;

/** No passage has more sentences: a record that says so is damaged. */
const MAX_VECTORS = 100_000;

interface Place {
  readonly offset: number;
  readonly vectors: number;
}

export function openEmbeddingCache(file: string, model: EmbeddingModel): EmbeddingCache {
  const descriptor = openSync(file, 'a+');
  try {
    return new FileCache(descriptor, model);
  } catch (error) {
    closeSync(descriptor);
    throw error;
  }
}

class FileCache implements EmbeddingCache {
  readonly #descriptor: number;
  readonly #dimensions: number;
  readonly #places = new Map<string, Place>();
  #end: number;

  constructor(descriptor: number, model: EmbeddingModel) {
    this.#descriptor = descriptor;
    this.#dimensions = model.dimensions;
    const header = headerOf(model);
    if (!readBytes(descriptor, 0, HEADER_BYTES).equals(header)) {
      ftruncateSync(descriptor, 0);
      writeSync(descriptor, header);
    }
    this.#end = this.#readPlaces();
    ftruncateSync(descriptor, this.#end);
  }

  get size(): number {
    return this.#places.size;
  }

  find(key: string): PassageVectors | undefined {
    const place = this.#places.get(key);
    if (place === undefined) return undefined;
    const bytes = readBytes(this.#descriptor, place.offset, this.#recordBytes(place.vectors));
    const record = recordOf(bytes);
    return record?.key === key ? this.#vectorsOf(bytes) : undefined;
  }

  keep(key: string, { passage, sentences }: PassageVectors): void {
    if (this.#places.has(key)) return;
    const record = encode(key, [passage, ...sentences]);
    const place = { offset: this.#end, vectors: 1 + sentences.length };
    if (writeSync(this.#descriptor, record) < record.length) throw new Error('The disk is full');
    this.#end += record.length;
    this.#places.set(key, place);
  }

  close(): void {
    closeSync(this.#descriptor);
  }

  /** @returns where the last whole record ends */
  #readPlaces(): number {
    const size = fstatSync(this.#descriptor).size;
    let offset = HEADER_BYTES;
    while (offset + RECORD_HEAD_BYTES <= size) {
      const head = readBytes(this.#descriptor, offset, RECORD_HEAD_BYTES);
      const vectors = head.readUInt32LE(KEY_BYTES + SUM_BYTES);
      const end = offset + this.#recordBytes(vectors);
      if (vectors === 0 || vectors > MAX_VECTORS || end > size) break;
      const record = recordOf(readBytes(this.#descriptor, offset, end - offset));
      if (record === undefined) break;
      this.#places.set(record.key, { offset, vectors });
      offset = end;
    }
    return offset;
  }

  #recordBytes(vectors: number): number {
    return RECORD_HEAD_BYTES + vectors * this.#dimensions * 4;
  }

  #vectorsOf(record: Buffer): PassageVectors {
    const bytes = littleEndian(Uint8Array.from(record.subarray(RECORD_HEAD_BYTES)));
    const numbers = new Float32Array(bytes.buffer);
    const vector = (at: number) =>
      numbers.subarray(at * this.#dimensions, (at + 1) * this.#dimensions);
    const count = numbers.length / this.#dimensions;
    return {
      passage: vector(0),
      sentences: Array.from({ length: count - 1 }, (_, ordinal) => vector(ordinal + 1)),
    };
  }
}

function headerOf({ sha256, dimensions }: EmbeddingModel): Buffer {
  const header = Buffer.alloc(HEADER_BYTES);
  const model = createHash('sha256').update(`${sha256} ${dimensions}`).digest();
  header.write(MAGIC, 'latin1');
  model.copy(header, HEADER_BYTES - model.length);
  return header;
}

function encode(key: string, vectors: readonly Vector[]): Buffer {
  const parts = vectors.map((vector) => littleEndian(new Uint8Array(vector.slice().buffer)));
  const record = Buffer.concat([Buffer.alloc(RECORD_HEAD_BYTES), ...parts]);
  record.write(key, 0, 'hex');
  record.writeUInt32LE(vectors.length, KEY_BYTES + SUM_BYTES);
  sumOf(record).copy(record, KEY_BYTES);
  return record;
}

function recordOf(bytes: Buffer): { readonly key: string } | undefined {
  if (!sumOf(bytes).equals(bytes.subarray(KEY_BYTES, KEY_BYTES + SUM_BYTES))) return undefined;
  return { key: bytes.toString('hex', 0, KEY_BYTES) };
}

function sumOf(record: Buffer): Buffer {
  const hash = createHash('sha256');
  hash.update(record.subarray(0, KEY_BYTES)).update(record.subarray(KEY_BYTES + SUM_BYTES));
  return hash.digest().subarray(0, SUM_BYTES);
}

/** As many bytes as there are, at most `length`. */
function readBytes(descriptor: number, offset: number, length: number): Buffer {
  const bytes = Buffer.alloc(length);
  return bytes.subarray(0, readSync(descriptor, bytes, 0, length, offset));
}
