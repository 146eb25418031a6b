import { PassThrough } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { paceOf, progressDisplay } from '../../src/index/progress.ts';

describe('progress of a build', () => {
  test('is a bar on a terminal, gone at the end', () => {
    const { display, written } = displayOn({ isTTY: true });
    display.show({ phase: 'read', done: 1, total: 2 });
    display.show({ phase: 'read', done: 2, total: 2 });
    display.show({ phase: 'embed', done: 1, total: 4 });
    display.stop();
    expect(written()).toMatch(/Reading documents .*1 of 2/);
    expect(written()).toMatch(/Embedding passages .*1 of 4/);
    expect(written()).not.toContain('\n');
  });

  test('is a plain line for each phase elsewhere', () => {
    const { display, written } = displayOn({ isTTY: false });
    for (const done of [1, 2, 3]) display.show({ phase: 'embed', done, total: 3 });
    display.show({ phase: 'publish', done: 0, total: undefined });
    display.stop();
    expect(written()).toBe('Embedding passages (3)\nWriting to the disk\n');
  });

  test.each([
    [10, 100, 5_000, ' · 2.0/s · 45 s left'],
    [200, 1000, 4_000, ' · 50/s · 16 s left'],
    [10, 1000, 10_000, ' · 1.0/s · 17 min left'],
    [10, 100_000, 10_000, ' · 1.0/s · 27.8 h left'],
    [1, 100, 5_000, ''],
    [100, 100, 5_000, ''],
    [50, 100, 200, ''],
  ])('tells rate and time left for %s of %s after %s ms', (done, total, ms, pace) => {
    expect(paceOf({ phase: 'embed', done, total }, ms)).toBe(pace);
  });
});

function displayOn({ isTTY }: { readonly isTTY: boolean }) {
  const pieces: string[] = [];
  const stream = new PassThrough().on('data', (piece) => pieces.push(String(piece)));
  const terminal = Object.assign(stream, {
    isTTY,
    columns: 120,
    cursorTo: () => true,
    clearLine: () => true,
  });
  const display = progressDisplay(terminal as unknown as NodeJS.WriteStream);
  return { display, written: () => pieces.join('') };
}
