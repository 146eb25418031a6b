import { describe, expect, test } from 'vitest';
import { type Claims, takingTurns } from '../../../src/bot/inbox/claims.ts';
import type { WaitingUpdate } from '../../../src/bot/inbox/inbox.ts';

const UPDATE: WaitingUpdate = {
  update: { update_id: 5, message: { chat: { id: 7 }, from: { id: 8 }, date: 0 } } as never,
  receivedMs: 0,
};

/** Claims whose every call goes through these steps, the last one for ever. */
function claimsOf(...steps: readonly (Awaited<ReturnType<Claims['take']>> | Error)[]) {
  const calls: unknown[] = [];
  const step = async (...call: readonly unknown[]) => {
    calls.push(call);
    const now = steps[Math.min(calls.length, steps.length) - 1] ?? 'ours';
    if (now instanceof Error) throw now;
    return now;
  };
  const claims: Claims = {
    take: (id, lane) => step('take', id, lane),
    done: async (id) => void (await step('done', id)),
  };
  return { claims, calls };
}

const AWAY = new Error('the database is away');

describe('an update', () => {
  test('is waited for while another instance handles it or the claims can’t be read', async () => {
    const { claims, calls } = claimsOf('elsewhere', AWAY, 'ours');
    expect(await takingTurns(claims, () => false).isOurs(UPDATE)).toBe(true);
    expect(calls).toEqual(Array.from({ length: 3 }, () => ['take', 5, '7 8']));
  });

  test('that another instance has handled is not ours', async () => {
    expect(await takingTurns(claimsOf('done').claims, () => false).isOurs(UPDATE)).toBe(false);
  });

  test('stays in the inbox where the bot stops before it is known whose it is', async () => {
    const { claims, calls } = claimsOf('elsewhere');
    const isStopping = () => calls.length > 0;
    expect(await takingTurns(claims, isStopping).isOurs(UPDATE)).toBeUndefined();
  });

  test('that is done is noted as soon as that can be, or the others would wait for it as long as we live', async () => {
    const { claims, calls } = claimsOf(AWAY, AWAY, 'ours');
    await takingTurns(claims, () => false).done(5);
    expect(calls).toEqual(Array.from({ length: 3 }, () => ['done', 5]));
  });

  test('is everybody’s own where there is one instance', async () => {
    const turn = takingTurns(undefined, () => false);
    expect(await turn.isOurs(UPDATE)).toBe(true);
    await turn.done(5);
  });
});
