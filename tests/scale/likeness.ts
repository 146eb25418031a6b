import path from 'node:path';
import type { Vector } from '../../src/index/embedding/embedder.ts';
import { buildFolder } from '../../src/index/library/build-folders.ts';
import { dot } from '../../src/index/library/dot.ts';
import { type Graph, loadGraph } from '../../src/index/library/hnswlib.ts';
import { BUILD_FILES } from '../../src/index/library/manifest.ts';
import { NONE } from '../../src/index/library/table.ts';
import { cell } from '../../src/index/library/tables.ts';
import type { BenchPlaces } from '../bench/parts/places.ts';
import { exactNearest } from '../bench/recall.ts';
import { type Base, baseOf } from './synthetic/base.ts';
import { meanOf } from './synthetic/shift.ts';
import { openOf } from './synthetic/synthetic-library.ts';

/** How vectors of the same texts lie to each other: medians of cosine similarities. */
interface LikenessRow {
  /** 0 holds the real vectors. */
  readonly volume: number;
  readonly vectors: number;
  /** To the nearest other vector, and to the tenth. */
  readonly nearest: number;
  readonly tenth: number;
  /** Between sentences of one passage, of one document's other passages, of other documents. */
  readonly samePassage: number;
  readonly sameDocument: number;
  readonly otherDocument: number;
  /** Squared length of the mean of all: 1 less how far they are spread. */
  readonly mean: number;
}

export interface Likeness {
  readonly rows: readonly LikenessRow[];
  /** By how many candidates a search keeps: the share of vectors that it doesn't find when it is given them. */
  readonly missed: readonly { readonly ef: number; readonly share: number }[];
}

const VOLUMES = [0, 1, 2];
const EFS = [100, 400];

/** A library's vectors searched for by themselves. */
const SEARCHED = 5000;

/** Compares the real vectors of a synthetic library with as many made ones. */
export async function measureLikeness(places: BenchPlaces): Promise<Likeness> {
  const build = await openOf(places);
  if (typeof build === 'string') throw new Error(build);
  const base = baseOf(build);
  const rows = VOLUMES.map((volume) => likenessOf(placedIn(base, volume), volume));
  const { manifest, nodes } = build;
  const file = path.join(buildFolder(places.libraryDir, manifest.id), BUILD_FILES.graph);
  const graph = await loadGraph(file, manifest.graph.shape, { size: nodes.length });
  const labels = [...nodes.keys()].filter((node) => cell(nodes, node) !== NONE);
  const some = labels.filter((_, at) => at % Math.ceil(labels.length / SEARCHED) === 0);
  const vectorOf = (node: number) => build.vector(cell(nodes, node));
  const missed = EFS.map((ef) => ({ ef, share: missedOf(graph, { ef, nodes: some, vectorOf }) }));
  return { rows, missed };
}

interface Placed {
  readonly vector: Vector;
  readonly document: string;
  readonly passage: string;
  readonly isSentence: boolean;
}

function placedIn(base: Base, volume: number): readonly Placed[] {
  const prefix = `volume-${String(volume).padStart(4, '0')}/`;
  return base.documents
    .filter(({ id }) => id.startsWith(prefix))
    .flatMap((document) =>
      document.passages.flatMap((passage, number) => {
        const place = { document: document.id, passage: `${document.id} ${number}` };
        const { passage: whole, sentences } = base.vectorsOf(document, passage);
        return [
          { ...place, vector: whole, isSentence: false },
          ...sentences.map(({ vector }) => ({ ...place, vector, isSentence: true })),
        ];
      }),
    );
}

function likenessOf(placed: readonly Placed[], volume: number): LikenessRow {
  const vectors = placed.map(({ vector }) => vector);
  // The first is itself.
  const near = vectors.map((vector) =>
    exactNearest(vectors, vector, 11)
      .slice(1)
      .map(({ similarity }) => similarity),
  );
  const mean = meanOf(vectors) ?? new Float32Array();
  const sentences = placed.filter(({ isSentence }) => isSentence);
  const between = (isPair: (one: Placed, other: Placed) => boolean) =>
    medianOf(
      sentences.flatMap((one, at) =>
        sentences
          .slice(at + 1)
          .filter((other) => isPair(one, other))
          .map((other) => dot(one.vector, other.vector)),
      ),
    );
  return {
    volume,
    vectors: vectors.length,
    nearest: medianOf(near.map(([nearest]) => nearest ?? 0)),
    tenth: medianOf(near.map((similarities) => similarities.at(-1) ?? 0)),
    samePassage: between((one, other) => one.passage === other.passage),
    sameDocument: between(
      (one, other) => one.document === other.document && one.passage !== other.passage,
    ),
    otherDocument: between((one, other) => one.document !== other.document),
    mean: dot(mean, mean),
  };
}

function medianOf(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;
}

function missedOf(
  graph: Graph,
  asked: {
    readonly ef: number;
    readonly nodes: readonly number[];
    readonly vectorOf: (node: number) => Vector;
  },
): number {
  graph.setEf(asked.ef);
  const missed = asked.nodes.filter(
    (node) => !graph.nearest(asked.vectorOf(node), 10).some(({ label }) => label === node),
  );
  return missed.length / Math.max(1, asked.nodes.length);
}

/** A table for people. */
export function renderLikeness({ rows, missed }: Likeness): string {
  const lines = rows.map(({ volume, vectors, ...similarities }) => [
    volume === 0 ? 'real' : `volume ${volume}`,
    vectors,
    ...HEAD.map(([name]) => similarities[name].toFixed(3)),
  ]);
  const head = ['', 'vectors', ...HEAD.map(([, title]) => title)];
  const table = [head, head.map(() => '--:'), ...lines]
    .map((cells) => `| ${cells.join(' | ')} |\n`)
    .join('');
  const shares = missed.map(({ ef, share }) => `${(100 * share).toFixed(2)} % with ef ${ef}`);
  return `${table}Not found when searched for by themselves: ${shares.join(', ')}.\n`;
}

const HEAD = [
  ['nearest', 'nearest'],
  ['tenth', 'tenth'],
  ['samePassage', 'same passage'],
  ['sameDocument', 'same document'],
  ['otherDocument', 'other documents'],
  ['mean', 'mean, squared'],
] as const;
