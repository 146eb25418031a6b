import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readdir } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { openLibrary } from '../../../src/index/library/open-library.ts';
import { librarySettings } from '../../../src/index/library/refresh-library.ts';
import { temporaryFolder } from './temporary-folder.ts';

const BUILDER = fileURLToPath(new URL('endless-builder.mjs', import.meta.url));
const MODEL = { id: 'toy', sha256: 'a'.repeat(64), dimensions: 16, maxTokens: 128 };

/** `KILLS=100 npx vitest run tests/index/library/killed-builds.test.ts` for more. */
const KILLS = Number(process.env['KILLS'] ?? 20);

/** Longer than a build takes, so that all of its moments come up. */
const LONGEST_LIFE_MS = 250;

test(
  `after each of ${KILLS} kills at any moment of a build, a whole library answers`,
  { timeout: 60_000 + KILLS * 15_000 },
  async () => {
    const folder = await temporaryFolder();
    await mkdir(path.join(folder, 'documents'));
    let published = 0;
    let beforeReport = 0;
    let waiting = startBuilder(folder);
    for (let kill = 0; kill < KILLS; kill += 1) {
      const builder = waiting;
      waiting = startBuilder(folder); // gets ready meanwhile
      const lifeMs = (kill / KILLS) * LONGEST_LIFE_MS;
      const built = await buildUntilKilled(builder, published + 1, lifeMs);
      const version = await versionThatAnswers(folder);
      // The last one that was reported, or the next, whose report the kill came before.
      expect([built, built + 1]).toContain(version);
      beforeReport += version - built;
      published = version;
    }
    process.stderr.write(
      `${KILLS} kills: ${published} versions published, ${beforeReport} killed between that and its report, none broken\n`,
    );
    const builds = await readdir(path.join(folder, 'library', 'builds'));
    expect(builds.filter((name) => !name.startsWith('.')).length).toBeLessThanOrEqual(4);
  },
);

function startBuilder(folder: string): ChildProcess {
  const builder = fork(BUILDER, [folder], { stdio: 'inherit' });
  onTestFinished(() => void builder.kill('SIGKILL'));
  return builder;
}

/** @returns the last version that was reported as published */
async function buildUntilKilled(builder: ChildProcess, first: number, lifeMs: number) {
  builder.send(first);
  let version = Number.NaN;
  builder.on('message', (published) => (version = Number(published)));
  const exited = once(builder, 'exit');
  await Promise.race([once(builder, 'message'), exited]);
  setTimeout(() => builder.kill('SIGKILL'), lifeMs);
  const [code, signal] = (await exited) as [number | null, string | null];
  expect({ code, signal }).toEqual({ code: null, signal: 'SIGKILL' });
  return version;
}

/** Asks by vector and by word, and reads every document: all must be of one version. */
async function versionThatAnswers(folder: string): Promise<number> {
  const opened = await openLibrary(path.join(folder, 'library'), {
    model: MODEL,
    settings: librarySettings({ maxFileBytes: 10_000 }),
  });
  if (opened.kind !== 'open') throw new Error(opened.reason);
  const { library } = opened;
  const versions = library.documents.map(({ length }, document) =>
    Number(/version (\d+)/.exec(library.text(document, { start: 0, end: length }))?.[1]),
  );
  expect(new Set(versions).size).toBe(1);
  const [nearest] = await library.nearest(library.passageVector(1), 1);
  expect(nearest?.passage).toBe(1);
  expect(await library.findWords({ terms: [String(versions[0])], limit: 3 })).toHaveLength(3);
  return versions[0] ?? Number.NaN;
}
