import { expect, test } from 'vitest';
import { createRates } from '../../../src/bot/limits/rates.ts';

const MINUTE_MS = 60_000;
/** The first millisecond of a minute. */
const START = 1_790_000_040_000;

test('as many as are allowed, then one word, then silence until the next minute', () => {
  const rates = createRates(2);
  const at = (ms: number) => rates.take('alice', START + ms, 1);
  expect([at(0), at(1), at(2), at(3)]).toEqual(['within', 'within', 'first-beyond', 'beyond']);
  expect(at(MINUTE_MS)).toBe('within');
});

test('whoever goes on as fast hears the word once, and again after a quiet minute', () => {
  const rates = createRates(1);
  const burstAt = (minute: number) =>
    [0, 1].map((ms) => rates.take('alice', START + minute * MINUTE_MS + ms, 1));
  expect(burstAt(0)).toEqual(['within', 'first-beyond']);
  expect(burstAt(1)).toEqual(['within', 'beyond']);
  expect(burstAt(3)).toEqual(['within', 'first-beyond']);
});

test('what piled up over an outage counts for the minutes in which it was written, in any order', () => {
  const rates = createRates(1);
  const minutes = [5, 3, 4, 0, 1, 2];
  expect(minutes.map((minute) => rates.take('alice', START + minute * MINUTE_MS, 1))).toEqual(
    minutes.map(() => 'within'),
  );
});

test('people do not take from each other, and small wishes are parts of one', () => {
  const rates = createRates(1);
  expect(rates.take('alice', START, 1)).toBe('within');
  const quarters = [1, 2, 3, 4, 5].map(() => rates.take('bob', START, 1 / 4));
  expect(quarters).toEqual(['within', 'within', 'within', 'within', 'first-beyond']);
});

test('what was refused does not count', () => {
  const rates = createRates(1);
  rates.take('alice', START, 3 / 4);
  expect(rates.take('alice', START, 1)).toBe('first-beyond');
  expect(rates.take('alice', START, 1 / 4)).toBe('within');
});

test('0 is no limit', () => {
  const rates = createRates(0);
  for (let n = 0; n < 1000; n++) expect(rates.take('alice', START, 1)).toBe('within');
});

test('a crowd is counted in bounded memory', () => {
  const rates = createRates(1);
  const before = process.memoryUsage().heapUsed;
  for (let n = 0; n < 200_000; n++) rates.take(`person ${n}`, START, 1);
  expect(process.memoryUsage().heapUsed - before).toBeLessThan(50 * 1024 * 1024);
});
