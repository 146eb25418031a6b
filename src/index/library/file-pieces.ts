import { closeSync, openSync, readSync } from 'node:fs';

/** A file that is read in small pieces when they are needed; the system's memory holds what is needed often. */
export interface FilePieces {
  /** Fills the bytes with what lies from a position on. @returns how many there were */
  read(bytes: Uint8Array, position: number): number;
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
    read(bytes, position) {
      // The number may stand for another file by now.
      if (isClosed) throw new Error(`${file} was closed`);
      return readSync(descriptor, bytes, 0, bytes.length, position);
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
