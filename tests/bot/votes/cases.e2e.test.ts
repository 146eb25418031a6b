import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { en } from '../../../src/bot/languages/en.ts';
import { type Bot, startBot } from '../../simulator/driver/bot.ts';
import type { Person } from '../../simulator/driver/person.ts';
import { type Simulator, startSimulator } from '../../simulator/driver/simulator.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let sim: Simulator;
let bot: Bot;
let maria: Person;
beforeAll(async () => {
  sim = await startSimulator();
  maria = sim.person('Maria', { languageCode: 'en' });
  bot = await startBot(sim, { env: { ADMIN_IDS: String(maria.user.id) } });
});
afterAll(() => sim.close());

/** Runs one of the project's programs as `npm run` does, over the running bot's folders. */
function run(program: string, ...args: string[]) {
  const { documents, library, state } = bot.folders;
  const env = { DOCUMENTS_DIR: documents, LIBRARY_DIR: library, STATE_DIR: state };
  const main = path.resolve(import.meta.dirname, `../../../dist/${program}/main.js`);
  return promisify(execFile)(process.execPath, [main, ...args], {
    env: { PATH: process.env['PATH'], ...env },
  });
}

test('what people vote on is exported from the running bot, and npm run eval measures it', async () => {
  const alice = sim.person('Alice', { languageCode: 'en' });
  const votes = [
    ['How tall was the lighthouse?', '👍'],
    ['Who built the lighthouse?', en.votes.missedButton],
  ] as const;
  for (const [question, button] of votes) {
    const reply = await alice.expectReply({ to: alice.says(question) });
    await alice.presses(reply, button).answered();
  }
  const file = path.join(bot.folders.state, 'mine.json');
  const exported = await run('bot', 'cases', 'export', file);
  expect(exported.stderr).toContain('Questions with a good answer: 1. To be labelled: 1.');
  const measured = await run('retrieval', 'eval', file, '--json');
  expect(measured.stderr).toContain('Questions left out until somebody labels them: 1.');
  expect(JSON.parse(measured.stdout)).toMatchObject({
    finding: { questions: 1, first: 1, bestSentence: 1 },
  });
});

test('maintainers see votes in /stats, and what was voted down in /gaps with its reason', async () => {
  const bob = sim.person('Bob', { languageCode: 'en' });
  const reply = await bob.expectReply({ to: bob.says('Who ruled when it was built?') });
  await bob.presses(reply, '👎').answered();
  const stats = await maria.expectReply({ to: maria.says('/stats') });
  expect(stats.text).toContain('Votes: good 1, bad 1, not what was asked 1.');
  const gaps = await maria.expectReply({ to: maria.says('/gaps') });
  expect(gaps.text).toContain('Who ruled when it was built?');
  const { message } = await sim.expectMessage(maria.chat);
  const file = sim.world.files.get(message.document?.file_id ?? '')?.bytes.toString();
  expect(file).toMatch(/voted-down {2}Who ruled when it was built\?/);
  expect(file).toMatch(/missed {6}Who built the lighthouse\?/);
});
