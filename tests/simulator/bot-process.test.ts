import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { makeFolders, startBot } from './driver/bot.ts';
import { type Simulator, startSimulator } from './driver/simulator.ts';

// Compiling the schema and starting processes take long on a busy machine.
vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 });

const program = fileURLToPath(new URL('programs/echo.mjs', import.meta.url));

let sim: Simulator;
beforeEach(async () => {
  sim = await startSimulator();
});
afterEach(() => sim.close());

describe('a bot in a process of its own', () => {
  test('is ready when it polls, and answers', async () => {
    await startBot(sim, { program });
    const alice = sim.person('Alice');
    alice.says('hello');
    expect((await alice.expectReply()).text).toBe('hello');
  });

  test('ends on SIGTERM and keeps its output', async () => {
    const bot = await startBot(sim, { program });
    expect(await bot.terminate()).toMatchObject({ code: 0 });
    expect(bot.output).toContain('stopping');
    expect(bot.isRunning).toBe(false);
  });

  test('is killed, restarted, and then gets what was not confirmed', async () => {
    const bot = await startBot(sim, { program });
    await bot.kill9();
    const alice = sim.person('Alice');
    alice.says('still there?');
    await bot.restart();
    expect((await alice.expectReply()).text).toBe('still there?');
  });

  test('fails the wait of a test at once when it dies by itself, with what it said', async () => {
    await startBot(sim, { program });
    const alice = sim.person('Alice');
    alice.says('die');
    await expect(alice.expectReply()).rejects.toThrow('The bot ended by itself (3)');
  });
});

test('folders can be shared by the bots of several simulators', async () => {
  const { folders, remove } = await makeFolders({ 'below/a.txt': 'A document.' });
  const bot = await startBot(sim, { program, folders });
  expect(bot.folders).toEqual(folders);
  expect(await readFile(join(folders.documents, 'below', 'a.txt'), 'utf8')).toBe('A document.');
  await remove();
});

describe('strict mode', () => {
  test('ends the wait of the test whose bot sent a wrong request, and fails its verdict', async () => {
    await startBot(sim, { program });
    const alice = sim.person('Alice');
    alice.says('lie');
    await expect(alice.expectReply()).rejects.toThrow(
      'sendMessage: Bad Request: message text is empty',
    );
    expect(() => sim.verdict()).toThrow('message text is empty');
    sim.violations.forgive(/message text is empty/);
    sim.verdict();
  });
});
