import type { Embedder, PassageText, Vector } from '../../../src/index/embedding/embedder.ts';
import type * as ModelFiles from '../../../src/index/embedding/model-files.ts';
import type * as WorkerEmbedder from '../../../src/index/embedding/worker-embedder.ts';
import type * as Hnswlib from '../../../src/index/library/hnswlib.ts';
import type { OpenBuild } from '../../../src/index/library/open-build.ts';
import type * as OpenLibrary from '../../../src/index/library/open-library.ts';
import type * as PassageTexts from '../../../src/index/library/passage-text.ts';
import type { Ask, AnswerTimes } from '../../../src/retrieval/answer.ts';
import type * as OpenAsk from '../../../src/retrieval/calibration/open-ask.ts';
import { allVectors } from '../../index/library/all-vectors.ts';
import { compiled } from '../compiled.ts';
import { exactNearest, meanOf, recallOf } from '../recall.ts';
import { type Percentiles, percentilesOf } from '../statistics.ts';
import type { BenchPlaces } from './places.ts';

export interface QuestionsRequest extends BenchPlaces {
  readonly questions: readonly string[];
  /** How many are asked at once, one measurement each. */
  readonly atOnce: readonly number[];
}

export interface QuestionsMeasured {
  readonly passages: number;
  readonly vectors: number;
  /** Milliseconds, wall clock, of the parts of a question, one asked after the other. */
  readonly parts: Readonly<Record<keyof AnswerTimes, Percentiles>>;
  /** From asking to the answer, several waiting at once. */
  readonly crowds: readonly Crowd[];
  readonly neighbours: NeighboursMeasured;
  /** Wall clock from the library's files to a library. */
  readonly openMs: number;
  /** Resident memory of the process: without model and library, with the library, and at the end with both. */
  readonly rssMb: { readonly before: number; readonly opened: number; readonly asked: number };
}

interface Crowd {
  readonly atOnce: number;
  readonly totalMs: Percentiles;
  readonly perSecond: number;
}

/** Nearest vectors as a question looks for them, by the library's own index, and by comparing with all. */
interface NeighboursMeasured {
  readonly limit: number;
  readonly libraryMs: Percentiles;
  readonly exactScanMs: Percentiles;
  /** Share of the ten nearest passages that the library finds too, mean over the questions; copies of vectors left out. */
  readonly recallAt10: number;
}

/** Asks a library questions, in this process, as the bot does. */
export async function measureQuestions(request: QuestionsRequest): Promise<QuestionsMeasured> {
  const { modelsDir, modelId, questions, atOnce } = request;
  const before = rssMb();
  const since = performance.now();
  const build = await openBuild(request);
  const openMs = performance.now() - since;
  const opened = rssMb();
  const { openEmbedder } = await compiled<typeof WorkerEmbedder>(
    'index/embedding/worker-embedder.js',
  );
  const { openAsk } = await compiled<typeof OpenAsk>('retrieval/calibration/open-ask.js');
  const embedder = await openEmbedder({ modelsDir, modelId });
  try {
    const { library } = build;
    const ask = await openAsk(modelsDir, { useLibrary: (work) => work(library), embedder });
    await inTurn(ask, questions.slice(0, WARM_UP));
    const times = await inTurn(ask, questions);
    const crowds: Crowd[] = [];
    for (const number of atOnce) crowds.push(await measureCrowd(ask, questions, number));
    const asked = rssMb();
    return {
      passages: library.passageCount,
      vectors: vectorsOf(build).length,
      openMs,
      parts: percentilesByPart(times),
      crowds,
      neighbours: await measureNeighbours(build, embedder, questions),
      rssMb: {
        before,
        opened,
        asked,
      },
    };
  } finally {
    await embedder.close();
  }
}

/** What a build embeds: the texts of the library's passages. */
export async function passageTextsOf(places: BenchPlaces): Promise<PassageText[]> {
  const { library } = await openBuild(places);
  const { passageText } = await compiled<typeof PassageTexts>('index/library/passage-text.js');
  return Array.from({ length: library.passageCount }, (_, at) => passageText(library, at));
}

const WARM_UP = 20;

async function openBuild({ modelsDir, modelId, libraryDir }: BenchPlaces): Promise<OpenBuild> {
  const files = await compiled<typeof ModelFiles>('index/embedding/model-files.js');
  const { openLibrary } = await compiled<typeof OpenLibrary>('index/library/open-library.js');
  const model = files.embeddingModel(await files.openModelFolder(modelsDir, modelId));
  const opened = await openLibrary(libraryDir, { model, settings: undefined });
  if (opened.kind !== 'open') throw new Error(`${opened.reason} ${opened.advice}`);
  return opened;
}

