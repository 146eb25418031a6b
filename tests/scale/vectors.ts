import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Manifest } from '../../src/index/library/manifest.ts';
import { type PhaseSeconds, startPhaseTimes } from '../bench/phase-times.ts';
import type { QuestionsMeasured } from '../bench/parts/questions.ts';
import type { RawMeasured } from '../bench/parts/raw-model.ts';
import { type SyntheticLibraryRequest, makeSynthetic } from './synthetic/synthetic-library.ts';

/** A synthetic library as it was built. */
export interface SyntheticBuilt {
  readonly counts: Manifest['counts'];
  readonly graph: Omit<Manifest['graph'], 'unreachable'> & { readonly unreachable: number };
  /** Bytes of all its files, of those that hold token vectors, of the graph's. */
  readonly bytes: { readonly all: number; readonly tokens: number; readonly graph: number };
  /** Wall clock; `embed` is only the making of vectors here, no model runs. */
  readonly seconds: PhaseSeconds;
  readonly cpuSeconds: number;
  readonly peakMb: number;
}

/** A library of some size: built, opened and asked. */
export interface ScaleRow {
  readonly built: SyntheticBuilt;
  readonly questions: QuestionsMeasured;
  /** The raw model on the same questions in the same run. */
  readonly raw: Pick<RawMeasured, 'questionMs' | 'questionRunMs'>;
}

/** Builds a library of a size, and writes beside it what that took: a million vectors are built once. */
export async function buildOfSize(request: SyntheticLibraryRequest): Promise<SyntheticBuilt> {
  const { folder, vectors } = request;
  const times = startPhaseTimes();
  const before = process.cpuUsage();
  const onProgress = times.onProgress.bind(times);
  const manifest = await makeSynthetic({ ...request, onProgress });
  const { user, system } = process.cpuUsage(before);
  const { counts, graph, files } = manifest;
  const sizes = Object.values(files).map(({ bytes }) => bytes);
  const built: SyntheticBuilt = {
    counts,
    graph: { ...graph, unreachable: graph.unreachable.length },
    bytes: {
      all: sizes.reduce((sum, bytes) => sum + bytes, 0),
      tokens: files['tokens.i4'].bytes,
      graph: files['graph.hnsw'].bytes,
    },
    seconds: times.seconds(),
    cpuSeconds: (user + system) / 1e6,
    peakMb: process.resourceUsage().maxRSS / 1024,
  };
  await writeFile(builtFile(folder, vectors), JSON.stringify(built, undefined, 2));
  return built;
}

/** Where {@link buildOfSize} says what a build took. */
export function builtFile(folder: string, vectors: number): string {
  return path.join(folder, `synthetic-${vectors}`, 'built.json');
}

/** A table for people, a line for each size. */
export function renderScale(rows: readonly ScaleRow[]): string {
  const lines = rows.map(({ built, questions, raw }) => {
    const { counts, graph, seconds } = built;
    const { parts, neighbours, rssMb } = questions;
    return [
      counts.vectors,
      counts.passages,
      `${seconds.graph.toFixed(1)} s`,
      `${built.cpuSeconds.toFixed(0)} s`,
      mb(built.peakMb),
      `${mb(built.bytes.all / 1e6)} (${mb(built.bytes.tokens / 1e6)} tokens)`,
      `m ${graph.shape.m}, ef ${graph.shape.ef}`,
      neighbours.recallAt10.toFixed(4),
      ms(questions.openMs),
      mb(rssMb.opened - rssMb.before),
      `${ms(neighbours.libraryMs.p50)} / ${ms(neighbours.exactScanMs.p50)}`,
      `${ms(parts.total.p50)} / ${ms(parts.total.p95)}`,
      ms(parts.total.p50 - raw.questionMs.p50),
    ];
  });
  return [HEAD, HEAD.map(() => '--:'), ...lines]
    .map((cells) => `| ${cells.join(' | ')} |\n`)
    .join('');
}

const HEAD = [
  'vectors',
  'passages',
  'graph',
  'build, processor',
  'build, peak',
  'files',
  'graph’s shape',
  'recall@10',
  'opened in',
  'memory',
  'neighbours / exact scan',
  'question p50 / p95',
  'p50 above the raw model',
];

function ms(number: number): string {
  return `${number.toFixed(number < 10 ? 1 : 0)} ms`;
}

function mb(number: number): string {
  return `${number.toFixed(0)} MB`;
}
