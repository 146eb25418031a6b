import type { PassageText } from '../../../src/index/embedding/embedder.ts';
import type * as ModelFiles from '../../../src/index/embedding/model-files.ts';
import type * as WorkerEmbedder from '../../../src/index/embedding/worker-embedder.ts';
import type { OpenBuild } from '../../../src/index/library/open-build.ts';
import { vectorCount } from '../../../src/index/library/tables.ts';
import type * as OpenLibrary from '../../../src/index/library/open-library.ts';
import type * as PassageTexts from '../../../src/index/library/passage-text.ts';
import type { Ask, AnswerTimes } from '../../../src/retrieval/answer.ts';
import type * as OpenAsk from '../../../src/retrieval/calibration/open-ask.ts';
import { compiled } from '../compiled.ts';
import { type Percentiles, percentilesOf } from '../statistics.ts';
import { type NeighboursMeasured, measureNeighbours } from './neighbours.ts';
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
    await library.wordsLike(ANY_WORD, 1); // all words, collected once: of a million vectors' texts that takes seconds
    await inTurn(ask, questions.slice(0, WARM_UP));
    const times = await inTurn(ask, questions);
    const crowds: Crowd[] = [];
    for (const number of atOnce) crowds.push(await measureCrowd(ask, questions, number));
    const asked = rssMb();
    return {
      passages: library.passageCount,
      vectors: vectorCount(build.tables),
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
const ANY_WORD = 'question';

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

/** Resident memory of this process. */
function rssMb(): number {
  return process.memoryUsage.rss() / 1024 / 1024;
}
