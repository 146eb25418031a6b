import { beforeEach, describe, expect, test } from 'vitest';
import { ask } from '../../../src/bot/inbox/store.ts';
import { MOST_SAVED, openSaved, type SavedBook } from '../../../src/bot/saved/saved-book.ts';
import { excerptOf } from '../support/excerpts.ts';
import type { OpenTestState, TestState } from '../support/test-state.ts';

const DAY_MS = 24 * 60 * 60_000;
const ALICE = 7;
const BOB = 8;

/** Quotes that people keep, wherever they are kept. */
export function savedBookContract(open: OpenTestState): void {
  let now: number;
  let saved: SavedBook;
  let state: TestState;
  beforeEach(async () => {
    state = await open();
    now = 1_790_000_000_000;
    saved = openSaved({ store: state.store, keepMs: 180 * DAY_MS, now: () => now });
    return state.close;
  });

  const quote = (start: number) => excerptOf('*Every resident may vote.* \ud800', { start });
  const placesOf = async (personId: number) =>
    (await saved.all(personId)).map(({ quotation }) => quotation.start);

  describe('a saved quote', () => {
    test('is kept as it was, once for a place, for its owner alone', async () => {
      expect(await saved.save(ALICE, quote(1))).toBe('saved');
      expect(await saved.save(ALICE, quote(1))).toBe('known');
      expect(await saved.save(BOB, quote(2))).toBe('saved');
      expect(await saved.all(ALICE)).toEqual([{ id: 1, quotation: quote(1), savedMs: now }]);
      expect(await placesOf(BOB)).toEqual([2]);
    });

    test('is removed by its owner alone', async () => {
      await saved.save(ALICE, quote(1));
      const [one] = await saved.all(ALICE);
      await saved.remove(BOB, one?.id ?? 0);
      expect(await placesOf(ALICE)).toEqual([1]);
      await saved.remove(ALICE, one?.id ?? 0);
      expect(await placesOf(ALICE)).toEqual([]);
    });

    test(`is refused beyond ${MOST_SAVED} of one person`, async () => {
      await saved.save(ALICE, quote(1));
      const copy = `INSERT INTO saved (person_id, citation, quote, saved_ms, used_ms)
        SELECT person_id, citation || ?, quote, saved_ms, used_ms FROM saved WHERE id = 1`;
      await state.store.atOnce(function* () {
        for (let number = 2; number <= MOST_SAVED; number++) yield* ask(copy, [String(number)]);
      });
      expect(await saved.save(ALICE, quote(0))).toBe('full');
      expect(await saved.save(ALICE, quote(1))).toBe('known');
      expect(await saved.save(BOB, quote(0))).toBe('saved');
    });

    test('goes when its owner has not looked at any for long', async () => {
      await saved.save(ALICE, quote(1));
      await saved.save(BOB, quote(2));
      now += 100 * DAY_MS;
      await saved.page(ALICE, { page: 1, size: 4 });
      now += 100 * DAY_MS;
      await saved.forgetOld();
      expect(await placesOf(ALICE)).toEqual([1]);
      expect(await placesOf(BOB)).toEqual([]);
    });
  });

  describe('the list', () => {
    test('has the newest first, in pages, and the nearest page where there is none', async () => {
      for (const start of [1, 2, 3]) await saved.save(ALICE, quote(start));
      const pageOf = async (page: number) => {
        const { items, ...counted } = await saved.page(ALICE, { page, size: 2 });
        return { ...counted, places: items.map(({ quotation }) => quotation.start) };
      };
      expect(await pageOf(1)).toEqual({ page: 1, pages: 2, total: 3, places: [3, 2] });
      expect(await pageOf(2)).toEqual({ page: 2, pages: 2, total: 3, places: [1] });
      expect(await pageOf(99)).toEqual(await pageOf(2));
      expect(await pageOf(0)).toEqual(await pageOf(1));
      expect(await saved.page(BOB, { page: 1, size: 2 })).toMatchObject({
        items: [],
        pages: 1,
        total: 0,
      });
    });
  });
}
