import { createHash } from 'node:crypto';
import type { EmbeddingModel } from '../embedding/embedder.ts';
import type { FileSum } from './files.ts';
import type { GraphShape } from './hnswlib.ts';

/**
 * Raised with every change of what the files hold or of how passages become vectors and terms (passage-text.ts,
 * words.ts): libraries of another format are rebuilt, never misread.
 */
export const LIBRARY_FORMAT = 5;

export const MANIFEST_FILE = 'manifest.json';

/** The files of a build beside its manifest. */
export const BUILD_FILES = {
  documents: 'documents.json',
  sources: 'sources.json',
  texts: 'texts.u16',
  sentences: 'sentences.u32',
  places: 'places.u32',
  owners: 'owners.u32',
  marks: 'marks.u32',
  vectors: 'vectors.f32',
  tokenPlaces: 'token-places.u32',
  tokens: 'tokens.i4',
  copies: 'copies.u32',
  graph: 'graph.hnsw',
  /** For each label of the graph, the label of its vector. */
  nodes: 'nodes.u32',
  words: 'words.bin',
} as const;

export type BuildFile = (typeof BUILD_FILES)[keyof typeof BUILD_FILES];

/** What shapes a library besides its documents and model; a library with other values is stale. */
export type LibrarySettings = Readonly<Record<string, string | number | boolean>>;

/** What manifest.json says of a build. */
export interface Manifest {
  readonly format: typeof LIBRARY_FORMAT;
  readonly id: string;
  /** ISO 8601, UTC. */
  readonly builtAt: string;
  readonly model: EmbeddingModel;
  readonly settings: LibrarySettings;
  readonly counts: Counts;
  readonly graph: GraphAudit;
  /** Over names, sizes and checksums of the files that were read: another one means that documents changed. */
  readonly documentsFingerprint: string;
  readonly files: Readonly<Record<BuildFile, FileSum>>;
}

interface Counts {
  readonly documents: number;
  readonly passages: number;
  /** Where passages stand: more than `passages` when texts repeat. */
  readonly places: number;
  readonly sentences: number;
  /** Times, rows and messages that citations show. */
  readonly marks: number;
  readonly vectors: number;
  /** Vectors that equal another one: see `Copies`. */
  readonly copies: number;
  /** Length of all texts in UTF-16 code units. */
  readonly chars: number;
}

/** How well the graph finds what an exact scan finds. */
export interface GraphAudit {
  readonly shape: GraphShape;
  /** Mean share of the ten nearest vectors that the graph finds too, 0..1. */
  readonly recallAt10: number;
  /** Vectors that recall was measured with. */
  readonly sampled: number;
  /** Labels that the graph doesn't find even when searched for by themselves; they are compared one by one. */
  readonly unreachable: readonly number[];
  /** Vectors that were added or removed since the graph was made at once. */
  readonly grown: number;
}

/** A manifest's text. It carries its own checksum, last. */
export function writeManifest(manifest: Manifest): string {
  return `${JSON.stringify({ ...manifest, sha256: checksumOf(manifest) }, null, 2)}\n`;
}

export type ReadManifest =
  | { readonly kind: 'manifest'; readonly manifest: Manifest }
  /** Written by another version of this program. */
  | { readonly kind: 'other-format'; readonly format: number }
  | { readonly kind: 'damaged' };

/** Reads what {@link writeManifest} wrote. */
export function readManifest(text: string): ReadManifest {
  const parsed = parse(text);
  if (typeof parsed?.['format'] !== 'number') return { kind: 'damaged' };
  const { sha256, ...rest } = parsed;
  if (sha256 !== checksumOf(rest)) return { kind: 'damaged' };
  if (parsed['format'] !== LIBRARY_FORMAT)
    return { kind: 'other-format', format: parsed['format'] };
  // The checksum says that this program wrote it, the format that it is this version's shape.
  const manifest = rest as unknown as Manifest;
  return text === writeManifest(manifest) ? { kind: 'manifest', manifest } : { kind: 'damaged' };
}

function parse(text: string): Record<string, unknown> | undefined {
  try {
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === 'object' && parsed !== null ? { ...parsed } : undefined;
  } catch {
    return undefined;
  }
}

/** Over the compact JSON: parsing and writing again keeps the order of keys and the numbers. */
function checksumOf(manifest: object): string {
  return createHash('sha256').update(JSON.stringify(manifest)).digest('hex');
}
