import { closeSync, openSync, readSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import type { TokenVectors } from '../embedding/embedder.ts';
import { LibraryDamagedError } from './library-errors.ts';
import { littleEndian } from './table.ts';

/** Where a sentence's token vectors lie in their file. */
export interface TokenPlace {
  /** Tokens of other sentences before. */
  readonly start: number;
  readonly count: number;
  /** CRC-32 over their bytes. */
  readonly sum: number;
}

/** Token vectors of sentences, one after the other: for each its scales, then its values. */
export interface TokenWriter {
  append(tokens: TokenVectors): Promise<TokenPlace>;
  sync(): Promise<void>;
  close(): Promise<void>;
}

/** Token vectors take ten times the room of all else: they stay in the file, and the system's memory, until asked for. */
export interface TokenReader {
  /** @throws LibraryDamagedError when the bytes aren't those that were written */
  read(place: TokenPlace): TokenVectors;
  /** Nothing can be read any more. */
  close(): void;
}

/** A file that isn't there yet. Appends must not overlap. */
export async function createTokenFile(file: string, dimensions: number): Promise<TokenWriter> {
  const handle = await open(file, 'wx');
  let start = 0;
  return {
    async append({ scales, values }) {
      const count = scales.length;
      if (values.length !== count * dimensions) {
        throw new RangeError(`${values.length} numbers for ${count} tokens`);
      }
      const bytes = encodeTokens({ scales, values });
      await handle.appendFile(bytes);
      const place = { start, count, sum: crc32(bytes) };
      start += count;
      return place;
    },
    sync: () => handle.sync(),
    close: () => handle.close(),
  };
}

/** Closes the files of libraries that nobody asks any more and nobody has closed. */
const openFiles = new FinalizationRegistry<number>((descriptor) => closeSync(descriptor));

/** The file stays readable when its build is removed. */
export function openTokenFile(file: string, dimensions: number): TokenReader {
  const descriptor = openSync(file, 'r');
  let isClosed = false;
  const reader: TokenReader = {
    read({ start, count, sum }) {
      // The number may stand for another file by now.
      if (isClosed) throw new Error(`${file} was closed`);
      const bytes = new Uint8Array(count * bytesOfToken(dimensions));
      const length = readSync(descriptor, bytes, 0, bytes.length, start * bytesOfToken(dimensions));
      if (length < bytes.length || crc32(bytes) !== sum) {
        throw new LibraryDamagedError(file, 'does not match its checksums');
      }
      return decodeTokens(bytes, count);
    },
    close() {
      if (isClosed) return;
      isClosed = true;
      openFiles.unregister(reader);
      closeSync(descriptor);
    },
  };
  openFiles.register(reader, descriptor, reader);
  return reader;
}

/** Bytes that a token takes in a file. */
export function bytesOfToken(dimensions: number): number {
  return 4 + dimensions;
}

/** Scales first, little-endian, then values: what is read needs no alignment but that of its start. */
export function encodeTokens({ scales, values }: TokenVectors): Uint8Array {
  const bytes = new Uint8Array(scales.length * 4 + values.length);
  bytes.set(littleEndian(new Uint8Array(scales.slice().buffer)));
  bytes.set(new Uint8Array(values.buffer, values.byteOffset, values.length), scales.length * 4);
  return bytes;
}

/** @param bytes of their own buffer, which the vectors go on using */
export function decodeTokens(bytes: Uint8Array, count: number): TokenVectors {
  littleEndian(bytes.subarray(0, count * 4));
  return {
    scales: new Float32Array(bytes.buffer, bytes.byteOffset, count),
    values: new Int8Array(bytes.buffer, bytes.byteOffset + count * 4, bytes.length - count * 4),
  };
}
