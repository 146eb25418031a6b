import { stat } from 'node:fs/promises';
import path from 'node:path';
import type { Vector } from '../embedding/embedder.ts';
import { isMissing } from '../missing.ts';
import { checkTables } from './check-tables.ts';
import { COPY_COLUMNS, type Copies } from './copies.ts';
import { type FileSum, readSummed, sumFile } from './files.ts';
import { LibraryDamagedError } from './library-errors.ts';
import type { Library } from './library.ts';
import { libraryOf } from './library-view.ts';
import { BUILD_FILES, type BuildFile, type Manifest } from './manifest.ts';
import { openVectorIndex } from './open-vector-index.ts';
import { NONE, decodeTable } from './table.ts';
import {
  type DocumentEntry,
  type LibraryTables,
  MARK_COLUMNS,
  NODE_COLUMNS,
  OWNER_COLUMNS,
  PLACE_COLUMNS,
  SENTENCE_COLUMNS,
  TOKEN_COLUMNS,
  cell,
  vectorCount,
} from './tables.ts';
import { bytesOfToken } from './token-bytes.ts';
import { type TokenReader, openTokenFile } from './token-file.ts';
import { type VectorReader, openVectorFile } from './vector-file.ts';
import { openWordIndex } from './word-search.ts';

/** A verified build: what is asked, and the tables that only the next build needs. */
export interface OpenBuild {
  readonly library: Library;
  readonly tables: LibraryTables;
  /** By label. */
  vector(label: number): Vector;
  /** For each label of the graph, the label of its vector; NONE where that was removed. */
  readonly nodes: Uint32Array;
  /** The word index as it lies in its file. */
  readonly words: Buffer;
  /** Lets its files go. Nothing may be asked of the library any more. */
  close(): void;
}

/**
 * Opens a build of which the manifest is known to be right.
 *
 * @throws LibraryDamagedError
 */
export async function openBuild(folder: string, manifest: Manifest): Promise<OpenBuild> {
  const files = await readFiles(folder, manifest);
  const tables = interpret(folder, () => tablesOf(files, manifest));
  const copies = interpret(folder, () => copiesOf(files.copies, manifest));
  const words = interpret(folder, () => openWordIndex(files.words));
  const nodes = interpret(folder, () => nodesOf(files.nodes, manifest));
  const vectors = interpret(folder, () => vectorsOf(folder, tables, manifest));
  const near = await openVectorIndex(folder, { manifest, vectors, copies, nodes });
  const tokens = interpret(folder, () => tokensOf(folder, tables, manifest));
  const library = libraryOf({ manifest, tables, texts: files.texts, vectors, tokens, words, near });
  return {
    library,
    tables,
    vector: (label) => vectors.read(label),
    nodes,
    words: files.words,
    close() {
      tokens.close();
      vectors.close();
    },
  };
}

/**
 * A longer file of token vectors is only measured when the library is opened: hashing it would take a second for each
 * gigabyte, and each sentence in it has a checksum of its own that is compared when it is read.
 */
const TOKENS_HASHED = 64 * 1024 * 1024;

/** What is held in memory; the other files are read where they are needed. */
const READ_WHOLE = [
  'documents',
  'texts',
  'sentences',
  'places',
  'owners',
  'marks',
  'tokenPlaces',
  'copies',
  'nodes',
  'words',
] as const;

/** What is only checked when the library is opened: the graph is loaded by its own library, vectors are read one by one. */
const CHECKED = ['sources', 'graph', 'vectors'] as const;

async function readFiles(folder: string, manifest: Manifest) {
  const read = async (name: BuildFile) => {
    const file = path.join(folder, name);
    const found = await orDamaged(file, () => readSummed(file));
    compare(file, found, manifest.files[name]);
    return found.contents;
  };
  const checked = async (name: BuildFile) => {
    const file = path.join(folder, name);
    compare(file, await orDamaged(file, () => sumFile(file)), manifest.files[name]);
  };
  const checkedTokens = async () => {
    const file = path.join(folder, BUILD_FILES.tokens);
    const listed = manifest.files[BUILD_FILES.tokens];
    if (listed.bytes <= TOKENS_HASHED) return await checked(BUILD_FILES.tokens);
    const { size } = await orDamaged(file, () => stat(file));
    compare(file, { ...listed, bytes: size }, listed);
  };
  const checks = [...CHECKED.map((part) => checked(BUILD_FILES[part])), checkedTokens()];
  const reads = READ_WHOLE.map(async (part) => [part, await read(BUILD_FILES[part])] as const);
  const [parts] = await Promise.all([Promise.all(reads), ...checks]);
  return Object.fromEntries(parts) as Record<(typeof READ_WHOLE)[number], Buffer>;
}

