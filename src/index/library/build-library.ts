import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { Document } from '../documents/document.ts';
import type { Embedder } from '../embedding/embedder.ts';
import type { EarlierGraph } from './grow-graph.ts';
import type { EmbeddingCache } from './embedding-cache.ts';
import { type EmbedReport, type EmbedRequest, embedPassages } from './embed-passages.ts';
import { syncFolder, sumFile, writeDurably } from './files.ts';
import { type LaidOut, startLayout } from './layout.ts';
import {
  BUILD_FILES,
  type BuildFile,
  LIBRARY_FORMAT,
  type LibrarySettings,
  MANIFEST_FILE,
  type Manifest,
  writeManifest,
} from './manifest.ts';
import { passageTermsOf } from './passage-terms.ts';
import type { Texts } from './passage-text.ts';
import { previousWords } from './previous-words.ts';
import type { OpenBuild } from './open-build.ts';
import { type SourceFile, fingerprintOf } from './sources.ts';
import { encodeTable } from './table.ts';
import {
  MARK_COLUMNS,
  OWNER_COLUMNS,
  PLACE_COLUMNS,
  SENTENCE_COLUMNS,
  TOKEN_COLUMNS,
  passageAt,
  sentenceAt,
  vectorCount,
} from './tables.ts';
import { type TextFile, type TextReader, createTextFile } from './text-file.ts';
import { createTokenFile } from './token-file.ts';
import { createVectorFile } from './vector-file.ts';
import { indexWords } from './word-index.ts';
import { type WrittenGraph, writeGraph } from './write-graph.ts';

/** How far a build is: `read` counts documents, `embed` and `words` passages, `graph` vectors. */
export interface BuildProgress {
  readonly phase: 'read' | 'embed' | 'graph' | 'words' | 'publish' | 'check';
  readonly done: number;
  /** Undefined while it isn't known. */
  readonly total: number | undefined;
}

export interface BuildRequest {
  /** An empty folder of this build alone. */
  readonly folder: string;
  readonly id: string;
  readonly documents: AsyncIterable<Document>;
  /** Asked when all documents were read. */
  readonly sources: () => readonly SourceFile[];
  readonly embedder: Embedder;
  readonly settings: LibrarySettings;
  readonly cache: EmbeddingCache;
  /** A library of the same model: its vectors are used again where a passage is unchanged. */
  readonly previous: OpenBuild | undefined;
  /** Of the same library: what is new is added to it. */
  readonly earlierGraph?: EarlierGraph | undefined;
  /** Of the same library: what its word index holds of unchanged passages is taken as it is. */
  readonly earlierWords?: OpenBuild | undefined;
  readonly onProgress: (progress: BuildProgress) => void;
}

export interface BuiltLibrary {
  readonly manifest: Manifest;
  readonly embeddings: EmbedReport;
}

/** Writes a whole build into its folder. It isn't in use before it is published. */
export async function buildLibrary(request: BuildRequest): Promise<BuiltLibrary> {
  const { folder, onProgress } = request;
  await mkdir(folder, { recursive: true });
  const textFile = await createTextFile(path.join(folder, BUILD_FILES.texts));
  try {
    const tables = await readDocuments(request, textFile);
    await writeTables(folder, tables, request.sources());
    const texts = textsOf(tables, textFile);
    const { embeddings, ...vectors } = await writeVectors(request, tables, texts);
    await writeWords(request, tables, texts);
    onProgress({ phase: 'publish', done: 0, total: undefined });
    await textFile.sync();
    const manifest = await manifestOf(request, tables, vectors);
    await writeDurably(path.join(folder, MANIFEST_FILE), writeManifest(manifest));
    await syncFolder(folder);
    return { manifest, embeddings };
  } finally {
    await textFile.close();
  }
}

async function readDocuments(
  { documents, onProgress }: BuildRequest,
  texts: TextFile,
): Promise<LaidOut> {
  const layout = startLayout();
  let done = 0;
  for await (const document of documents) {
    layout.add(document);
    await texts.append(document.text);
    done += 1;
    onProgress({ phase: 'read', done, total: undefined });
  }
  return layout.finish();
}

