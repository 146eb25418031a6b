import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { en } from '../../../src/bot/maintaining/languages/en.ts';
import { type Maintained, startMaintained } from './maintained-bot.ts';

vi.setConfig({ testTimeout: 240_000, hookTimeout: 60_000 });

let place: Maintained;
beforeEach(async () => {
  place = await startMaintained();
});
afterEach(() => place.sim.close());

const MILL = 'The mill\n\nThe mill on the Arda grinds rye since 1840.';

/** Takes the embedder some seconds: each sentence differs from all others. */
const LONG = `The register\n\n${Array.from(
  { length: 150 },
  (_, at) =>
    `House ${at} of the register belongs to family number ${at * 7}. Its well is ${at + 3} metres deep. Its tax was ${at * 11} coins in the year ${1500 + at}.`,
).join('\n\n')}\n`;

describe('[57] a bot that is killed', () => {
  test('while a maintainer decides takes the decision after its restart', async () => {
    const { bot, offered, confirmed, asks } = place;
    const offer = await offered('mill.txt', MILL);
    await bot.kill9();
    await bot.restart();
    expect((await confirmed(offer)).text).toContain('The new library is in use: 2 documents');
    expect((await asks('What does the mill grind?')).text).toContain('grinds rye');
  });

  test('while it fetches a file fetches it again', async () => {
    const { bot, sim, maria } = place;
    const hang = sim.faults.add({ method: 'download', action: { kind: 'hang' } });
    const sent = maria.uploads({ name: 'mill.txt', bytes: Buffer.from(MILL) });
    const looking = await maria.expectReply({ to: sent });
    await sim.until(() => sim.callsOf('download').length || undefined, {
      withinMs: 10_000,
      what: 'a download',
    });
    await bot.kill9();
    hang.end();
    await bot.restart();
    const offer = await maria.expectEdit(looking, { withinMs: 60_000 });
    expect(offer.text).toContain('would be a new document');
  });

  test('while it builds goes on, and says what became of it', async () => {
    const { bot, sim, maria, offered, asks } = place;
    const offer = await offered('register.txt', LONG);
    await maria.presses(offer, en.addButton).answered();
    await sim.until(() => progressSeen(), { withinMs: 60_000, what: 'progress', on: 'edit' });
    expect((await asks('How tall was the lighthouse?')).text).toContain('one hundred metres');
    await bot.kill9();
    await bot.restart({ withinMs: 120_000 });
    const report = await maria.expectReply({ to: offer.message, withinMs: 120_000 });
    expect(report.text).toMatch(/2 documents/u);
    expect((await asks('Which well of the register is how deep?')).text).toContain('The register');
    const toast = await maria.presses(offer, en.addButton).answered();
    expect(toast.text).toBe(en.decidedAlready);
    expect(await readdir(path.join(bot.folders.state, 'uploads'))).toEqual([]);
  });

  test('is ended in order while it builds, and goes on after that', async () => {
    const { bot, sim, maria, offered } = place;
    const offer = await offered('register.txt', LONG);
    await maria.presses(offer, en.addButton).answered();
    await sim.until(() => progressSeen(), { withinMs: 60_000, what: 'progress', on: 'edit' });
    const exit = await bot.terminate();
    expect(exit).toMatchObject({ code: 0 });
    expect(exit.ms).toBeLessThan(10_000);
    await bot.restart({ withinMs: 120_000 });
    const report = await maria.expectReply({ to: offer.message, withinMs: 120_000 });
    expect(report.text).toMatch(/2 documents/u);
  });
});

test('tasks wait for one another', async () => {
  const { maria, offered, confirmed } = place;
  const first = await offered('mill.txt', MILL);
  const second = await offered('well.txt', 'The well\n\nThe well is forty metres deep.');
  await maria.presses(first, en.addButton).answered();
  const report = await confirmed(second);
  expect(report.text).toContain('3 documents');
  const earlier = await maria.expectReply({ to: first.message });
  expect(earlier.text).toContain('The new library is in use');
  const texts = place.sim
    .callsOf('editMessageText')
    .map(({ params }) => String((params as { text?: unknown }).text));
  expect(texts.some((text) => text.includes('waiting, 1 task first'))).toBe(true);
});

function progressSeen(): true | undefined {
  const isProgress = ({ params }: { params: unknown }) =>
    /embedding passages, \d+/u.test(JSON.stringify(params));
  return place.sim.callsOf('editMessageText').some(isProgress) ? true : undefined;
}
