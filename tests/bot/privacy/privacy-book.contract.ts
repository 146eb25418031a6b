import { beforeEach, describe, expect, test } from 'vitest';
import { openTaskBook } from '../../../src/bot/maintaining/task-book.ts';
import { STATE_TABLES } from '../../../src/bot/privacy/personal-tables.ts';
import type { OpenTestState, TestState } from '../support/test-state.ts';
import { ALICE, BOB, GROUP, peopleOf } from './people.ts';

/** How people are forgotten, wherever the rows about them are kept. */
export function privacyBookContract(open: OpenTestState): void {
  let state: TestState;
  let people: ReturnType<typeof peopleOf>;
  beforeEach(async () => {
    state = await open();
    people = peopleOf(state);
    return state.close;
  });

  /** Every row of every table, as text. */
  async function everything(): Promise<string> {
    const rows = await Promise.all(
      STATE_TABLES.map(async ({ table, whose }) => {
        const sql = `SELECT * FROM ${table}`;
        return whose === 'shared' ? state.store.rows(sql) : state.db.prepare(sql).all();
      }),
    );
    return JSON.stringify(rows);
  }

  describe('whoever is forgotten', () => {
    test('stands in no row any more, and everybody else still does', async () => {
      await people.leavesTraces(ALICE, 'ALICE-WROTE');
      await people.leavesTraces(BOB, 'BOB-WROTE');
      expect(await everything()).toContain(String(ALICE));
      await people.books.privacy.forget(ALICE);
      const left = await everything();
      expect(left).not.toContain('ALICE-WROTE');
      expect(left).not.toContain(String(ALICE));
      expect(left).toContain('BOB-WROTE alone?');
      expect(left).toContain(String(BOB));
      const { privacy } = people.books;
      expect(await privacy.kept(ALICE)).toEqual({ questions: 0, votes: 0, quotes: 0 });
      expect(await privacy.kept(BOB)).toEqual({ questions: 2, votes: 2, quotes: 1 });
    });

    test('takes their votes back: what they alone voted down is no gap any more', async () => {
      const [one, two] = [
        await people.asks(BOB, GROUP, 'One?'),
        await people.asks(BOB, GROUP, 'Two?'),
      ];
      await people.votes(ALICE, 'bad', one);
      await people.votes(ALICE, 'bad', two);
      await people.votes(BOB, 'bad', two);
      await people.books.privacy.forget(ALICE);
      const gaps = await people.unanswered.all('m');
      expect(gaps.map(({ question }) => question)).toEqual(['Two?']);
      expect(await people.books.votes.counted(7)).toEqual({ good: 0, bad: 1, missed: 0 });
    });

    test('takes the words of their question along, others’ votes on its answer stay', async () => {
      const asked = await people.asks(ALICE, GROUP, 'ALICE-ASKED?');
      await people.votes(BOB, 'bad', asked);
      await people.books.privacy.forget(ALICE);
      expect(await people.unanswered.all('m')).toEqual([]);
      expect(await state.store.rows('SELECT question FROM judged')).toEqual([]);
      expect((await people.books.votes.counted(7)).bad).toBe(1);
    });

    test('keeps what is under way: a maintainer’s task ends first', async () => {
      const tasks = openTaskBook(state.db);
      const person = { personId: ALICE, chatId: ALICE, language: 'en', statusId: undefined };
      tasks.add({ ...person, task: { kind: 'reindex', force: false } });
      await people.books.privacy.forget(ALICE);
      expect(tasks.open()).toMatchObject([{ personId: ALICE, state: 'waiting' }]);
    });

    test('may come back, with nothing of before', async () => {
      await people.asks(ALICE, ALICE, 'Before?');
      await people.books.privacy.forget(ALICE);
      await people.asks(ALICE, ALICE, 'After?');
      expect(await people.books.questions.recentOf(ALICE, 10)).toEqual(['After?']);
    });
  });
}