function textsOf(tables: LaidOut, file: TextReader): Texts {
  return {
    documents: tables.documents,
    sentence: (position) => sentenceAt(tables, position),
    passage: (position) => passageAt(tables, position),
    text: (document, { start, end }) => {
      const textStart = tables.documents[document]?.textStart ?? 0;
      return file.read({ start: textStart + start, end: textStart + end });
    },
  };
}

async function writeTables(
  folder: string,
  tables: LaidOut,
  sources: readonly SourceFile[],
): Promise<void> {
  const write = (name: BuildFile, contents: Uint8Array | string) =>
    writeDurably(path.join(folder, name), contents);
  await write(BUILD_FILES.documents, JSON.stringify(tables.documents));
  await write(BUILD_FILES.sources, JSON.stringify(sources));
  await write(BUILD_FILES.sentences, encodeTable(tables.sentences, SENTENCE_COLUMNS));
  await write(BUILD_FILES.places, encodeTable(tables.places, PLACE_COLUMNS));
  await write(BUILD_FILES.owners, encodeTable(tables.owners, OWNER_COLUMNS));
  await write(BUILD_FILES.marks, encodeTable(tables.marks, MARK_COLUMNS));
}

async function writeVectors(request: BuildRequest, tables: LaidOut, texts: Texts) {
  const { folder, embedder } = request;
  const file = path.join(folder, BUILD_FILES.vectors);
  const vectors = await createVectorFile(file, embedder.model.dimensions);
  try {
    const embeddings = await embedAll(request, { tables, texts, vectors });
    await vectors.sync();
    const count = vectorCount(tables);
    return { embeddings, ...(await writeGraph({ ...request, vectors, count })) };
  } finally {
    await vectors.close();
  }
}

async function embedAll(
  request: BuildRequest,
  parts: Pick<EmbedRequest, 'tables' | 'texts' | 'vectors'>,
): Promise<EmbedReport> {
  const { folder, embedder } = request;
  const file = path.join(folder, BUILD_FILES.tokens);
  const tokens = await createTokenFile(file, embedder.model.dimensions);
  try {
    const { tokenPlaces, ...report } = await embedPassages({ ...request, ...parts, tokens });
    await tokens.sync();
    const table = encodeTable(tokenPlaces, TOKEN_COLUMNS);
    await writeDurably(path.join(folder, BUILD_FILES.tokenPlaces), table);
    return report;
  } finally {
    await tokens.close();
  }
}

async function writeWords(
  { folder, earlierWords, onProgress }: BuildRequest,
  tables: LaidOut,
  texts: Texts,
): Promise<void> {
  const total = tables.passageCount;
  const words = await indexWords({
    count: total,
    known: earlierWords && (await previousWords(earlierWords, texts)),
    termsOf: (position) => passageTermsOf(texts, position),
    onPassage: (done) => onProgress({ phase: 'words', done, total }),
  });
  await writeDurably(path.join(folder, BUILD_FILES.words), words);
}

async function manifestOf(
  { id, folder, embedder, settings, sources }: BuildRequest,
  tables: LaidOut,
  { graph, copies }: WrittenGraph,
): Promise<Manifest> {
  const { id: model, sha256, dimensions, maxTokens } = embedder.model;
  const sums = [];
  for (const name of Object.values(BUILD_FILES)) {
    sums.push([name, await sumFile(path.join(folder, name))] as const);
  }
  return {
    format: LIBRARY_FORMAT,
    id,
    builtAt: new Date().toISOString(),
    model: { id: model, sha256, dimensions, maxTokens },
    settings,
    counts: { ...countsOf(tables), copies },
    graph,
    documentsFingerprint: fingerprintOf(sources()),
    files: Object.fromEntries(sums) as Manifest['files'],
  };
}

function countsOf(tables: LaidOut): Omit<Manifest['counts'], 'copies'> {
  return {
    documents: tables.documents.length,
    passages: tables.passageCount,
    places: tables.places.rows,
    sentences: tables.sentences.rows,
    marks: tables.marks.rows,
    vectors: vectorCount(tables),
    chars: tables.documents.reduce((chars, document) => chars + document.length, 0),
  };
}
