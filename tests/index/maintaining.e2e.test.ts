import { execFile } from 'node:child_process';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test, vi } from 'vitest';
import { temporaryFolder } from './library/temporary-folder.ts';

// Processes start slowly while other files' tests run.
vi.setConfig({ testTimeout: 120_000 });

const MAIN = fileURLToPath(new URL('../../dist/index/main.js', import.meta.url));

const RIVERS = 'Rivers carry ships. The longest river of Aldland is the Wend.\n';

test('golden questions are recorded with today’s answer, and hold up a build that loses it', async () => {
  const place = await newPlace();
  const question = 'Which river is the longest?';
  const recorded = await run(place, 'golden', 'add', question);
  expect(recorded.out).toContain('a.txt: The longest river of Aldland is the Wend.');
  await run(place, 'golden', 'add', 'Do hills stand still?', '--text', 'Hills  stand\nstill.');
  expect((await run(place, 'golden', 'list')).out).toMatch(
    /^1\. Which river .*\n2\. Do hills stand still\? {2}-> {2}b\.txt: Hills {2}stand.still\.\n$/u,
  );
  expect(await run(place, 'golden', 'check')).toMatchObject({
    code: 0,
    out: '2 of 2 golden questions are answered.\n',
  });

  await writeFile(path.join(place.DOCUMENTS_DIR, 'a.txt'), RIVERS.replace('longest', 'broadest'));
  const refused = await run(place, 'index', '--json', '--yes');
  expect(refused.code).toBe(3);
  const report = objectsOf(refused.out).at(-1);
  expect(report).toMatchObject({
    kind: 'report',
    outcome: 'refused',
    counts: { changed: 1, unchanged: 1 },
    gate: {
      goldenAsked: 2,
      complaints: [{ check: 'golden', says: expect.stringContaining(question), yesHelps: false }],
    },
  });
  expect(objectsOf(refused.out)).toContainEqual(
    expect.objectContaining({ kind: 'progress', phase: 'embed', total: 2 }),
  );
  expect((await run(place, 'library', 'list')).out).toMatch(
    /^refused .*\n +Golden question "Which river is the longest\?".*\nin use /,
  );

  expect((await run(place, 'golden', 'remove', '1')).out).toContain(`Removed: ${question}`);
  expect(await run(place, 'index')).toMatchObject({ code: 0 });
});

test('a library shrinks, empties and goes back only when that is said', async () => {
  const place = await newPlace();
  await rm(path.join(place.DOCUMENTS_DIR, 'b.txt'));
  const refused = await run(place, 'index');
  expect(refused.code).toBe(3);
  expect(refused.out).toMatch(/^removed {4}b\.txt$/m);
  expect(refused.out).toMatch(/^NOT in use: the build .* stays beside/m);
  expect(refused.out).toMatch(/Documents fell from 2 to 1 \(by 50 %\)/);
  expect(refused.out).toMatch(/npm run index -- --yes$/m);
  const shrunk = await run(place, 'index', '--yes');
  expect(shrunk.code).toBe(0);
  expect(shrunk.out).toMatch(/^In use all the same, as you said:$/m);

  await rm(place.DOCUMENTS_DIR, { recursive: true });
  for (const dry of [[], ['--dry-run']]) {
    const emptied = await run(place, 'index', '--json', ...dry);
    expect(emptied.code).toBe(4);
    expect(objectsOf(emptied.out)).toMatchObject([
      { gate: { complaints: [{ check: 'emptied' }] } },
    ]);
  }
  expect(await run(place, 'index', '--allow-empty')).toMatchObject({ code: 0 });
  expect((await run(place, 'library', 'list')).out).toMatch(/^in use .* 0 documents/);

  const back = await run(place, 'library', 'rollback', '--json');
  expect(objectsOf(back.out)).toMatchObject([{ kind: 'rolled-back' }]);
  const listed = objectsOf((await run(place, 'library', 'list', '--json')).out)[0] as {
    current: string;
    builds: { id: string; documents: number; state: string }[];
  };
  expect(listed.builds.map(({ documents, state }) => [documents, state])).toEqual([
    [0, 'kept'],
    [1, 'in use'],
    [2, 'kept'],
  ]);
  const pruned = await run(place, 'library', 'prune', '--keep', '1');
  expect(pruned.out).toBe(`removed  ${listed.builds[2]?.id}\n`);
  const failed = await run(place, 'library', 'rollback', '--json');
  expect({ code: failed.code, said: objectsOf(failed.out) }).toMatchObject({
    code: 1,
    said: [
      { kind: 'failed', error: 'RollbackError', says: expect.stringMatching(/no older build/) },
    ],
  });
});

test('a program is told of mistakes in JSON', async () => {
  const place = await newPlace();
  const libraryDir = path.join(place.DOCUMENTS_DIR, 'a.txt');
  const { code, out } = await run({ ...place, LIBRARY_DIR: libraryDir }, 'index', '--json');
  expect(code).toBe(1);
  expect(objectsOf(out)).toMatchObject([{ kind: 'failed', error: 'LibraryFolderError' }]);
});

test.each([
  ['library', 'list'],
  ['library', 'prune'],
  ['index', '--dry-run'],
])('%s %s says in words that the library’s folder can’t be used', async (...command) => {
  const place = await newPlace();
  const libraryDir = path.join(place.DOCUMENTS_DIR, 'a.txt');
  const { code, err } = await run({ ...place, LIBRARY_DIR: libraryDir }, ...command);
  expect({ code, err }).toEqual({
    code: 1,
    err: `The library's folder ${libraryDir} can't be used: a part of its path is a file. Remove that, or set LIBRARY_DIR to another folder.\n`,
  });
});

test('a damaged file of golden questions is named with its line', async () => {
  const place = await newPlace();
  await writeFile(place.GOLDEN_FILE, '{"question":"a","document":"b","text":"c"}\nnonsense\n');
  const { code, err } = await run(place, 'golden', 'list');
  expect(code).toBe(1);
  expect(err).toMatch(/^Line 2 of .*golden\.jsonl is no golden question/);
  expect(await readFile(place.GOLDEN_FILE, 'utf8')).toContain('nonsense');
});

/** A built library of two documents. */
async function newPlace() {
  const folder = await temporaryFolder();
  const place = {
    DOCUMENTS_DIR: path.join(folder, 'documents'),
    LIBRARY_DIR: path.join(folder, 'library'),
    GOLDEN_FILE: path.join(folder, 'golden.jsonl'),
  };
  await mkdir(place.DOCUMENTS_DIR);
  await writeFile(path.join(place.DOCUMENTS_DIR, 'a.txt'), RIVERS);
  await writeFile(path.join(place.DOCUMENTS_DIR, 'b.txt'), 'Hills stand still.\n');
  expect(await run(place, 'index')).toMatchObject({ code: 0 });
  return place;
}

function objectsOf(lines: string): unknown[] {
  return lines
    .trimEnd()
    .split('\n')
    .map((line): unknown => JSON.parse(line));
}

function run(settings: Readonly<Record<string, string>>, ...args: readonly string[]) {
  return new Promise<{ code: number | null; out: string; err: string }>((resolve) => {
    const options = { env: { ...process.env, ...settings } };
    const child = execFile(process.execPath, [MAIN, ...args], options, (_, out, err) =>
      resolve({ code: child.exitCode, out, err }),
    );
  });
}
