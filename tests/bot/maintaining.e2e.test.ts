import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { en } from '../../src/bot/maintaining/languages/en.ts';
import { type Bot, startBot } from '../simulator/driver/bot.ts';
import type { Person } from '../simulator/driver/person.ts';
import type { Reply } from '../simulator/driver/reply.ts';
import { type Simulator, startSimulator } from '../simulator/driver/simulator.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let sim: Simulator;
let bot: Bot;
let maria: Person;
beforeAll(async () => {
  sim = await startSimulator();
  maria = sim.person('Maria', { languageCode: 'en' });
  bot = await startBot(sim, { env: { ADMIN_IDS: String(maria.user.id) } });
});
afterAll(() => sim.close());

const BRIDGE = `The bridge

The bridge over the river Arda was opened in 1931. It carries trains and bicycles.
`;

describe('a maintainer', () => {
  test('adds a document from the chat, and its text answers at once', async () => {
    const offer = await offered('bridge.txt', BRIDGE);
    expect(offer.text).toContain('would be a new document');
    expect(offer.text).toMatch(/1 passage, \d+ characters, language: en/);
    expect(offer.text).toContain('The bridge');
    expect(offer.buttons).toEqual([[en.addButton, en.discardButton]]);
    const report = await confirmed(offer);
    expect(report.text).toContain('The new library is in use: 2 documents');
    const answer = await maria.expectReply({ to: maria.says('When was the bridge opened?') });
    expect(answer.text).toContain('opened in 1931');
    expect(await audited()).toContainEqual(
      expect.objectContaining({ action: 'add', what: 'uploads/bridge.txt', outcome: 'published' }),
    );
  });
});

/** What the bot makes of a file, when it has looked at it. */
async function offered(name: string | undefined, text: string | Buffer): Promise<Reply> {
  const sent = maria.uploads({ name, bytes: Buffer.from(text) });
  const looking = await maria.expectReply({ to: sent });
  return maria.expectEdit(looking);
}

/** Adds what was offered. @returns the report */
async function confirmed(offer: Reply): Promise<Reply> {
  await maria.presses(offer, en.addButton).answered();
  return maria.expectReply({ to: offer.message });
}

async function audited(): Promise<Record<string, unknown>[]> {
  const lines = (await readFile(path.join(bot.folders.state, 'audit.jsonl'), 'utf8')).trim();
  return lines.split('\n').map((line) => JSON.parse(line) as Record<string, unknown>);
}
