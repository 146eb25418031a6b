import { createHash } from 'node:crypto';
import { closeSync, fstatSync, ftruncateSync, openSync, readSync, writeSync } from 'node:fs';
import type { EmbeddingModel, PassageVectors } from '../embedding/embedder.ts';
import { decodePassageVectors, encodePassageVectors } from './passage-vectors-bytes.ts';

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
const MAGIC = 'excerpt-bot vectors 3\n';
const HEADER_BYTES = 64;

/** Record: key, checksum, length of what follows, a passage's vectors. The checksum is over all but itself. */
const KEY_BYTES = 32;
const SUM_BYTES = 8;
const RECORD_HEAD_BYTES = KEY_BYTES + SUM_BYTES + 4;

/** Where a record lies, head included. */
interface Place {
  readonly offset: number;
  readonly bytes: number;
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
    const record = readBytes(this.#descriptor, place.offset, place.bytes);
    if (keyOf(record) !== key) return undefined;
    return decodePassageVectors(record.subarray(RECORD_HEAD_BYTES), this.#dimensions);
  }

  keep(key: string, vectors: PassageVectors): void {
    if (this.#places.has(key)) return;
    const record = encode(key, encodePassageVectors(vectors));
    const written = writeSync(this.#descriptor, record);
    if (written < record.length) {
      throw Object.assign(new Error('A record was cut off'), { code: 'ENOSPC' });
    }
    this.#places.set(key, { offset: this.#end, bytes: record.length });
    this.#end += record.length;
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
      const bytes = RECORD_HEAD_BYTES + head.readUInt32LE(KEY_BYTES + SUM_BYTES);
      if (offset + bytes > size) break;
      const key = keyOf(readBytes(this.#descriptor, offset, bytes));
      if (key === undefined) break;
      this.#places.set(key, { offset, bytes });
      offset += bytes;
    }
    return offset;
  }
}

function headerOf({ sha256, dimensions }: EmbeddingModel): Buffer {
  const header = Buffer.alloc(HEADER_BYTES);
  const model = createHash('sha256').update(`${sha256} ${dimensions}`).digest();
  header.write(MAGIC, 'latin1');
  model.copy(header, HEADER_BYTES - model.length);
  return header;
}

function encode(key: string, body: Buffer): Buffer {
  const record = Buffer.concat([Buffer.alloc(RECORD_HEAD_BYTES), body]);
  record.write(key, 0, 'hex');
  record.writeUInt32LE(body.length, KEY_BYTES + SUM_BYTES);
  sumOf(record).copy(record, KEY_BYTES);
  return record;
}

/** @returns undefined for a record that was cut off or damaged */
function keyOf(record: Buffer): string | undefined {
  const sum = record.subarray(KEY_BYTES, KEY_BYTES + SUM_BYTES);
  return sumOf(record).equals(sum) ? record.toString('hex', 0, KEY_BYTES) : undefined;
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
