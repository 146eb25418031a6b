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
   * @throws LibraryDamagedError when the bytes aren't those that were written
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
  return {
    read(places, newBytes) {
      const each = bytesOfToken(dimensions);
      const read = pieces.read(
        places.map(({ start, count }) => ({ position: start * each, length: count * each })),
        newBytes,
      );
      if (read === undefined || read.some((bytes, at) => crc32(bytes) !== places[at]?.sum)) {
        throw new LibraryDamagedError(file, 'does not match its checksums');
      }
      return read.map((packed) => ({ packed }));
    },
    close: () => pieces.close(),
  };
}
