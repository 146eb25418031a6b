import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { en } from '../../../src/bot/languages/en.ts';
import { type Bot, startBot } from '../../simulator/driver/bot.ts';
import type { Reply } from '../../simulator/driver/reply.ts';
import { type Simulator, startSimulator } from '../../simulator/driver/simulator.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let sim: Simulator;
let bot: Bot;
beforeAll(async () => {
  sim = await startSimulator();
  bot = await startBot(sim, {
    documents: {
      'fleet/ships.txt': 'The ships\n\nThe ferry to the island leaves at nine in the morning.\n',
      'town/votes.txt': 'The votes\n\nEvery resident above sixteen may vote in the town.\n',
    },
  });
});
afterAll(() => sim.close());

test('a group sees its folder of the real library, and what is added to it later', async () => {
  const alice = sim.person('Alice', { languageCode: 'en' });
  const group = sim.supergroup('Sailors', { members: [alice] });
  const asks = (question: string): Promise<Reply> =>
    alice.expectReply({ in: group, to: alice.says(`/ask ${question}`, { in: group }) });
  expect((await asks('Who may vote in the town?')).text).toContain('above sixteen');
  const menu = await alice.expectReply({ in: group, to: alice.says('/settings', { in: group }) });
  await alice.presses(menu, en.settings.names.folder).answered();
  const folders = await alice.expectEdit(menu);
  expect(folders.buttons.flat()).toContain('\u2068town\u2069');
  await alice.presses(folders, '\u2068fleet\u2069').answered();
  expect((await asks('Who may vote in this town?')).text).not.toContain('above sixteen');
  expect((await asks('When does the ferry to the island leave?')).text).toContain('nine');

  await mkdir(path.join(bot.folders.documents, 'fleet', 'new'));
  await writeFile(
    path.join(bot.folders.documents, 'fleet', 'new', 'captains.txt'),
    'The captains\n\nThe captain of the ferry is called Ottilie Brand.\n',
  );
  await bot.terminate();
  await bot.restart();
  expect((await asks('What is the captain of the ferry called?')).text).toContain('Ottilie');
});
