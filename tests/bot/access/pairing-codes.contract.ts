import { beforeEach, expect, test } from 'vitest';
import { CODE_MINUTES, openPairingCodes } from '../../../src/bot/access/pairing-codes.ts';
import type { OpenTestState, TestState } from '../support/test-state.ts';

/** Codes that let people in, wherever they are kept. */
export function pairingCodesContract(open: OpenTestState): void {
  let now: number;
  let state: TestState;
  beforeEach(async () => {
    state = await open();
    now = 1_790_000_000_000;
    return state.close;
  });

  const opened = () => openPairingCodes(state.store, () => now);
  const again = async () => openPairingCodes(await state.restarted(), () => now);

  test('a code is eight letters and digits that nobody mistakes for others', async () => {
    const codes = opened();
    for (let n = 0; n < 100; n++) {
      expect(await codes.issue()).toMatch(/^[2-9A-HJKMNP-Z]{4}-[2-9A-HJKMNP-Z]{4}$/);
    }
  });

  test('a code works once', async () => {
    const codes = opened();
    const code = await codes.issue();
    expect([await codes.redeem(code, 1), await codes.redeem(code, 2)]).toEqual(['right', 'wrong']);
  });

  test.each([
    (code: string) => code.toLowerCase(),
    (code: string) => code.replace('-', ''),
    (code: string) => ` ${code.replace('-', ' – ')} `,
  ])('a code works as people write it (%s)', async (write) => {
    const codes = opened();
    expect(await codes.redeem(write(await codes.issue()), 1)).toBe('right');
  });

  test('a code outlives a restart, but not its time', async () => {
    const [first, second] = [await opened().issue(), await opened().issue()];
    now += CODE_MINUTES * 60_000 - 1;
    expect(await (await again()).redeem(first, 1)).toBe('right');
    now += 1;
    expect(await (await again()).redeem(second, 1)).toBe('wrong');
  });

  test('after some wrong codes a sender’s right ones count no longer either, for a while', async () => {
    const codes = opened();
    const guess = () => codes.redeem('AAAA-AAAA', 1);
    for (let n = 0; n < 4; n++) expect(await guess()).toBe('wrong');
    expect([await guess(), await guess()]).toEqual(['last-attempt', 'no-attempts']);
    const code = await codes.issue();
    expect(await codes.redeem(code, 1)).toBe('no-attempts');
    expect(await codes.redeem(code, 2)).toBe('right');
    now += CODE_MINUTES * 60_000;
    expect(await codes.redeem(await codes.issue(), 1)).toBe('right');
  });

  test.each(['', '💣'.repeat(1000), '\u0000', "' OR 1=1 --", 'ａａａａ'])(
    'what is no code (%j) is wrong',
    async (code) => {
      const codes = opened();
      await codes.issue();
      expect(await codes.redeem(code, 1)).toBe('wrong');
    },
  );

  test('no code stands in the state in clear', async () => {
    const code = (await opened().issue()).replace('-', '');
    const rows = await state.store.rows('SELECT * FROM pairing_codes');
    expect(rows).toHaveLength(1);
    expect(JSON.stringify(rows)).not.toContain(code);
  });

  test('many guesses at once count as many', async () => {
    const codes = opened();
    const guesses = Array.from({ length: 20 }, () => codes.redeem('AAAA-AAAA', 1));
    const outcomes = await Promise.all(guesses);
    expect(outcomes.filter((outcome) => outcome !== 'no-attempts')).toHaveLength(5);
  });
}
