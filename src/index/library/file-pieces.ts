import { closeSync, openSync, readSync } from 'node:fs';

/** A place in a file, in bytes. */
interface FilePiece {
  readonly position: number;
  readonly length: number;
}

/** Gives so many bytes of memory, with anything in them. */
export type NewBytes = (length: number) => Uint8Array;

/** A file that is read in small pieces when they are needed; the system's memory holds what is needed often. */
interface FilePieces {
  /**
   * Reads pieces, those at once that lie one after the other: a call of the system costs as much as 10 kB.
   *
   * @param newBytes gives the memory that they come to lie in, all in one
   * @returns undefined where the file ends before
   */
  read(pieces: readonly FilePiece[], newBytes?: NewBytes): readonly Uint8Array[] | undefined;
  /** Nothing can be read any more. */
  close(): void;
}

/** Closes the files of libraries that nobody asks any more and nobody has closed. */
const openFiles = new FinalizationRegistry<number>((descriptor) => closeSync(descriptor));

/** The file stays readable when its build is removed. */
export function openPieces(file: string): FilePieces {
  const descriptor = openSync(file, 'r');
  let isClosed = false;
  const pieces: FilePieces = {
    read(wanted, newBytes = (length) => new Uint8Array(length)) {
      // The number may stand for another file by now.
      if (isClosed) throw new Error(`${file} was closed`);
      return readRuns(descriptor, wanted, newBytes);
    },
    close() {
      if (isClosed) return;
      isClosed = true;
      openFiles.unregister(pieces);
      closeSync(descriptor);
    },
  };
  openFiles.register(pieces, descriptor, pieces);
  return pieces;
}

function readRuns(
  descriptor: number,
  pieces: readonly FilePiece[],
  newBytes: NewBytes,
): readonly Uint8Array[] | undefined {
  const bytes = newBytes(pieces.reduce((sum, { length }) => sum + length, 0));
  const read: Uint8Array[] = [];
  let [run, end] = [0, 0];
  for (const [at, { position, length }] of pieces.entries()) {
    const start = end;
    end += length;
    read.push(bytes.subarray(start, end));
    if (pieces[at + 1]?.position === position + length) continue;
    const from = position + length - (end - run);
    if (readSync(descriptor, bytes, run, end - run, from) < end - run) return undefined;
    run = end;
  }
  return read;
}
