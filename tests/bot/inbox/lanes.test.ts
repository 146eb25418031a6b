import type { Message, Update } from 'grammy/types';
import { describe, expect, test } from 'vitest';
import type { WaitingUpdate } from '../../../src/bot/inbox/inbox.ts';
import { createLanes } from '../../../src/bot/inbox/lanes.ts';
import { isExpired } from '../../../src/bot/inbox/urgency.ts';
import { inGroup, toBot } from '../support/messages.ts';

const NOW_MS = 1_790_000_000_000;
const MINUTE_MS = 60_000;

let nextId = 0;

function waiting(message: Message, agoMs = 0): WaitingUpdate {
  const dated = { ...message, date: (NOW_MS - agoMs) / 1000 };
  const update = { update_id: ++nextId, message: dated } as Update;
  return { update, receivedMs: NOW_MS };
}

function from(id: number): Partial<Message> {
  return {
    chat: { id, type: 'private', first_name: 'X' },
    from: { id, is_bot: false, first_name: 'X' },
  };
}

/** Lanes whose handlers end when they are told to. */
function lanesByHand() {
  const started: string[] = [];
  const ends = new Map<string, () => void>();
  const lanes = createLanes({
    maxAgeMs: 15 * MINUTE_MS,
    now: () => NOW_MS,
    handle: ({ update }) =>
      new Promise((resolve) => {
        const text = update.message?.text ?? '';
        started.push(text);
        ends.set(text, resolve);
      }),
  });
  const end = async (text: string): Promise<void> => {
    ends.get(text)?.();
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { lanes, started, end };
}

describe('updates', () => {
  test('of one person in one chat are handled in order', async () => {
    const { lanes, started, end } = lanesByHand();
    for (const text of ['a', 'b', 'c']) lanes.add(waiting(toBot(text)));
    await end('');
    expect(started).toEqual(['a']);
    await end('a');
    expect(started).toEqual(['a', 'b']);
  });

  test('[24] of different people in a group are handled at once', async () => {
    const { lanes, started, end } = lanesByHand();
    lanes.add(waiting(inGroup('slow')));
    lanes.add(waiting(inGroup('quick', { from: { id: 8, is_bot: false, first_name: 'Bob' } })));
    await end('');
    expect(started).toEqual(['slow', 'quick']);
  });

  test('[43] after an outage come newest first and stale ones last, but for those that wait for another one of their person', async () => {
    const started: string[] = [];
    const lanes = createLanes({
      maxAgeMs: 15 * MINUTE_MS,
      now: () => NOW_MS,
      handle: async ({ update }) => void started.push(update.message?.text ?? ''),
    });
    lanes.add(waiting(toBot('20 hours', from(1)), 20 * 60 * MINUTE_MS));
    lanes.add(waiting(toBot('10 minutes', from(2)), 10 * MINUTE_MS));
    lanes.add(waiting(toBot('5 minutes, first', from(3)), 5 * MINUTE_MS));
    lanes.add(waiting(toBot('5 minutes, second', from(3)), 5 * MINUTE_MS - 1000));
    lanes.add(waiting(toBot('now', from(4))));
    lanes.add(waiting(toBot('now, of one with stale ones', from(1))));
    await new Promise((resolve) => setImmediate(resolve));
    expect(started).toEqual([
      'now',
      'now, of one with stale ones',
      '5 minutes, first',
      '10 minutes',
      '20 hours',
      '5 minutes, second',
    ]);
  });

  test('are no longer started after stop, which waits for those that run', async () => {
    const { lanes, started, end } = lanesByHand();
    lanes.add(waiting(toBot('runs')));
    lanes.add(waiting(toBot('waits')));
    await end('');
    let isStopped = false;
    const stopped = lanes.stop().then(() => (isStopped = true));
    await end('');
    expect(isStopped).toBe(false);
    await end('runs');
    await stopped;
    expect(started).toEqual(['runs']);
    expect(lanes.depth()).toBe(1);
  });

  test('of which thousands wait are not all started together', async () => {
    const { lanes, started, end } = lanesByHand();
    for (let id = 1; id <= 3000; id++) lanes.add(waiting(toBot(`q${id}`, from(id))));
    await end('');
    expect(started).toHaveLength(1000);
    expect(lanes.depth()).toBe(3000);
  });

  test('from an outage are started by and by, and leave room for who asks just now', async () => {
    const { lanes, started, end } = lanesByHand();
    for (let id = 1; id <= 300; id++) {
      lanes.add(waiting(toBot(`late ${id}`, from(id)), 5 * MINUTE_MS));
    }
    await end('');
    expect(started).toHaveLength(200);
    for (let id = 1001; id <= 2100; id++) lanes.add(waiting(toBot(`live ${id}`, from(id))));
    await end('');
    expect(started.filter((text) => text.startsWith('live'))).toHaveLength(800);
    expect(lanes.depth()).toBe(1400);
  });
});

describe('an inline query', () => {
  test('expires within seconds, a message never', () => {
    const query = { update_id: 1, inline_query: {} } as Update;
    expect(isExpired({ update: query, receivedMs: NOW_MS }, NOW_MS + 5000)).toBe(false);
    expect(isExpired({ update: query, receivedMs: NOW_MS }, NOW_MS + 11_000)).toBe(true);
    expect(isExpired(waiting(toBot('q')), NOW_MS + 1e9)).toBe(false);
  });
});
