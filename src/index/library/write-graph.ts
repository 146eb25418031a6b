import path from 'node:path';
import { buildGraph } from './build-graph.ts';
import type { BuildProgress } from './build-library.ts';
import { COPY_COLUMNS, distinctLabels, distinctVectors, findCopies } from './copies.ts';
import { syncFile, writeDurably } from './files.ts';
import { type EarlierGraph, growGraph } from './grow-graph.ts';
import { BUILD_FILES, type Manifest } from './manifest.ts';
import { NONE, encodeTable } from './table.ts';
import { NODE_COLUMNS, cell } from './tables.ts';
import type { VectorFile } from './vector-file.ts';

export interface GraphRequest {
  readonly folder: string;
  readonly vectors: VectorFile;
  readonly count: number;
  /** Undefined: the graph is made anew. */
  readonly earlierGraph?: EarlierGraph | undefined;
  readonly onProgress: (progress: BuildProgress) => void;
}

export interface WrittenGraph {
  /** In labels of vectors. */
  readonly graph: Manifest['graph'];
  readonly copies: number;
}

/** Writes the graph of a build's vectors, and which of them are copies of others. */
export async function writeGraph(request: GraphRequest): Promise<WrittenGraph> {
  const { folder, vectors, count, earlierGraph, onProgress } = request;
  const file = path.join(folder, BUILD_FILES.graph);
  const copies = await findCopies(vectors, count);
  await writeDurably(path.join(folder, BUILD_FILES.copies), encodeTable(copies, COPY_COLUMNS));
  const labels = distinctLabels(copies, count);
  const distinct = distinctVectors(vectors, labels);
  const onStep = (done: number, total: number) => onProgress({ phase: 'graph', done, total });
  const grown = earlierGraph && (await growGraph(distinct, earlierGraph, onStep));
  const { graph, nodes, audit } = grown ?? (await buildGraph(distinct, onStep));
  await graph.save(file);
  await syncFile(file);
  const label = nodes.map((position) => (position === NONE ? NONE : cell(labels, position)));
  const table = { rows: label.length, columns: { label } };
  await writeDurably(path.join(folder, BUILD_FILES.nodes), encodeTable(table, NODE_COLUMNS));
  const unreachable = audit.unreachable.map((position) => cell(labels, position));
  return { graph: { ...audit, unreachable }, copies: copies.rows };
}
