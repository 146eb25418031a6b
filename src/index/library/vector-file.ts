import { open } from 'node:fs/promises';
import type { Vector } from '../embedding/embedder.ts';
import { openPieces } from './file-pieces.ts';
import { writeNow } from './files.ts';
import { LibraryDamagedError } from './library-errors.ts';
import { littleEndian } from './table.ts';

/** Vectors of one length in a file, by label. They are written in any order and read in theirs. */
export interface VectorFile {
  readonly dimensions: number;
  write(label: number, vector: Vector): void;
  /** Vectors from `label` on, at most `count`. */
  read(label: number, count: number): Promise<readonly Vector[]>;
  /** Makes sure that all is on the disk. */
  sync(): Promise<void>;
  close(): Promise<void>;
}

/** Vectors of a build, which stay in the file, and the system's memory, until asked for: the graph holds them once more. */
export interface VectorReader {
  /** @throws LibraryDamagedError where the file ends before */
  read(label: number): Vector;
  /** The same of several; those that lie one after the other are read at once. */
  readEach(labels: readonly number[]): readonly Vector[];
  /** Nothing can be read any more. */
  close(): void;
}

/** The file stays readable when its build is removed. */
export function openVectorFile(file: string, dimensions: number): VectorReader {
  const pieces = openPieces(file);
  const length = dimensions * 4;
  const readEach: VectorReader['readEach'] = (labels) => {
    const read = pieces.read(labels.map((label) => ({ position: label * length, length })));
    if (read === undefined) {
      throw new LibraryDamagedError(file, `ends before one of the vectors ${labels.join()}`);
    }
    return read.map((bytes) => {
      const { buffer, byteOffset } = littleEndian(bytes);
      return new Float32Array(buffer, byteOffset, dimensions);
    });
  };
  return {
    readEach,
    read(label) {
      const [vector] = readEach([label]);
      if (vector === undefined) throw new LibraryDamagedError(file, `has no vector ${label}`);
      return vector;
    },
    close: () => pieces.close(),
  };
}

/** A file that isn't there yet. */
export async function createVectorFile(file: string, dimensions: number): Promise<VectorFile> {
  const handle = await open(file, 'wx+');
  const bytesEach = dimensions * 4;
  return {
    dimensions,
    write(label, vector) {
      if (vector.length !== dimensions)
        throw new RangeError(`${vector.length} numbers in a vector`);
      const bytes = littleEndian(new Uint8Array(vector.slice().buffer));
      writeNow(handle.fd, bytes, label * bytesEach);
    },
    async read(label, count) {
      const bytes = new Uint8Array(count * bytesEach);
      const { bytesRead } = await handle.read(bytes, 0, bytes.length, label * bytesEach);
      const numbers = new Float32Array(littleEndian(bytes).buffer);
      return Array.from({ length: Math.floor(bytesRead / bytesEach) }, (_, at) =>
        numbers.subarray(at * dimensions, (at + 1) * dimensions),
      );
    },
    sync: () => handle.sync(),
    close: () => handle.close(),
  };
}