async function orDamaged<Read>(file: string, read: () => Promise<Read>): Promise<Read> {
  try {
    return await read();
  } catch (error) {
    throw new LibraryDamagedError(file, isMissing(error) ? 'is missing' : 'can’t be read', error);
  }
}

function compare(file: string, found: FileSum, listed: FileSum): void {
  if (found.bytes !== listed.bytes) {
    const complaint = `has ${found.bytes} bytes instead of ${listed.bytes}`;
    throw new LibraryDamagedError(file, complaint);
  }
  if (found.sha256 !== listed.sha256) {
    throw new LibraryDamagedError(file, 'does not match its checksum');
  }
}

/** What a build wrote wrong itself, checksum and all, must not pass for a fault of the code that reads it. */
function interpret<Part>(folder: string, read: () => Part): Part {
  try {
    return read();
  } catch (error) {
    throw new LibraryDamagedError(folder, 'contradicts itself', error);
  }
}

function tablesOf(
  files: Awaited<ReturnType<typeof readFiles>>,
  { counts }: Manifest,
): LibraryTables {
  const tables: LibraryTables = {
    documents: JSON.parse(files.documents.toString('utf8')) as DocumentEntry[],
    passageCount: counts.passages,
    sentences: decodeTable(files.sentences, SENTENCE_COLUMNS, counts.sentences),
    places: decodeTable(files.places, PLACE_COLUMNS, counts.places),
    owners: decodeTable(files.owners, OWNER_COLUMNS, counts.vectors - counts.passages),
    marks: decodeTable(files.marks, MARK_COLUMNS, counts.marks),
    tokenPlaces: decodeTable(files.tokenPlaces, TOKEN_COLUMNS, counts.vectors - counts.passages),
  };
  checkTables(tables, files.texts.byteLength / 2);
  return tables;
}

function copiesOf(bytes: Buffer, { counts }: Manifest): Copies {
  const copies = decodeTable(bytes, COPY_COLUMNS, counts.copies);
  const { label, original } = copies.columns;
  const wrong = label.findIndex(
    (copy, row) => copy >= counts.vectors || cell(original, row) >= copy,
  );
  if (wrong >= 0) throw new RangeError(`copy ${wrong} is beyond the end or before its original`);
  return copies;
}

function nodesOf(bytes: Buffer, { counts }: Manifest): Uint32Array {
  const nodes = decodeTable(bytes, NODE_COLUMNS, bytes.byteLength / 4).columns.label;
  if (nodes.some((label) => label !== NONE && label >= counts.vectors)) {
    throw new RangeError('a node of a vector beyond the end');
  }
  return nodes;
}

function vectorsOf(
  folder: string,
  tables: LibraryTables,
  { model, files }: Manifest,
): VectorReader {
  const { bytes } = files[BUILD_FILES.vectors];
  const expected = vectorCount(tables) * model.dimensions * 4;
  if (bytes !== expected) throw new RangeError(`${bytes} bytes of vectors`);
  return openVectorFile(path.join(folder, BUILD_FILES.vectors), model.dimensions);
}

function tokensOf(folder: string, tables: LibraryTables, { model, files }: Manifest): TokenReader {
  const listed = files[BUILD_FILES.tokens].bytes / bytesOfToken(model.dimensions);
  const { start, count } = tables.tokenPlaces.columns;
  const beyond = start.findIndex((tokens, row) => tokens + cell(count, row) > listed);
  if (beyond >= 0) throw new RangeError(`tokens of vector ${beyond} reach beyond the end`);
  return openTokenFile(path.join(folder, BUILD_FILES.tokens), model.dimensions);
}
