import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { readEnvironment, readIndexSettings } from '../../src/index/settings.ts';
import { readEvalFolder } from '../../src/retrieval/eval/eval-folder.ts';
import { type Machine, startMachine } from '../bench/machine.ts';
import type { BenchPlaces } from '../bench/parts/places.ts';
import { runPart } from '../bench/run-part.ts';
import { fromAllOver } from '../bench/statistics.ts';
import { plotScale, renderGrowth } from './plot-scale.ts';
import { renderGrown } from './grown.ts';
import { renderLikeness } from './likeness.ts';
import { renderEfs } from './search-efs.ts';
import { renderSweep } from './sweep.ts';
import { syntheticPlaces } from './synthetic/synthetic-library.ts';
import { type ScaleRow, type SyntheticBuilt, builtFile, renderScale } from './vectors.ts';

// npm run scale -- vectors [--eval FOLDER] [--sizes 1000,10000,100000,1000000] [--folder DIR] [--json FILE] [--plot FILE]
//   [--questions 300] [--sweep | --efs | --grown | --likeness]
// builds synthetic libraries of the folder's documents (as for npm run eval) and asks them its questions: what building,
// opening, a question and memory cost as a library grows, and what the graph finds. Libraries stay in --folder and are
// asked again next time. Instead, --sweep measures graphs of several shapes over each library's vectors, --efs each
// library's own graph with one ef and another, --grown graphs of which documents were replaced, round by round, --likeness how like
// real vectors the made ones are.
// What is chosen by measuring is chosen with every other question, and what is reported is measured with the rest.

/** What --json writes. */
interface ScaleReport {
  readonly machine: Machine;
  readonly rows: readonly ScaleRow[];
}

const { values } = parseArgs({
  args: process.argv.slice(3),
  options: {
    eval: {
      type: 'string',
      default: path.resolve(import.meta.dirname, '../retrieval/eval/first-document'),
    },
    sizes: { type: 'string', default: '1000,10000,100000,1000000' },
    folder: { type: 'string', default: path.join(tmpdir(), 'excerpt-bot-scale') },
    questions: { type: 'string', default: '300' },
    json: { type: 'string' },
    plot: { type: 'string' },
    sweep: { type: 'boolean', default: false },
    efs: { type: 'boolean', default: false },
    grown: { type: 'boolean', default: false },
    likeness: { type: 'boolean', default: false },
  },
});

const settings = readIndexSettings(readEnvironment());
const { set, documentsDir } = await readEvalFolder(values.eval, settings.documentsDir);
const isChoosing = values.sweep || values.efs;
const questions = fromAllOver(
  set.questions.filter((_, at) => (at % 2 === 0) === isChoosing),
  Number(values.questions),
).map(({ question }) => question.replaceAll(/\s+/gu, ' '));
const base: BenchPlaces = {
  modelsDir: settings.modelsDir,
  modelId: settings.embeddingModel,
  documentsDir,
  libraryDir: path.join(values.folder, 'base'),
};
const sizes = values.sizes.split(',').map(Number);

if (!existsSync(base.libraryDir)) await runPart('build', base);
if (isChoosing || values.grown || values.likeness) await compare();
else await report();

async function compare(): Promise<void> {
  for (const vectors of sizes) {
    await built(vectors);
    const places = { ...syntheticPlaces({ base, folder: values.folder, vectors }), questions };
    if (values.sweep) process.stdout.write(renderSweep(await runPart('sweep', places)));
    if (values.grown) process.stdout.write(renderGrown(await runPart('grown', places)));
    if (values.likeness) process.stdout.write(renderLikeness(await runPart('likeness', places)));
    if (values.efs) process.stdout.write(renderEfs(await runPart('search-efs', places)));
  }
}

async function report(): Promise<void> {
  const machine = startMachine();
  const rows: ScaleRow[] = [];
  for (const vectors of sizes) {
    process.stderr.write(`${vectors} vectors\n`);
    const places = syntheticPlaces({ base, folder: values.folder, vectors });
    rows.push({
      built: await built(vectors),
      raw: await runPart('raw-model', { ...places, passages: [], questions }),
      questions: await runPart('questions', { ...places, questions, atOnce: [] }),
    });
    await keep({ machine: await machine(), rows });
  }
  process.stdout.write(renderScale(rows));
  const [first, last] = [rows[0], rows.at(-1)];
  if (first && last && first !== last) process.stdout.write(renderGrowth(first, last));
}

/** After each size: a million vectors take an hour, and what was measured by then is not lost with them. */
async function keep(scale: ScaleReport): Promise<void> {
  const { json, plot } = values;
  if (json !== undefined) await writeFile(json, `${JSON.stringify(scale, undefined, 2)}\n`);
  if (plot !== undefined) await writeFile(plot, plotScale(scale.rows));
}

/** Built now, or what it took when it was. */
async function built(vectors: number): Promise<SyntheticBuilt> {
  const { folder } = values;
  const file = builtFile(folder, vectors);
  if (!existsSync(file)) return await runPart('build-of-size', { base, folder, vectors });
  return JSON.parse(await readFile(file, 'utf8')) as SyntheticBuilt;
}
