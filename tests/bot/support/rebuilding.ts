import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { expect } from 'vitest';
import type { Bot } from '../../simulator/driver/bot.ts';
import type { Simulator } from '../../simulator/driver/simulator.ts';

const ROOT = path.resolve(import.meta.dirname, '../../..');

/** The maintainer's `npm run index`, beside a bot that goes on answering. */
export async function build({ folders }: Bot): Promise<void> {
  const child = spawn(process.execPath, [path.join(ROOT, 'dist/index/main.js'), 'index', '--yes'], {
    cwd: ROOT,
    env: {
      ...process.env,
      DOCUMENTS_DIR: folders.documents,
      LIBRARY_DIR: folders.library,
      STATE_DIR: folders.state,
    },
    stdio: 'ignore',
  });
  const [code] = (await once(child, 'close')) as [number];
  expect(code).toBe(0);
}

/** Builds, and waits until the bot answers from the new library. */
export async function rebuild(sim: Simulator, bot: Bot): Promise<void> {
  const swaps = () => bot.output.split('answering from a new build').length;
  const before = swaps();
  await build(bot);
  await sim.until(() => (swaps() > before ? true : undefined), {
    withinMs: 10_000,
    what: 'a swap',
  });
}
