import { makeSynthetic, syntheticPlaces } from '../scale/synthetic/synthetic-library.ts';
import { startMachine } from './machine.ts';
import type { BuildMeasured } from './parts/build.ts';
import { type OpeningMeasured, measureOpening } from './parts/opening.ts';
import type { BenchPlaces } from './parts/places.ts';
import type { PlainMeasured } from './parts/plain-recipe.ts';
import type { QuestionsMeasured } from './parts/questions.ts';
import type { RawMeasured } from './parts/raw-model.ts';
import { type BenchReport, reportOf } from './report.ts';
import { runPart } from './run-part.ts';

export interface BenchRequest {
  /** The library is built there. */
  readonly places: BenchPlaces;
  /** For the synthetic library. */
  readonly folder: string;
  /** Of the documents, for the plain recipe. */
  readonly texts: readonly string[];
  readonly questions: readonly string[];
  readonly rounds: number;
  /** Of the synthetic library; 0: there is none. */
  readonly passages: number;
  readonly tell: (line: string) => void;
}

/** How many wait for an answer at once. */
const AT_ONCE = [1, 10, 100];

/** Times that a process is started for its first answer, in each round. */
const OPENINGS = 3;

/**
 * Measures everything round after round, so that a machine that grows slower meanwhile does so for all of it, each part
 * in a process of its own.
 */
export async function runBench(request: BenchRequest): Promise<BenchReport> {
  const { places, texts, questions, rounds, tell } = request;
  const machine = startMachine();
  const builds: BuildMeasured[] = [];
  const raws: RawMeasured[] = [];
  const plains: PlainMeasured[] = [];
  const libraries: Asked[] = [{ name: 'documents', places, questions: [], openings: [] }];
  for (let round = 1; round <= rounds; round += 1) {
    tell(`Round ${round} of ${rounds}: build`);
    builds.push(await runPart('build', places));
    if (round === 1) libraries.push(...(await synthetics(request, builds)));
    tell(`Round ${round} of ${rounds}: raw model`);
    const passages = await runPart('passage-texts', places);
    raws.push(await runPart('raw-model', { ...places, passages, questions }));
    tell(`Round ${round} of ${rounds}: plain recipe`);
    plains.push(await runPart('plain-recipe', { ...places, texts, questions }));
    for (const library of libraries) {
      tell(`Round ${round} of ${rounds}: questions to ${library.name}`);
      await ask(library, questions);
    }
  }
  return reportOf({ machine: await machine(), builds, raws, plains, libraries });
}

interface Asked {
  readonly name: string;
  readonly places: BenchPlaces;
  readonly questions: QuestionsMeasured[];
  readonly openings: OpeningMeasured[];
}

async function ask(library: Asked, questions: readonly string[]): Promise<void> {
  const { places } = library;
  library.questions.push(await runPart('questions', { ...places, questions, atOnce: AT_ONCE }));
  for (let time = 0; time < OPENINGS; time += 1) {
    library.openings.push(await measureOpening(places, questions[time] ?? 'What is it about?'));
  }
}

/** The library of so many passages, made of the documents' own. */
async function synthetics(
  { places, folder, passages, tell }: BenchRequest,
  [built]: readonly BuildMeasured[],
): Promise<Asked[]> {
  if (passages === 0 || built === undefined) return [];
  const vectors = Math.ceil((passages * built.vectors) / built.passages);
  const name = `${passages} passages`;
  tell(`Making a library of ${name} (${vectors} vectors)`);
  const request = { base: places, folder, vectors };
  await makeSynthetic(request);
  return [{ name, places: syntheticPlaces(request), questions: [], openings: [] }];
}
