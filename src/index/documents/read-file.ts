import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { reasonOf } from './folder.ts';
import { type Outline, readOutline } from './outline.ts';
import type { Unreadable } from './reading.ts';

/** A file to be read. */
export interface FileRequest {
  /** Where it is, absolute. */
  readonly path: string;
  /** As `Document.id`; its ending tells the format. */
  readonly id: string;
  /** Larger files are left out. */
  readonly maxFileBytes: number;
}

/** What a file held, or why it is left out. */
export interface FileReading {
  /** Undefined where the file's bytes weren't read. */
  readonly bytes: { readonly count: number; readonly sha256: string } | undefined;
  readonly outline: Outline | Unreadable;
}

/** Reads a file in this process, whatever time and memory it takes: `ReadingProcess` bounds both. */
export async function readFileHere(request: FileRequest): Promise<FileReading> {
  const bytes = await bytesOf(request.path, request.maxFileBytes);
  if ('reason' in bytes) return { bytes: undefined, outline: bytes };
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return { bytes: { count: bytes.length, sha256 }, outline: await outlineOf(bytes, request.id) };
}

async function outlineOf(bytes: Uint8Array, id: string): Promise<Outline | Unreadable> {
  try {
    return await readOutline(bytes, id);
  } catch (error) {
    return { reason: `can't be read: ${failureOf(error)}` };
  }
}

/** A parser's complaint in one short line. */
function failureOf(error: unknown): string {
  const complaint = error instanceof Error ? error.message || error.name : String(error);
  const line = complaint.replaceAll(/[\s\p{Cc}\p{Cf}]+/gu, ' ').trim();
  return line.length > MAX_FAILURE_CHARS ? `${line.slice(0, MAX_FAILURE_CHARS)}…` : line;
}

const MAX_FAILURE_CHARS = 150;

async function bytesOf(path: string, maxBytes: number): Promise<Uint8Array | Unreadable> {
  let handle: FileHandle | undefined;
  try {
    // Without O_NONBLOCK a pipe that took the file's place since the listing would wait for a writer for ever.
    handle = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
    const stats = await handle.stat();
    if (!stats.isFile()) return { reason: 'is no ordinary file' };
    if (stats.size > maxBytes) return tooLarge(stats.size, maxBytes);
    const bytes = await handle.readFile();
    return bytes.length > maxBytes ? tooLarge(bytes.length, maxBytes) : bytes;
  } catch (error) {
    return { reason: reasonOf(error) };
  } finally {
    await handle?.close();
  }
}

function tooLarge(bytes: number, maxBytes: number): Unreadable {
  const inMb = (size: number): string => (size / 1024 / 1024).toFixed(1).replace(/\.0$/u, '');
  return {
    reason: `has ${inMb(bytes)} MB, more than the ${inMb(maxBytes)} MB that MAX_FILE_MB allows`,
  };
}
