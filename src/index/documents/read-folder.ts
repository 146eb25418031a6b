import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import type { Document } from './document.ts';
import { type FolderFile, listFolder, reasonOf } from './folder.ts';
import { DocumentsFolderError } from './folder-errors.ts';
import type { PassageSize } from './passages.ts';
import { type TokenMeasure, readDocument } from './read-document.ts';
import { READABLE_ENDINGS } from './readers.ts';
import type { Unreadable } from './reading.ts';

/** What became of a file: every file of the folder has one outcome, none is left out silently. */
export type FileOutcome = FileFacts &
  (
    | { readonly kind: 'read'; readonly document: Document }
    /** `reason`: a clause after the file's name, such as `is empty`. */
    | { readonly kind: 'skipped'; readonly reason: string }
  );

interface FileFacts {
  /** As `Document.id`. */
  readonly id: string;
  readonly bytes: number;
  readonly modifiedMs: number;
  /** SHA-256 of its bytes, hexadecimal; undefined where they weren't read. */
  readonly sha256: string | undefined;
}

export interface ReadFolderOptions {
  /** Larger files are skipped. */
  readonly maxFileBytes: number;
  readonly measure: TokenMeasure;
  readonly size?: PassageSize;
  /** What an earlier reading found in a file that is as it was: it isn't opened again. */
  readonly known?: (file: FolderFile) => FileOutcome | undefined;
}

/**
 * Reads the documents of a folder one at a time, sorted by id; only one of them is in memory, if the caller keeps none.
 *
 * @throws DocumentsFolderError when the folder is missing or can't be read, and at the end when no file was a document
 */
export async function* readFolder(
  folder: string,
  options: ReadFolderOptions,
): AsyncGenerator<FileOutcome> {
  const reasons: string[] = [];
  let documents = 0;
  for (const file of await listFolder(folder)) {
    const outcome = options.known?.(file) ?? (await readFolderFile(file, options));
    if (outcome.kind === 'read') documents++;
    else if (reasons.length < REASONS_SHOWN) reasons.push(`${outcome.id} ${outcome.reason}`);
    yield outcome;
  }
  if (documents === 0) throw noDocuments(folder, reasons);
}

const REASONS_SHOWN = 5;

function noDocuments(folder: string, reasons: readonly string[]): DocumentsFolderError {
  const found =
    reasons.length === 0
      ? 'holds no documents'
      : `holds nothing that can be read (${reasons.join('; ')})`;
  return new DocumentsFolderError(
    `The documents folder ${folder} ${found}: put documents (${READABLE_ENDINGS.join(', ')}) there and try again.`,
  );
}

/** Reads one file of a listing. */
async function readFolderFile(file: FolderFile, options: ReadFolderOptions): Promise<FileOutcome> {
  const { id, bytes: listedBytes, modifiedMs } = file;
  const facts = { id, bytes: listedBytes, modifiedMs, sha256: undefined };
  if (file.skipped !== undefined) return { ...facts, kind: 'skipped', reason: file.skipped };
  const bytes = await bytesOf(file.path, options.maxFileBytes);
  if ('reason' in bytes) return { ...facts, kind: 'skipped', reason: bytes.reason };
  const read = {
    id,
    modifiedMs,
    bytes: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
  };
  const document = await readDocument(bytes, id, options.measure, options.size);
  if ('reason' in document) return { ...read, kind: 'skipped', reason: document.reason };
  return { ...read, kind: 'read', document };
}

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
