import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openState, type StateDatabase } from '../../../src/bot/inbox/state.ts';
import { MOST_SAVED, openSaved, type SavedBook } from '../../../src/bot/saved/saved-book.ts';
import { excerptOf } from '../support/excerpts.ts';

const DAY_MS = 24 * 60 * 60_000;
const ALICE = 7;
const BOB = 8;

let folder: string;
let db: StateDatabase;
let now: number;
let saved: SavedBook;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'saved-'));
  db = openState(folder);
  now = 1_790_000_000_000;
  saved = openSaved({ db, keepMs: 180 * DAY_MS, now: () => now });
});
afterEach(async () => {
  db.close();
  await rm(folder, { recursive: true });
});

const quote = (start: number) => excerptOf('*Every resident may vote.* \ud800', { start });
const placesOf = (personId: number) => saved.all(personId).map(({ quotation }) => quotation.start);

describe('a saved quote', () => {
  test('is kept as it was, once for a place, for its owner alone', () => {
    expect(saved.save(ALICE, quote(1))).toBe('saved');
    expect(saved.save(ALICE, quote(1))).toBe('known');
    expect(saved.save(BOB, quote(2))).toBe('saved');
    expect(saved.all(ALICE)).toEqual([{ id: 1, quotation: quote(1), savedMs: now }]);
    expect(placesOf(BOB)).toEqual([2]);
  });

  test('is removed by its owner alone', () => {
    saved.save(ALICE, quote(1));
    const [one] = saved.all(ALICE);
    saved.remove(BOB, one?.id ?? 0);
    expect(placesOf(ALICE)).toEqual([1]);
    saved.remove(ALICE, one?.id ?? 0);
    expect(placesOf(ALICE)).toEqual([]);
  });

  test(`is refused beyond ${MOST_SAVED} of one person`, () => {
    saved.save(ALICE, quote(1));
    const copy = `INSERT INTO saved (person_id, citation, quote, saved_ms, used_ms)
      SELECT person_id, citation || ?, quote, saved_ms, used_ms FROM saved WHERE id = 1`;
    db.transaction(() => {
      for (let number = 2; number <= MOST_SAVED; number++) db.prepare(copy).run(String(number));
    })();
    expect(saved.save(ALICE, quote(0))).toBe('full');
    expect(saved.save(ALICE, quote(1))).toBe('known');
    expect(saved.save(BOB, quote(0))).toBe('saved');
  });

  test('goes when its owner has not looked at any for long', () => {
    saved.save(ALICE, quote(1));
    saved.save(BOB, quote(2));
    now += 100 * DAY_MS;
    saved.page(ALICE, { page: 1, size: 4 });
    now += 100 * DAY_MS;
    saved.forgetOld();
    expect(placesOf(ALICE)).toEqual([1]);
    expect(placesOf(BOB)).toEqual([]);
  });
});

describe('the list', () => {
  test('has the newest first, in pages, and the nearest page where there is none', () => {
    for (const start of [1, 2, 3]) saved.save(ALICE, quote(start));
    const pageOf = (page: number) => {
      const { items, ...counted } = saved.page(ALICE, { page, size: 2 });
      return { ...counted, places: items.map(({ quotation }) => quotation.start) };
    };
    expect(pageOf(1)).toEqual({ page: 1, pages: 2, total: 3, places: [3, 2] });
    expect(pageOf(2)).toEqual({ page: 2, pages: 2, total: 3, places: [1] });
    expect(pageOf(99)).toEqual(pageOf(2));
    expect(pageOf(0)).toEqual(pageOf(1));
    expect(saved.page(BOB, { page: 1, size: 2 })).toMatchObject({ items: [], pages: 1, total: 0 });
  });
});
