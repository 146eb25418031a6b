import type { PassageText } from '../../../src/index/embedding/embedder.ts';
import type * as ModelFiles from '../../../src/index/embedding/model-files.ts';
import type { ModelManifest } from '../../../src/index/embedding/model-manifest.ts';
import type * as TextEmbedders from '../../../src/index/embedding/text-embedder.ts';
import type { TokenModel } from '../../../src/index/embedding/text-embedder.ts';
import type * as Transformers from '../../../src/index/embedding/transformers.ts';
import { compiled } from '../compiled.ts';
import { type Percentiles, percentilesOf } from '../statistics.ts';
import type { BenchPlaces } from './places.ts';

export interface RawRequest extends BenchPlaces {
  readonly passages: readonly PassageText[];
  readonly questions: readonly string[];
}

export interface RawMeasured {
  /** Passes that give the vectors of the passages: of each whole one, and of each of its sentences. */
  readonly passes: number;
  /** Tokens of these passes, special ones included. */
  readonly tokens: number;
  /** Wall clock of these passes. */
  readonly seconds: number;
  readonly cpuSeconds: number;
  /** Of a question, tokenised and run. */
  readonly questionMs: Percentiles;
  /** Of a question, run alone. */
  readonly questionRunMs: Percentiles;
}

/**
 * The floor: the model called in a loop on this thread with the very tokens that a build and questions give it, and
 * nothing made of what it answers.
 */
export async function measureRawModel(request: RawRequest): Promise<RawMeasured> {
  const { passages, questions } = request;
  const { model, manifest } = await openModel(request);
  const passes = await passesOf(model, manifest, passages);
  for (const ids of passes.slice(0, WARM_UP)) await model.run(ids);
  const cpuBefore = process.cpuUsage();
  const since = performance.now();
  for (const ids of passes) await model.run(ids);
  const seconds = (performance.now() - since) / 1000;
  const { user, system } = process.cpuUsage(cpuBefore);
  const whole: number[] = [];
  const run: number[] = [];
  for (const question of [...questions.slice(0, WARM_UP), ...questions]) {
    const begun = performance.now();
    const ids = model.tokenize(`${manifest.questionPrefix}${question}`);
    const tokenised = performance.now();
    await model.run([...model.around.before, ...ids, ...model.around.after]);
    const done = performance.now();
    whole.push(done - begun);
    run.push(done - tokenised);
  }
  return {
    passes: passes.length,
    tokens: passes.reduce((sum, ids) => sum + ids.length, 0),
    seconds,
    cpuSeconds: (user + system) / 1e6,
    questionMs: percentilesOf(whole.slice(WARM_UP)),
    questionRunMs: percentilesOf(run.slice(WARM_UP)),
  };
}

const WARM_UP = 20;

async function openModel({ modelsDir, modelId }: BenchPlaces) {
  const { openModelFolder } = await compiled<typeof ModelFiles>('index/embedding/model-files.js');
  const { loadTokenizer, loadTokenModel } = await compiled<typeof Transformers>(
    'index/embedding/transformers.js',
  );
  const { manifest } = await openModelFolder(modelsDir, modelId);
  const place = { modelsDir, id: modelId };
  return { model: await loadTokenModel(place, await loadTokenizer(place), manifest), manifest };
}

/** The tokens of the passes that embedding these passages takes, without running them. */
async function passesOf(
  model: TokenModel,
  manifest: ModelManifest,
  passages: readonly PassageText[],
): Promise<readonly (readonly number[])[]> {
  const { TextEmbedder } = await compiled<typeof TextEmbedders>('index/embedding/text-embedder.js');
  const passes: (readonly number[])[] = [];
  const { dimensions } = manifest;
  const run = (ids: readonly number[]) => {
    passes.push(ids);
    return Promise.resolve({ values: new Float32Array(ids.length * dimensions), dimensions });
  };
  const recorder = new TextEmbedder({ ...model, run }, { manifest, tokenMeans: undefined });
  for (const passage of passages) await recorder.embedPassage(passage);
  return passes;
}
