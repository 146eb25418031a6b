import { readSync } from 'node:fs';
import { open } from 'node:fs/promises';
import type { Span } from '../span.ts';

export interface TextReader {
  /** An exact slice; offsets in UTF-16 code units from the start of the file. */
  read(span: Span): string;
}

/** Texts one after the other, UTF-16LE: a slice is read without a look at what stands before. */
export interface TextFile extends TextReader {
  append(text: string): Promise<void>;
  sync(): Promise<void>;
  close(): Promise<void>;
}

/** A file that isn't there yet. */
export async function createTextFile(file: string): Promise<TextFile> {
  const handle = await open(file, 'wx+');
  return {
    append: (text) => handle.appendFile(text, 'utf16le'),
    read({ start, end }) {
      const bytes = Buffer.alloc(Math.max(0, end - start) * 2);
      // In step with those who ask; what was just written is in the system's memory.
      const length = readSync(handle.fd, bytes, 0, bytes.length, start * 2);
      return bytes.toString('utf16le', 0, length);
    },
    sync: () => handle.sync(),
    close: () => handle.close(),
  };
}
