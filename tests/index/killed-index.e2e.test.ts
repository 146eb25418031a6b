import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import type { Embedder } from '../../src/index/embedding/embedder.ts';
import { openEmbedder } from '../../src/index/embedding/worker-embedder.ts';
import { using } from '../../src/index/library/library.ts';
import { openLibrary } from '../../src/index/library/open-library.ts';
import { createAsk } from '../../src/retrieval/ask.ts';
import { temporaryFolder } from './library/temporary-folder.ts';

const MAIN = fileURLToPath(new URL('../../dist/index/main.js', import.meta.url));
const MODELS = fileURLToPath(new URL('../../data/models', import.meta.url));

/** `KILLS=100 npx vitest run tests/index/killed-index.e2e.test.ts` for more. */
const KILLS = Number(process.env['KILLS'] ?? 6);

test(
  `after each of ${KILLS} kills of npm run index, the library before or the new one answers`,
  { timeout: 120_000 + KILLS * 60_000 },
  async () => {
    const place = await newPlace();
    await place.write(0);
    let wholeMs = await place.untilDone();
    const embedder = await openEmbedder({ modelsDir: MODELS, modelId: 'multilingual-e5-small' });
    onTestFinished(() => embedder.close());
    const answered = { before: 0, new: 0 };
    let answering = 0;
    let edition = 0;
    for (let kills = 0; kills < KILLS;) {
      edition += 1;
      await place.write(edition);
      const lifeMs = (wholeMs * (kills + 0.5)) / KILLS;
      const { wasKilled, ms } = await place.killedAfter(lifeMs);
      // It ended before its time: no kill, and a measure of how long a build takes now.
      if (!wasKilled) wholeMs = ms;
      const version = await versionThatAnswers(place.library, embedder);
      expect(wasKilled ? [answering, edition] : [edition]).toContain(version);
      if (wasKilled) {
        answered[version === edition ? 'new' : 'before'] += 1;
        kills += 1;
      }
      answering = version;
    }
    process.stderr.write(`${KILLS} kills, who answered: ${JSON.stringify(answered)}\n`);
    await place.write(edition + 1);
    await place.untilDone();
    expect(await versionThatAnswers(place.library, embedder)).toBe(edition + 1);
    expect((await readdir(path.join(place.library, 'builds'))).length).toBeLessThanOrEqual(3);
  },
);

async function newPlace() {
  const folder = await temporaryFolder();
  const documents = path.join(folder, 'documents');
  const library = path.join(folder, 'library');
  await mkdir(documents);
  const env = {
    ...process.env,
    DOCUMENTS_DIR: documents,
    LIBRARY_DIR: library,
    GOLDEN_FILE: path.join(folder, 'golden.jsonl'),
  };
  const start = (): ChildProcess => {
    const child = spawn(process.execPath, [MAIN, 'index'], { env, stdio: 'ignore' });
    onTestFinished(() => void child.kill('SIGKILL'));
    return child;
  };
  return {
    library,
    async write(version: number) {
      for (const town of ['Aldmouth', 'Barrow', 'Cove']) {
        const text = `The harbour of ${town} is described in edition ${version}.\n\nShips of ${town} carry grain.\n`;
        await writeFile(path.join(documents, `${town}.txt`), text);
      }
    },
    async untilDone(): Promise<number> {
      const startedAt = performance.now();
      expect(await once(start(), 'exit')).toEqual([0, null]);
      return performance.now() - startedAt;
    },
    async killedAfter(lifeMs: number) {
      const startedAt = performance.now();
      const child = start();
      const exited = once(child, 'exit');
      const timer = setTimeout(() => child.kill('SIGKILL'), lifeMs);
      const [code] = (await exited) as [number | null];
      clearTimeout(timer);
      expect([0, null]).toContain(code);
      return { wasKilled: code === null, ms: performance.now() - startedAt };
    },
  };
}

/** Asks as people do, and reads every document: all must be of one edition. */
async function versionThatAnswers(libraryDir: string, embedder: Embedder): Promise<number> {
  const opened = await openLibrary(libraryDir, { model: embedder.model, settings: undefined });
  if (opened.kind !== 'open') throw new Error(opened.reason);
  const { library } = opened;
  try {
    const { excerpts } = await createAsk({ useLibrary: using(library), embedder })(
      'Which edition describes the harbour of Barrow?',
      { limit: 3 },
    );
    const texts = library.documents.map(({ length }, at) =>
      library.text(at, { start: 0, end: length }),
    );
    const [answer] = excerpts;
    const editions = [...texts, answer?.text ?? ''].map((text) => /edition (\d+)/.exec(text)?.[1]);
    expect(new Set(editions).size).toBe(1);
    expect(answer?.document).toBe('Barrow.txt');
    return Number(editions[0]);
  } finally {
    opened.close();
  }
}
