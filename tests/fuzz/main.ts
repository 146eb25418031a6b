// npm run fuzz -- --seconds 60 [--seed 1] [--format .pdf] [--sample NAME --seed N --count 1]
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { fuzzedFile } from './fuzzed-file.ts';
import { type FuzzOutcome, Fuzzing } from './fuzzing.ts';
import type { FuzzRequest } from './messages.ts';
import { readSamples, type Sample } from './samples.ts';

/** So many files of a format may be late: a parser that others wrote does some things as often as a file tells it to. */
const MOST_LATE = 1;
const MOST_LATE_SHARE = 0.01;

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '60' },
    count: { type: 'string', default: 'Infinity' },
    seed: { type: 'string', default: String(Math.floor(Math.random() * 1e9)) },
    format: { type: 'string' },
    sample: { type: 'string' },
  },
});

/** How the files of one format fared. */
interface Tally {
  files: number;
  refused: number;
  late: number;
  slowestMs: number;
  peakBytes: number;
  failed: number;
}

const all = readSamples();
const chosen = all.filter(
  ({ name, ending }) =>
    (values.format === undefined || ending === values.format) &&
    (values.sample === undefined || name === values.sample),
);
if (chosen.length === 0)
  throw new Error('There is no such sample; look into tests/index/documents/samples.');

const formats = Array.from(new Set(chosen.map(({ ending }) => ending)));

/** The samples of a format take turns. */
function requestOf(samples: readonly Sample[], turn: number): FuzzRequest {
  return { sample: samples[turn % samples.length]?.name ?? '', seed: Number(values.seed) + turn };
}

let folder: string | undefined;

function keep(request: FuzzRequest, outcome: FuzzOutcome): void {
  folder ??= mkdtempSync(path.join(tmpdir(), 'fuzz-'));
  const { bytes } = fuzzedFile(all, request);
  const file = path.join(folder, `${request.seed}${path.extname(request.sample)}`);
  writeFileSync(file, bytes);
  console.log(
    `${outcome.outcome.toUpperCase()}: ${request.sample} with seed ${request.seed}: ${outcome.failure}`,
  );
  console.log(`  kept as ${file}; again with:`);
  console.log(`  npm run fuzz -- --sample ${request.sample} --seed ${request.seed} --count 1`);
}

function count(tally: Tally, outcome: FuzzOutcome): void {
  tally.files += 1;
  if (outcome.outcome === 'refused') tally.refused += 1;
  if (outcome.outcome === 'late') tally.late += 1;
  if (outcome.outcome === 'failed') tally.failed += 1;
  tally.slowestMs = Math.max(tally.slowestMs, outcome.ms);
  tally.peakBytes = Math.max(tally.peakBytes, outcome.memoryBytes ?? 0);
}

/** Each format has a process of its own, so that the memory is its own too. */
async function fuzzFormat(format: string): Promise<Tally> {
  const samples = chosen.filter(({ ending }) => ending === format);
  const tally = { files: 0, refused: 0, late: 0, failed: 0, slowestMs: 0, peakBytes: 0 };
  const fuzzing = new Fuzzing();
  const until = performance.now() + (Number(values.seconds) * 1000) / formats.length;
  for (let turn = 0; turn < Number(values.count) && performance.now() < until; turn++) {
    const request = requestOf(samples, turn);
    const outcome = await fuzzing.read(request);
    count(tally, outcome);
    if (outcome.failure !== undefined) keep(request, outcome);
  }
  fuzzing.close();
  return tally;
}

console.log(`seed ${values.seed}`);
let failures = 0;
for (const format of formats) {
  const { files, refused, late, failed, slowestMs, peakBytes } = await fuzzFormat(format);
  const figures = `${files} files, ${refused} refused, ${late} late, ${failed} failed`;
  const costs = `slowest ${Math.round(slowestMs)} ms, peak ${Math.round(peakBytes / 1024 / 1024)} MB`;
  console.log(`${format.padEnd(6)} ${figures}, ${costs}`);
  failures += failed + (late > MOST_LATE + files * MOST_LATE_SHARE ? late : 0);
}
process.exit(failures > 0 ? 1 : 0);
