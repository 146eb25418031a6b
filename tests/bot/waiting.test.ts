import type { Update } from 'grammy/types';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { newestInlineQueries } from '../../src/bot/newest.ts';
import { createTurns } from '../../src/bot/turns.ts';
import { withTyping } from '../../src/bot/typing.ts';

describe('turns', () => {
  test('run a few at once, urgent ones first and of those the newest', async () => {
    const turns = createTurns(1);
    const order: string[] = [];
    const note = (name: string) => async () => void order.push(name);
    await Promise.all([
      turns.patient(note('running')),
      turns.patient(note('first')),
      turns.patient(note('second')),
      turns.urgent(note('older query')),
      turns.urgent(note('newer query')),
    ]);
    expect(order).toEqual(['running', 'newer query', 'older query', 'first', 'second']);
  });

  test('go on after a failure', async () => {
    const turns = createTurns(1);
    const failed = turns.patient(async () => {
      throw new Error('no');
    });
    await expect(failed).rejects.toThrow('no');
    expect(await turns.patient(async () => 'yes')).toBe('yes');
  });
});

describe('inline queries', () => {
  const query = (update_id: number, person: number): Update =>
    ({ update_id, inline_query: { from: { id: person } } }) as Update;

  test('[32] of a person are overtaken by newer ones of the same person', () => {
    const newest = newestInlineQueries();
    for (const update of [query(1, 7), query(2, 8), query(3, 7)]) newest.arrived(update);
    expect([1, 3].map((id) => newest.isNewest(query(id, 7)))).toEqual([false, true]);
    expect(newest.isNewest(query(2, 8))).toBe(true);
  });

  test('of people long gone are forgotten', () => {
    const newest = newestInlineQueries();
    for (let person = 0; person <= 10_000; person++) newest.arrived(query(person + 5, person));
    expect(newest.isNewest(query(1, 0))).toBe(true);
    expect(newest.isNewest(query(1, 10_000))).toBe(false);
  });
});

describe('typing', () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  async function signsDuring(ms: number): Promise<number> {
    let signs = 0;
    const work = () => new Promise<void>((resolve) => setTimeout(resolve, ms));
    const done = withTyping(async () => void signs++, work);
    await vi.advanceTimersByTimeAsync(ms + 20_000);
    await done;
    return signs;
  }

  test.each([
    [600, 0],
    [800, 1],
    [6000, 2],
  ])('is shown during an answer of %i ms %i times', async (ms, signs) => {
    expect(await signsDuring(ms)).toBe(signs);
  });
});
