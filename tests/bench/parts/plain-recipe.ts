import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { env, pipeline } from '@xenova/transformers';
import hnswlib from 'hnswlib-node';
import { type Percentiles, percentilesOf } from '../statistics.ts';
import type { BenchPlaces } from './places.ts';

export interface PlainRequest extends BenchPlaces {
  /** Plain texts. */
  readonly texts: readonly string[];
  readonly questions: readonly string[];
}

export interface PlainMeasured {
  readonly chunks: number;
  /** Tokens of the chunks, special ones included, as far as the model takes them. */
  readonly tokens: number;
  /** Wall clock, the model's loading left out. */
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly questionMs: Percentiles;
  readonly peakMb: number;
}

const CHUNK_CHARS = 1000;
const OVERLAP_CHARS = 200;
const NEIGHBOURS = 5;

/** What most people would write: pieces of 1,000 characters, the library's pipeline, a graph, all on the main thread. */
export async function measurePlainRecipe(request: PlainRequest): Promise<PlainMeasured> {
  const { texts, questions, modelsDir, modelId } = request;
  Object.assign(env, { localModelPath: path.resolve(modelsDir), allowRemoteModels: false });
  Object.assign(env, { useFSCache: false });
  const extract = await pipeline('feature-extraction', modelId);
  const embed = async (text: string): Promise<number[]> => {
    const { data } = await extract(text, { pooling: 'mean', normalize: true });
    return Array.from(data as Float32Array);
  };
  const { dimensions } = await manifestOf(modelsDir, modelId);
  await embed('A first text, since the first one takes longer.');
  const cpuBefore = process.cpuUsage();
  const since = performance.now();
  const chunks = texts.flatMap(chunksOf);
  const index = new hnswlib.HierarchicalNSW('cosine', dimensions);
  index.initIndex(chunks.length);
  for (const [label, chunk] of chunks.entries())
    index.addPoint(await embed(`passage: ${chunk}`), label);
  const seconds = (performance.now() - since) / 1000;
  const { user, system } = process.cpuUsage(cpuBefore);
  const questionMs: number[] = [];
  for (const question of questions) {
    const begun = performance.now();
    index.searchKnn(await embed(`query: ${question}`), Math.min(NEIGHBOURS, chunks.length));
    questionMs.push(performance.now() - begun);
  }
  const limit = extract.tokenizer.model_max_length as number;
  const tokensIn = (text: string) => extract.tokenizer.encode(`passage: ${text}`).length;
  return {
    chunks: chunks.length,
    tokens: chunks.reduce((sum, chunk) => sum + Math.min(limit, tokensIn(chunk)), 0),
    seconds,
    cpuSeconds: (user + system) / 1e6,
    questionMs: percentilesOf(questionMs),
    peakMb: process.resourceUsage().maxRSS / 1024,
  };
}

function chunksOf(text: string): string[] {
  const chunks: string[] = [];
  for (let start = 0; start < text.length; start += CHUNK_CHARS - OVERLAP_CHARS) {
    chunks.push(text.slice(start, start + CHUNK_CHARS));
  }
  return chunks;
}

async function manifestOf(modelsDir: string, modelId: string): Promise<{ dimensions: number }> {
  const json = await readFile(path.join(modelsDir, modelId, 'manifest.json'), 'utf8');
  return JSON.parse(json) as { dimensions: number };
}