async function inTurn(ask: Ask, questions: readonly string[]): Promise<AnswerTimes[]> {
  const times: AnswerTimes[] = [];
  for (const question of questions) times.push((await ask(question)).ms);
  return times;
}

function percentilesByPart(times: readonly AnswerTimes[]): QuestionsMeasured['parts'] {
  const of = (part: keyof AnswerTimes) => percentilesOf(times.map((ms) => ms[part]));
  return {
    total: of('total'),
    embed: of('embed'),
    search: of('search'),
    neighbours: of('neighbours'),
    words: of('words'),
    rank: of('rank'),
    excerpt: of('excerpt'),
  };
}

/** So many wait at any time, until all questions are answered; a larger crowd asks them more than once. */
async function measureCrowd(
  ask: Ask,
  questions: readonly string[],
  atOnce: number,
): Promise<Crowd> {
  const asked = Math.max(questions.length, 2 * atOnce);
  const totalMs: number[] = [];
  let next = 0;
  const person = async () => {
    while (next < asked) {
      const question = questions[next % questions.length] ?? '';
      next += 1;
      const since = performance.now();
      await ask(question);
      totalMs.push(performance.now() - since);
    }
  };
  const since = performance.now();
  await Promise.all(Array.from({ length: atOnce }, person));
  const seconds = (performance.now() - since) / 1000;
  return { atOnce, totalMs: percentilesOf(totalMs), perSecond: asked / seconds };
}

/** Passages that a question asks the library for. */
const LIMIT = 60;
/** Vectors that a scan is asked for then: `VECTORS_PER_PASSAGE` of library-view.ts for each. */
const SCANNED = 240;
/** Comparing with a million vectors takes long. */
const MOST_COMPARED = 100;

async function measureNeighbours(
  build: OpenBuild,
  embedder: Embedder,
  questions: readonly string[],
): Promise<NeighboursMeasured> {
  const { createExactScan } = await compiled<typeof Hnswlib>('index/library/hnswlib.js');
  const { library } = build;
  const vectors = vectorsOf(build);
  const scan = createExactScan(library.model.dimensions, vectors.length);
  for (const vector of vectors) scan.add(vector);
  const distinct = distinctLabels(vectors);
  const recalls: number[] = [];
  const [libraryMs, exactScanMs]: [number[], number[]] = [[], []];
  for (const question of questions.slice(0, MOST_COMPARED)) {
    const { vector } = await embedder.embedQuestion(question);
    const since = performance.now();
    const near = await library.nearest(vector, LIMIT);
    const found = performance.now();
    scan.nearest(vector, SCANNED);
    libraryMs.push(found - since);
    exactScanMs.push(performance.now() - found);
    const exact = exactPassages(build, distinct, vector);
    recalls.push(
      recallOf(
        near.map(({ similarity }) => similarity),
        exact,
      ),
    );
  }
  return {
    limit: LIMIT,
    recallAt10: meanOf(recalls),
    libraryMs: percentilesOf(libraryMs),
    exactScanMs: percentilesOf(exactScanMs),
  };
}

/** Similarities of the ten nearest passages: each is as near as its nearest vector. */
function exactPassages(
  { tables }: OpenBuild,
  { labels, vectors }: Distinct,
  asked: Vector,
): readonly number[] {
  const { passageCount, owners } = tables;
  const seen = new Set<number>();
  return exactNearest(vectors, asked, SCANNED)
    .filter(({ label: at }) => {
      const label = labels[at] ?? at;
      const passage =
        label < passageCount ? label : (owners.columns.passage[label - passageCount] ?? label);
      return !seen.has(passage) && seen.add(passage);
    })
    .slice(0, 10)
    .map(({ similarity }) => similarity);
}

interface Distinct {
  readonly labels: readonly number[];
  readonly vectors: readonly Vector[];
}

/** The first of equal vectors speaks for all of them in a library. */
function distinctLabels(all: readonly Vector[]): Distinct {
  const known = new Set<string>();
  const isNew = (vector: Vector) => known.size < known.add(vector.slice(0, TELLING).join()).size;
  const labels = [...all.keys()].filter((label) => isNew(all[label] ?? new Float32Array()));
  return { labels, vectors: labels.map((label) => all[label] ?? new Float32Array()) };
}

/** Numbers of two vectors that are never all equal by accident. */
const TELLING = 4;

function vectorsOf(build: OpenBuild): readonly Vector[] {
  const vectors = allVectors(build);
  const { dimensions } = build.library.model;
  return Array.from({ length: vectors.length / dimensions }, (_, label) =>
    vectors.subarray(label * dimensions, (label + 1) * dimensions),
  );
}

/** Resident memory of this process. */
function rssMb(): number {
  return process.memoryUsage.rss() / 1024 / 1024;
}
