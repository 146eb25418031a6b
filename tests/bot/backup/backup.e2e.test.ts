import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { startBot } from '../../simulator/driver/bot.ts';
import { type Simulator, startSimulator } from '../../simulator/driver/simulator.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 });

const ROOT = path.resolve(import.meta.dirname, '../../..');
const QUESTION = 'How tall was the lighthouse?';

let sim: Simulator;
let folder: string;
beforeAll(async () => {
  sim = await startSimulator();
  folder = await mkdtemp(path.join(tmpdir(), 'backup-'));
});
afterAll(async () => {
  await sim.close();
  await rm(folder, { recursive: true });
});

function backup(args: readonly string[], env: Record<string, string>) {
  const program = path.join(ROOT, 'dist/bot/main.js');
  const run = promisify(execFile);
  return run(process.execPath, [program, 'backup', ...args], { env: { ...process.env, ...env } });
}

test('a backup of a bot that answers meanwhile becomes a bot that remembers its answers', async () => {
  const bot = await startBot(sim);
  const alice = sim.person('Alice', { languageCode: 'en' });
  const asked = alice.says(QUESTION);
  const answer = await alice.expectReply({ to: asked });
  const { documents, library, state } = bot.folders;
  const copy = path.join(folder, 'copy');
  const folders = { DOCUMENTS_DIR: documents, LIBRARY_DIR: library, STATE_DIR: state };
  const making = backup([copy], { ...folders, GOLDEN_FILE: path.join(folder, 'none.jsonl') });
  const others = Array.from({ length: 5 }, (_, at) =>
    sim.person(`Bob ${at}`, { languageCode: 'en' }),
  );
  await Promise.all(others.map((bob) => bob.expectReply({ to: bob.says(QUESTION) })));
  expect((await making).stdout).toMatch(/backup of .*, library \d{8}-/);
  await bot.terminate();

  const places = {
    documents: path.join(folder, 'restored/documents'),
    library: path.join(folder, 'restored/library'),
    state: path.join(folder, 'restored/state'),
  };
  const { stdout } = await backup(['restore', copy], {
    DOCUMENTS_DIR: places.documents,
    LIBRARY_DIR: places.library,
    STATE_DIR: places.state,
    GOLDEN_FILE: path.join(folder, 'restored/golden.jsonl'),
  });
  expect(stdout).toContain('Restored');
  const restored = await startBot(sim, { folders: places });
  // The answer's place is remembered: the edited question edits it, and gets no second one.
  alice.edits(asked, 'Who built it, and when was the lighthouse built?');
  await sim.until(
    () => (sim.calls.some(({ method }) => method === 'editMessageText') ? true : undefined),
    {
      withinMs: 10_000,
      what: 'the answer to be edited',
    },
  );
  expect(answer.text).toContain('one hundred metres');
  await restored.terminate();
});
