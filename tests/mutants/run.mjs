/**
 * `npm run mutants [-- words]`: breaks one thing after another in a copy of the project and runs the tests that must notice.
 * A mutant that leaves its tests green survives, and the run fails: then the tests prove less than they seem to.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { BOT_MUTANTS } from './bot.mjs';
import { SIMULATOR_MUTANTS } from './simulator.mjs';

const PROJECT = fileURLToPath(new URL('../../', import.meta.url));
const COPIED = ['src', 'tests', 'package.json', 'tsconfig.json'];
const LINKED = ['node_modules', 'dist', 'data'];
const TEST_TIMEOUT_MS = 120_000;

const words = process.argv.slice(2).join(' ');
const mutants = [...BOT_MUTANTS, ...SIMULATOR_MUTANTS].filter(({ name }) => name.includes(words));
const copy = mkdtempSync(join(tmpdir(), 'mutants-'));
let survivors = 0;
try {
  for (const name of COPIED) cpSync(join(PROJECT, name), join(copy, name), { recursive: true });
  for (const name of LINKED) symlinkSync(join(PROJECT, name), join(copy, name));
  for (const mutant of mutants) survivors += report(mutant, tryOut(mutant));
} finally {
  rmSync(copy, { recursive: true, force: true });
}
console.log(`${mutants.length - survivors} mutants noticed, ${survivors} not`);
process.exitCode = survivors === 0 ? 0 : 1;

/** The names of the tests that fail with the mutant in place. */
function tryOut({ file, from, to, tests, red }) {
  const path = join(copy, file);
  const source = readFileSync(path, 'utf8');
  const count = source.split(from).length - 1;
  if (count !== 1) throw new Error(`${file} holds ${count} times: ${from}`);
  writeFileSync(
    path,
    source.replace(from, () => to),
  );
  try {
    return failedTests(tests, red);
  } finally {
    writeFileSync(path, source);
  }
}

/** Only the tests that must notice are run: others could wait long for what no longer comes. */
function failedTests(tests, red) {
  const report = join(copy, 'report.json');
  rmSync(report, { force: true });
  const vitest = join(PROJECT, 'node_modules', 'vitest', 'vitest.mjs');
  const pattern = red.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const parameters = ['run', ...tests, '-t', pattern, '--reporter=json', `--outputFile=${report}`];
  spawnSync(process.execPath, [vitest, ...parameters], { cwd: copy, timeout: TEST_TIMEOUT_MS });
  const { testResults } = JSON.parse(readFileSync(report, 'utf8'));
  const all = testResults.flatMap(({ assertionResults }) => assertionResults);
  return all.filter(({ status }) => status === 'failed').map(({ fullName }) => fullName);
}

/** Prints one line; 1 when the mutant survived. */
function report({ name, red }, failed) {
  const witness = failed.find((each) => each.includes(red));
  if (witness !== undefined) console.log(`noticed   ${name}: "${witness}"`);
  else
    console.log(`SURVIVED  ${name}: "${red}" stayed green (red: ${failed.join('; ') || 'none'})`);
  return witness === undefined ? 1 : 0;
}
