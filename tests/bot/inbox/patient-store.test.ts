import { expect, test } from 'vitest';
import { patientStore } from '../../../src/bot/inbox/patient-store.ts';
import type { Store } from '../../../src/bot/inbox/store.ts';
import { Stopping } from '../../../src/bot/telegram/errors.ts';
import { leapingClock } from '../support/clock.ts';
import { stateInFile } from '../support/test-state.ts';

function away(): Error {
  return Object.assign(new Error('nothing listens there'), { name: 'DatabaseError' });
}

/** A store that is away so many times before it is back. */
function returningStore(store: Store, times: number): Store {
  let left = times;
  const reach = async <T>(ask: () => Promise<T>): Promise<T> => {
    if (left-- > 0) throw away();
    return ask();
  };
  return {
    rows: (sql, values) => reach(() => store.rows(sql, values)),
    write: (sql, values) => reach(() => store.write(sql, values)),
    atOnce: (work) => reach(() => store.atOnce(work)),
  };
}

test('what is asked while the database is away is answered when it is back', async () => {
  const { store, close } = await stateInFile();
  const clock = leapingClock();
  const stopping = new AbortController().signal;
  const patient = () => patientStore({ store: returningStore(store, 3), clock, stopping });
  await patient().write('INSERT INTO listed VALUES (7, 1)');
  expect(await patient().rows('SELECT id FROM listed')).toEqual([{ id: 7 }]);
  expect(
    await patient().atOnce(function* () {
      const rows = yield { sql: 'SELECT id FROM listed', values: [] };
      return rows.length;
    }),
  ).toBe(1);
  expect(clock.now()).toBeGreaterThanOrEqual(9 * 500);
  await close();
});

test('whoever waits ends when the bot has to', async () => {
  const { store, close } = await stateInFile();
  const stopping = new AbortController();
  stopping.abort();
  const parts = {
    store: returningStore(store, 1),
    clock: leapingClock(),
    stopping: stopping.signal,
  };
  await expect(patientStore(parts).rows('SELECT 1')).rejects.toThrow(Stopping);
  await close();
});

test('a mistake of ours is not waited for', async () => {
  const { store, close } = await stateInFile();
  const parts = { store, clock: leapingClock(), stopping: new AbortController().signal };
  await expect(patientStore(parts).rows('SELECT 1 FROM nowhere')).rejects.toThrow(/nowhere/);
  await close();
});
