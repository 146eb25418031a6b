import { statSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import type { SentenceTokens } from '../embedding/embedder.ts';
import { type NewBytes, openPieces } from './file-pieces.ts';
import { writeNow } from './files.ts';
import { LibraryDamagedError } from './library-errors.ts';
import { type PackedTokens, bytesOfToken, encodeTokens } from './token-bytes.ts';

/** Where a sentence's token vectors lie in their file. */
export interface TokenPlace {
  /** Tokens of other sentences before. */
  readonly start: number;
  /** Tokens, each of which has two vectors. */
  readonly count: number;
  /** CRC-32 over their bytes. */
  readonly sum: number;
}

/** Token vectors of sentences, one after the other. */
export interface TokenWriter {
  append(tokens: SentenceTokens | PackedTokens): TokenPlace;
  sync(): Promise<void>;
  close(): Promise<void>;
}

/** Token vectors take ten times the room of all else: they stay in the file, and the system's memory, until asked for. */
export interface TokenReader {
  /**
   * Those of sentences that lie one after the other are read at once.
   *
   * @param newBytes gives the memory for all of them together
   * @throws LibraryDamagedError when the bytes aren't those that were written: seen when a sentence is read for the first time
   */
  read(places: readonly TokenPlace[], newBytes?: NewBytes): readonly PackedTokens[];
  /** Nothing can be read any more. */
  close(): void;
}

/** A file that isn't there yet. Appends must not overlap. */
export async function createTokenFile(file: string, dimensions: number): Promise<TokenWriter> {
  const handle = await open(file, 'wx');
  let start = 0;
  return {
    append(tokens) {
      const bytes = 'packed' in tokens ? tokens.packed : encodeTokens(tokens, dimensions);
      const count = bytes.length / bytesOfToken(dimensions);
      writeNow(handle.fd, bytes, start * bytesOfToken(dimensions));
      const place = { start, count, sum: crc32(bytes) };
      start += count;
      return place;
    },
    sync: () => handle.sync(),
    close: () => handle.close(),
  };
}

export function openTokenFile(file: string, dimensions: number): TokenReader {
  const pieces = openPieces(file);
  const checked = marks(statSync(file).size / bytesOfToken(dimensions));
  const isRight = ({ start, sum }: TokenPlace, bytes: Uint8Array = new Uint8Array()): boolean => {
    if (checked.has(start)) return true;
    if (crc32(bytes) !== sum) return false;
    if (bytes.length > 0) checked.add(start);
    return true;
  };
  return {
    read(places, newBytes) {
      const each = bytesOfToken(dimensions);
      const read = pieces.read(
        places.map(({ start, count }) => ({ position: start * each, length: count * each })),
        newBytes,
      );
      if (read === undefined || !places.every((place, at) => isRight(place, read[at]))) {
        throw new LibraryDamagedError(file, 'does not match its checksums');
      }
      return read.map((packed) => ({ packed }));
    },
    close: () => pieces.close(),
  };
}

/** A set of whole numbers below a highest one, a bit for each. */
function marks(end: number) {
  const bits = new Uint8Array(Math.ceil(end / 8));
  return {
    has: (number: number) => ((bits[number >>> 3] ?? 0) & (1 << (number & 7))) !== 0,
    add(number: number): void {
      bits[number >>> 3] = (bits[number >>> 3] ?? 0) | (1 << (number & 7));
    },
  };
}
