import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  CODE_MINUTES,
  openPairingCodes,
  type PairingCodes,
} from '../../../src/bot/access/pairing-codes.ts';
import { openState, type StateDatabase } from '../../../src/bot/inbox/state.ts';

let folder: string;
let db: StateDatabase;
let now: number;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'pairing-codes-'));
  db = openState(folder);
  now = 1_790_000_000_000;
});
afterEach(() => {
  db.close();
  rmSync(folder, { recursive: true });
});

const open = (): PairingCodes => openPairingCodes(db, () => now);

test('a code is eight letters and digits that nobody mistakes for others', () => {
  const codes = open();
  for (let n = 0; n < 100; n++) {
    expect(codes.issue()).toMatch(/^[2-9A-HJKMNP-Z]{4}-[2-9A-HJKMNP-Z]{4}$/);
  }
});

test('a code works once', () => {
  const codes = open();
  const code = codes.issue();
  expect([codes.redeem(code, 1), codes.redeem(code, 2)]).toEqual(['right', 'wrong']);
});

test.each([
  (code: string) => code.toLowerCase(),
  (code: string) => code.replace('-', ''),
  (code: string) => ` ${code.replace('-', ' – ')} `,
])('a code works as people write it (%s)', (write) => {
  const codes = open();
  expect(codes.redeem(write(codes.issue()), 1)).toBe('right');
});

test('a code outlives a restart, but not its time', () => {
  const [first, second] = [open().issue(), open().issue()];
  now += CODE_MINUTES * 60_000 - 1;
  expect(open().redeem(first, 1)).toBe('right');
  now += 1;
  expect(open().redeem(second, 1)).toBe('wrong');
});

test('after some wrong codes a sender’s right ones count no longer either, for a while', () => {
  const codes = open();
  const guess = () => codes.redeem('AAAA-AAAA', 1);
  expect(Array.from({ length: 4 }, guess)).toEqual(Array.from({ length: 4 }, () => 'wrong'));
  expect([guess(), guess()]).toEqual(['last-attempt', 'no-attempts']);
  const code = codes.issue();
  expect(codes.redeem(code, 1)).toBe('no-attempts');
  expect(codes.redeem(code, 2)).toBe('right');
  now += CODE_MINUTES * 60_000;
  expect(codes.redeem(codes.issue(), 1)).toBe('right');
});

test.each(['', '💣'.repeat(1000), '\u0000', "' OR 1=1 --", 'ａａａａ'])(
  'what is no code (%j) is wrong',
  (code) => {
    const codes = open();
    codes.issue();
    expect(codes.redeem(code, 1)).toBe('wrong');
  },
);

test('no code stands in the state in clear', () => {
  const code = open().issue().replace('-', '');
  db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  expect(readFileSync(path.join(folder, 'bot.db')).includes(code)).toBe(false);
});
