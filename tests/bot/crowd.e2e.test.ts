import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { startBot } from '../simulator/driver/bot.ts';
import { type Simulator, startSimulator } from '../simulator/driver/simulator.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 90_000 });

const FIRST_DOCUMENT = path.resolve(
  import.meta.dirname,
  '../../data/documents/csto-secretary-general.txt',
);
const QUESTIONS = [
  'Does the CSTO plan to include new members?',
  'What threats exist today?',
  'How well prepared are the troops?',
  'Which newspaper published the interview?',
  'What is meant by soft alliance?',
];

let sim: Simulator;
beforeAll(async () => {
  sim = await startSimulator();
  const documents = { 'interview.txt': readFileSync(FIRST_DOCUMENT, 'utf8') };
  await startBot(sim, { documents });
});
afterAll(() => sim.close());

/** What Telegram lets a bot send in all, a second (budget.ts): a hundred answers can't take less than 3.3 s. */
const MESSAGES_PER_SECOND = 30;

describe('a hundred people who ask at once', () => {
  test('are all answered as fast as Telegram lets a bot write, and inline answers go on meanwhile', async () => {
    const alone: number[] = [];
    for (let turn = 0; turn < 10; turn += 1) {
      alone.push(await waitOf(`Early bird ${turn}`, QUESTIONS[turn % QUESTIONS.length] ?? ''));
    }
    const crowd = Array.from({ length: 100 }, (_, person) =>
      waitOf(`Person ${person}`, QUESTIONS[person % QUESTIONS.length] ?? ''),
    );
    const { results } = await sim.person('Inline').asksInline('soft alliance').answered();
    expect(results.length).toBeGreaterThan(0);
    const waits = (await Promise.all(crowd)).sort((a, b) => a - b);
    const median = alone.sort((a, b) => a - b)[5] ?? 0;
    const p95 = waits[95] ?? 0;
    console.log(
      `one alone waits ${median.toFixed(0)} ms (median), of a hundred at once p95 waits ${p95.toFixed(0)} ms`,
    );
    expect(waits).toHaveLength(100);
    const allowedMs = (1000 * crowd.length) / MESSAGES_PER_SECOND;
    expect(p95).toBeLessThanOrEqual(Math.max(100 * median, 1.5 * allowedMs));
  });
});

/** Milliseconds until the answer. */
async function waitOf(name: string, question: string): Promise<number> {
  const person = sim.person(name);
  const startedAt = performance.now();
  await person.expectReply({ to: person.says(question), withinMs: 60_000 });
  return performance.now() - startedAt;
}
