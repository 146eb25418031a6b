import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type Bot, startBot } from '../simulator/driver/bot.ts';
import type { Person } from '../simulator/driver/person.ts';
import { type Simulator, startSimulator } from '../simulator/driver/simulator.ts';
import { build } from './support/rebuilding.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 });

const QUESTION = 'How tall was the lighthouse?';

let sim: Simulator;
let bot: Bot;
let alice: Person;
beforeAll(async () => {
  sim = await startSimulator();
  bot = await startBot(sim);
  alice = sim.person('Alice', { languageCode: 'en' });
});
afterAll(() => sim.close());

test('a build that somebody publishes is answered from within two seconds, and no answer mixes two', async () => {
  const before = await ask();
  await rewrite((text) => text.replaceAll('one hundred', 'two hundred'));
  const building = build(bot);
  let isBuilding = true;
  void building.then(() => (isBuilding = false));
  const meanwhile = [];
  while (isBuilding) meanwhile.push(await ask());
  const publishedAt = performance.now();
  await sim.until(() => (bot.output.includes('answering from a new build') ? true : undefined), {
    withinMs: 2000,
    what: 'a swap',
  });
  expect(performance.now() - publishedAt).toBeLessThan(2000);
  const after = await ask();
  expect(before).toContain('one hundred metres');
  expect(after).toContain('two hundred metres');
  expect(new Set([...meanwhile, after])).toEqual(new Set([before, after]));
});

test('a damaged build leaves the one before in service, and is logged', async () => {
  await rewrite((text) => text.replaceAll('two hundred', 'three hundred'));
  await build(bot);
  await vi.waitFor(async () => expect(await ask()).toContain('three hundred'), 5000);
  const builds = path.join(bot.folders.library, 'builds');
  const current = (await readFile(path.join(bot.folders.library, 'current'), 'utf8')).trim();
  const other = (await readdir(builds)).find((id) => id !== current) ?? '';
  const [file = ''] = (await readdir(path.join(builds, other))).filter((name) =>
    name.startsWith('texts'),
  );
  await writeFile(path.join(builds, other, file), 'damaged');
  await writeFile(path.join(bot.folders.library, 'current'), `${other}\n`);
  await vi.waitFor(() => expect(bot.output).toContain('the one before stays in use'), 5000);
  expect(await ask()).toContain('three hundred metres');
  expect(bot.output).toContain(other);
});

async function ask(): Promise<string> {
  return (await alice.expectReply({ to: alice.says(QUESTION) })).text;
}

async function rewrite(change: (text: string) => string): Promise<void> {
  const file = path.join(bot.folders.documents, 'lighthouse.txt');
  await writeFile(file, change(await readFile(file, 'utf8')));
}
