import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { listFolder } from '../../src/index/documents/folder.ts';
import { readEnvironment, readIndexSettings } from '../../src/index/settings.ts';
import { readEvalFolder } from '../../src/retrieval/eval/eval-folder.ts';
import { runBench } from './bench.ts';
import { fromAllOver } from './statistics.ts';
import { renderBench } from './table.ts';

// npm run bench: speed and memory of building, asking and opening, beside what they could be at best and what most people
// would write. BENCH_USAGE says what can be asked for.

const BENCH_USAGE = `npm run bench -- [--eval FOLDER] [--rounds N] [--questions N] [--passages N] [--short] [--json FILE]
  --eval FOLDER    documents and questions, as for npm run eval; the set about the first document unless told
  --rounds N       everything is measured so often; 3 unless told
  --questions N    asked in each round; 200 unless told
  --passages N     size of the synthetic library that is asked too; 10000 unless told, 0 for none
  --short          one round, 20 questions, no synthetic library: what CI runs
  --json FILE      writes the report there too: tests/bench/report.ts says what is in it
`;

const FIRST_DOCUMENT = path.resolve(import.meta.dirname, '../retrieval/eval/first-document');

const { values } = parseArgs({
  options: {
    eval: { type: 'string', default: FIRST_DOCUMENT },
    rounds: { type: 'string' },
    questions: { type: 'string' },
    passages: { type: 'string' },
    short: { type: 'boolean', default: false },
    json: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});
const size = values.short
  ? { rounds: 1, questions: 20, passages: 0 }
  : { rounds: 3, questions: 200, passages: 10_000 };

if (values.help) process.stdout.write(BENCH_USAGE);
else await bench();

async function bench(): Promise<void> {
  const settings = readIndexSettings(readEnvironment());
  const { set, documentsDir } = await readEvalFolder(values.eval, settings.documentsDir);
  const folder = await mkdtemp(path.join(tmpdir(), 'bench-'));
  try {
    const report = await runBench({
      places: {
        modelsDir: settings.modelsDir,
        modelId: settings.embeddingModel,
        documentsDir,
        libraryDir: path.join(folder, 'library'),
      },
      folder,
      texts: await plainTexts(documentsDir),
      questions: fromAllOver(
        set.questions.map(({ question }) => question.replaceAll(/\s+/gu, ' ')),
        Number(values.questions ?? size.questions),
      ),
      rounds: Number(values.rounds ?? size.rounds),
      passages: Number(values.passages ?? size.passages),
      tell: (line) => process.stderr.write(`${line}\n`),
    });
    process.stdout.write(renderBench(report));
    if (values.json !== undefined) {
      await writeFile(values.json, `${JSON.stringify(report, undefined, 2)}\n`);
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** For the plain recipe, which reads no other formats. */
async function plainTexts(documentsDir: string): Promise<string[]> {
  const files = await listFolder(documentsDir);
  const plain = files.filter(({ path: file }) => /\.(txt|md)$/i.test(file));
  return await Promise.all(plain.map(({ path: file }) => readFile(file, 'utf8')));
}
