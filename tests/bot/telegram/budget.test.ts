import { setMaxListeners } from 'node:events';
import { describe, expect, test } from 'vitest';
import { createBudget } from '../../../src/bot/telegram/budget.ts';
import { leapingClock } from '../support/clock.ts';

const ANYTIME = new AbortController().signal;
setMaxListeners(0, ANYTIME);

/** When each of `count` messages to a chat is sent: milliseconds from the first. */
async function sendTimes(chatIds: readonly number[]): Promise<number[]> {
  const clock = leapingClock();
  const budget = createBudget(clock);
  const start = clock.now();
  return Promise.all(
    chatIds.map(async (chatId) => {
      const answeredNow = await budget.turn(chatId, ANYTIME);
      answeredNow();
      return clock.now() - start;
    }),
  );
}

describe('the budget', () => {
  test('sends three messages to a chat at once, and then one a second on average', async () => {
    expect(await sendTimes([7, 7, 7, 7, 7])).toEqual([0, 0, 0, 3100, 3100]);
  });

  test('[28] sends at most 20 messages a minute to a group', async () => {
    const times = await sendTimes(Array.from({ length: 45 }, () => -100));
    const minutes = times.slice(20).map((later, position) => later - (times[position] ?? 0));
    expect(Math.min(...minutes)).toBeGreaterThanOrEqual(60_000);
  });

  test('sends at most 30 messages a second over all chats', async () => {
    const times = await sendTimes(Array.from({ length: 75 }, (_, chatId) => chatId + 1));
    expect(times.filter((time) => time < 1000)).toHaveLength(30);
    expect(times.filter((time) => time < 2000)).toHaveLength(60);
    expect(Math.max(...times)).toBeLessThan(3000);
  });

  test('serves chats in the order in which they ask', async () => {
    const chatIds = Array.from({ length: 100 }, (_, chatId) => chatId + 1);
    const times = await sendTimes(chatIds);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
  });

  test('takes what is on its way for counted as late as now, for five seconds at most', async () => {
    const clock = leapingClock();
    const budget = createBudget(clock);
    const start = clock.now();
    for (let chatId = 1; chatId <= 30; chatId += 1) await budget.turn(chatId, ANYTIME);
    await budget.turn(100, ANYTIME);
    expect(clock.now() - start).toBeGreaterThan(5000);
    expect(clock.now() - start).toBeLessThan(6500);
  });

  test('delays no chat for the sake of another', async () => {
    const times = await sendTimes([7, 7, 7, 7, 8, 9]);
    expect(times.slice(4)).toEqual([0, 0]);
  });

  test('[39] keeps a pause to the millisecond, in its chat alone', async () => {
    const clock = leapingClock();
    const budget = createBudget(clock);
    const start = clock.now();
    budget.pause(7, 2000);
    await budget.turn(8, ANYTIME);
    expect(clock.now() - start).toBe(0);
    await budget.turn(7, ANYTIME);
    expect(clock.now() - start).toBe(2000);
  });

  test('spares what would delay a message', async () => {
    const budget = createBudget(leapingClock());
    expect(budget.takeSpare(7)).toBe(true);
    expect(budget.takeSpare(7)).toBe(false);
    await budget.turn(8, ANYTIME);
    expect(budget.takeSpare(8)).toBe(false);
  });

  test('lets a hurried message go before all that wait, but not before its own chat may be written to', async () => {
    const clock = leapingClock();
    const budget = createBudget(clock);
    const order: string[] = [];
    const send = async (name: string, chatId: number, isHurried = false) => {
      const answeredNow = await budget.turn(chatId, ANYTIME, isHurried);
      answeredNow();
      order.push(name);
    };
    budget.pause(99, 60_000);
    const waiting = Array.from({ length: 60 }, (_, at) => send('waiting', at + 1));
    const paused = send('paused', 99, true);
    await Promise.all([...waiting, send('hurried', 100, true)]);
    await paused;
    expect(order.indexOf('hurried')).toBe(30);
    expect(order.at(-1)).toBe('paused');
  });

  test('spares no sign of life in a crowd', async () => {
    const budget = createBudget(leapingClock());
    for (let chatId = 1; chatId <= 21; chatId += 1) await budget.turn(chatId, ANYTIME);
    expect(budget.takeSpare(100)).toBe(false);
  });

  test('ends a wait when the bot stops', async () => {
    const stopping = new AbortController();
    const budget = createBudget(leapingClock());
    budget.pause(7, 5000);
    stopping.abort();
    await expect(budget.turn(7, stopping.signal)).rejects.toThrow('stopping');
  });
});
