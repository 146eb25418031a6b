import type { Document } from './document.ts';
import { type FolderFile, listFolder } from './folder.ts';
import { DocumentsFolderError } from './folder-errors.ts';
import type { PassageSize } from './passages.ts';
import { type TokenMeasure, documentOf } from './read-document.ts';
import { type FileReading, type FileRequest, readFileHere } from './read-file.ts';
import { READABLE_ENDINGS, isPlain } from './readers.ts';
import { READING_LIMITS, type ReadingLimits } from './reading-limits.ts';
import { ReadingProcess } from './reading-process.ts';

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
  /** What one file may take; {@link READING_LIMITS} unless told. */
  readonly limits?: ReadingLimits;
  readonly measure: TokenMeasure;
  readonly size?: PassageSize;
  /** What an earlier reading found in a file that is as it was: it isn't opened again. */
  readonly known?: (file: FolderFile) => FileOutcome | undefined;
  /** Files that are documents elsewhere already: they aren't looked at and have no outcome. */
  readonly isKept?: (file: FolderFile) => boolean;
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
  const process = new ReadingProcess(options.limits ?? READING_LIMITS);
  try {
    for (const file of await listFolder(folder)) {
      if (options.isKept?.(file) === true) {
        documents++;
        continue;
      }
      const outcome = options.known?.(file) ?? (await readFolderFile(file, process, options));
      if (outcome.kind === 'read') documents++;
      else if (reasons.length < REASONS_SHOWN) reasons.push(`${outcome.id} ${outcome.reason}`);
      yield outcome;
    }
  } finally {
    process.close();
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
async function readFolderFile(
  file: FolderFile,
  process: ReadingProcess,
  { maxFileBytes, measure, size }: ReadFolderOptions,
): Promise<FileOutcome> {
  const { id, path, modifiedMs } = file;
  const facts = { id, bytes: file.bytes, modifiedMs, sha256: undefined };
  if (file.skipped !== undefined) return { ...facts, kind: 'skipped', reason: file.skipped };
  const { bytes, outline } = await readWhereSafe(process, { path, id, maxFileBytes }, file.bytes);
  const read = bytes === undefined ? facts : { ...facts, bytes: bytes.count, sha256: bytes.sha256 };
  if ('reason' in outline) return { ...read, kind: 'skipped', reason: outline.reason };
  const sha256 = bytes?.sha256 ?? '';
  const document = await documentOf(outline, { id, sha256 }, measure, size);
  return { ...read, kind: 'read', document };
}

/** Larger texts would block this thread for more than a few milliseconds. */
const MAX_BYTES_HERE = 64 * 1024;

/** Small plain texts are read at once: no parser can stumble over them, and asking a process takes longer. */
function readWhereSafe(
  process: ReadingProcess,
  request: FileRequest,
  bytes: number,
): Promise<FileReading> {
  const isSafe = isPlain(request.id) && bytes <= MAX_BYTES_HERE;
  return isSafe ? readFileHere(request) : process.read(request);
}
