import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { createJournal } from '../../src/bot/inbox/journal.ts';
import { moveToShared } from '../../src/bot/inbox/move-to-shared.ts';
import { SHARED_STEPS } from '../../src/bot/inbox/shared-tables.ts';
import { sqliteStore } from '../../src/bot/inbox/sqlite-store.ts';
import { ask } from '../../src/bot/inbox/store.ts';
import { STATE_TABLES } from '../../src/bot/privacy/personal-tables.ts';
import { openPool } from '../../src/index/postgres/pg.ts';
import { openSharedState, type SharedState } from '../../src/index/postgres/shared-state.ts';
import { type PostgresServer, isPostgresHere, startPostgres } from '../postgres/postgres-server.ts';
import { pairingCodesContract } from './access/pairing-codes.contract.ts';
import { settingsBookContract } from './groups/settings-book.contract.ts';
import { chatBookContract } from './inbox/chat-book.contract.ts';
import { questionMemoryContract } from './inbox/question-memory.contract.ts';
import { countsContract } from './maintaining/counts.contract.ts';
import { ALICE, BOB, peopleOf } from './privacy/people.ts';
import { privacyBookContract } from './privacy/privacy-book.contract.ts';
import { savedBookContract } from './saved/saved-book.contract.ts';
import { stateInFile, type TestState } from './support/test-state.ts';
import { voteBookContract } from './votes/vote-book.contract.ts';

vi.setConfig({ testTimeout: 30_000, hookTimeout: 60_000 });

const BOT = { botId: '4242', origin: '4242@here', steps: SHARED_STEPS, onContact: () => {} };

describe.skipIf(!isPostgresHere)('state in PostgreSQL', () => {
  let server: PostgresServer;
  let url: string;
  let bots = 0;
  beforeAll(async () => {
    server = await startPostgres();
    url = await server.newDatabase();
  });
  afterAll(() => server.stop());

  /** What an instance has for itself in a file, all else in a database, where each bot has tables of its own. */
  async function stateInDatabase(): Promise<TestState> {
    const bot = { ...BOT, url, botId: String(++bots) };
    const file = await stateInFile();
    const opened: SharedState[] = [];
    const open = async () => {
      const shared = await openSharedState(bot);
      opened.push(shared);
      return shared.store;
    };
    return {
      db: file.db,
      store: await open(),
      restarted: open,
      async close() {
        for (const shared of opened) await shared.close();
        await file.close();
      },
    };
  }

  describe('settings', () => {
    settingsBookContract(stateInDatabase);
  });
  describe('codes', () => {
    pairingCodesContract(stateInDatabase);
  });
  describe('chats', () => {
    chatBookContract(stateInDatabase);
  });
  describe('questions', () => {
    questionMemoryContract(stateInDatabase);
  });
  describe('votes', () => {
    voteBookContract(stateInDatabase);
  });
  describe('saved quotes', () => {
    savedBookContract(stateInDatabase);
  });
  describe('counts', () => {
    countsContract(stateInDatabase);
  });
  describe('privacy', () => {
    privacyBookContract(stateInDatabase);
  });

  test('has each shared table with the columns that the file has, in their order', async () => {
    const { db, store, close } = await stateInDatabase();
    for (const { table, whose } of STATE_TABLES) {
      const inFile = db.prepare(`SELECT name FROM pragma_table_info('${table}')`).all();
      const inDatabase = await store.rows(
        `SELECT column_name AS name FROM information_schema.columns
         WHERE table_schema = current_schema() AND table_name = ? ORDER BY ordinal_position`,
        [table],
      );
      expect({ table, columns: inDatabase }).toEqual({
        table,
        columns: whose === 'shared' ? inFile.map((row) => ({ ...(row as object) })) : [],
      });
    }
    await close();
  });

  test('takes any text and number that somebody may send', async () => {
    const { store, close } = await stateInDatabase();
    const { books, asks } = peopleOf({ db: (await stateInFile()).db, store });
    await asks(ALICE, ALICE, 'a\u0000b \ud800 ‮ 😀 ? ?1 $1 \\ \'"');
    expect(await books.questions.recentOf(ALICE, 1)).toEqual([
      'a\ufffdb \ufffd ‮ 😀 ? ?1 $1 \\ \'"',
    ]);
    for (const id of [1e20, 0.5, Number.NaN, Infinity, -1e300]) {
      await books.saved.remove(ALICE, id);
      expect(await books.listed.has(id)).toBe(false);
    }
    await close();
  });

  test('carries out work at once: what fails is undone, and nobody comes in between', async () => {
    const { store, restarted, close } = await stateInDatabase();
    const failing = store.atOnce(function* () {
      yield* ask('INSERT INTO listed VALUES (1, 1)');
      throw new Error('on the way');
    });
    await expect(failing).rejects.toThrow('on the way');
    expect(await store.rows('SELECT * FROM listed')).toEqual([]);
    await store.write('INSERT INTO listed VALUES (7, 0)');
    const stores = [store, await restarted()];
    const adding = Array.from({ length: 40 }, async (_, number) =>
      stores[number % 2]?.atOnce(function* () {
        const [row] = yield* ask<{ added_ms: number }>('SELECT added_ms FROM listed WHERE id = 7');
        yield* ask('UPDATE listed SET added_ms = ? WHERE id = 7', [(row?.added_ms ?? 0) + 1]);
      }),
    );
    await Promise.all(adding);
    expect(await store.rows('SELECT added_ms FROM listed')).toEqual([{ added_ms: 40 }]);
    await close();
  });

  test('is each bot’s own, and refused to a version that doesn’t know it', async () => {
    const url = await server.newDatabase();
    const mine = await openSharedState({ ...BOT, url });
    await mine.store.write('INSERT INTO listed VALUES (7, 1)');
    const other = await openSharedState({ ...BOT, url, botId: '77' });
    expect(await other.store.rows('SELECT * FROM listed')).toEqual([]);
    const newer = [...SHARED_STEPS, 'ALTER TABLE listed ADD COLUMN note text'];
    const next = await openSharedState({ ...BOT, url, steps: newer });
    expect(await next.store.rows('SELECT * FROM listed')).toEqual([
      { id: 7, added_ms: 1, note: null },
    ]);
    // Who was there before goes on.
    expect(await mine.store.rows('SELECT id FROM listed')).toEqual([{ id: 7 }]);
    await expect(openSharedState({ ...BOT, url })).rejects.toThrow(/newer version of the bot/);
    for (const one of [mine, other, next]) await one.close();
  });

  test('begins where version 0 had claims alone', async () => {
    const url = await server.newDatabase();
    await server.query(url, 'CREATE SCHEMA excerpt_state');
    await server.query(
      url,
      `CREATE TABLE excerpt_state.claims (origin text, id bigint, owner uuid NOT NULL,
         lapses timestamptz NOT NULL, done boolean NOT NULL DEFAULT false, PRIMARY KEY (origin, id))`,
    );
    await server.query(
      url,
      `INSERT INTO excerpt_state.claims VALUES ('4242@here', 5, gen_random_uuid(), now(), true)`,
    );
    const { claims, close } = await openSharedState({ ...BOT, url });
    expect([await claims.take(5, 'a'), await claims.take(6, 'a')]).toEqual(['done', 'ours']);
    await close();
  });

  test('takes over what an instance had for itself, once, and leaves nothing of it there', async () => {
    const own = await stateInFile();
    await peopleOf({ db: own.db, store: sqliteStore(own.db, createJournal(own.db)) }).leavesTraces(
      ALICE,
      'ALICE-WROTE',
    );
    await own.store.write("INSERT INTO tallies VALUES ('2026-11-24', 'private', 'found', 50, 3)");
    const { store, close } = await stateInDatabase();
    const { books, leavesTraces } = peopleOf({ db: own.db, store }, 100);
    await leavesTraces(BOB, 'BOB-WROTE');
    await moveToShared(own.db, store);
    expect(await books.privacy.kept(ALICE)).toEqual({ questions: 2, votes: 2, quotes: 1 });
    expect(await books.privacy.kept(BOB)).toEqual({ questions: 2, votes: 2, quotes: 1 });
    expect(await books.settingsBook.of(ALICE)).toMatchObject({ folder: 'ALICE-WROTE' });
    const linked = `SELECT unanswered.question FROM judged JOIN unanswered ON unanswered.id = unanswered_id ORDER BY 1`;
    expect(await store.rows(linked)).toEqual([
      { question: 'ALICE-WROTE alone?' },
      { question: 'BOB-WROTE alone?' },
    ]);
    expect([...rowsByTable(own).values()].every((count) => count === 0)).toBe(true);
    expect(await store.rows('SELECT count FROM tallies')).toEqual([{ count: 3 }]);
    await books.privacy.forget(ALICE);
    expect(await books.privacy.kept(ALICE)).toEqual({ questions: 0, votes: 0, quotes: 0 });
    await close();
    await own.close();
  });

  test('takes nothing twice where an instance dies before it erased what had arrived', async () => {
    const own = await stateInFile();
    await own.store.write("INSERT INTO tallies VALUES ('2026-11-24', 'private', 'found', 50, 3)");
    await own.store.write("INSERT INTO unanswered VALUES (1, 1, 'nothing', 'Why?', NULL, NULL)");
    const { store, close } = await stateInDatabase();
    const dying = {
      ...store,
      atOnce: async <T>(work: never) => {
        await store.atOnce<T>(work);
        throw new Error('killed');
      },
    };
    await expect(moveToShared(own.db, dying)).rejects.toThrow('killed');
    await moveToShared(own.db, store);
    expect(await store.rows('SELECT count FROM tallies')).toEqual([{ count: 3 }]);
    expect(await store.rows('SELECT question FROM unanswered')).toEqual([{ question: 'Why?' }]);
    expect([...rowsByTable(own).values()].every((count) => count === 0)).toBe(true);
    await close();
    await own.close();
  });

  test('a question of somebody waits while another instance answers the one before it', async () => {
    const url = await server.newDatabase();
    const [a, b] = [await openSharedState({ ...BOT, url }), await openSharedState({ ...BOT, url })];
    expect(await a.claims.take(1, '7 7')).toBe('ours');
    expect(await b.claims.take(1, '7 7')).toBe('elsewhere');
    expect(await b.claims.take(2, '7 7')).toBe('elsewhere');
    expect(await b.claims.take(3, '7 8')).toBe('ours');
    await a.claims.done(1);
    expect(await b.claims.take(1, '7 7')).toBe('done');
    expect(await b.claims.take(2, '7 7')).toBe('ours');
    expect(await a.claims.take(3, '7 8')).toBe('elsewhere');
    await b.close(); // gives up what it had begun
    expect(await a.claims.take(2, '7 7')).toBe('ours');
    expect(await a.claims.take(3, '7 8')).toBe('ours');
    await a.close();
    const pool = openPool(url, { connections: 1 });
    const connection = await pool.connect();
    expect(await connection.query('SELECT * FROM excerpt_state.lanes')).toEqual([]);
    connection.release();
    await pool.close();
  });
});

function rowsByTable({ db }: Pick<TestState, 'db'>): ReadonlyMap<string, number> {
  const shared = STATE_TABLES.filter(({ whose }) => whose === 'shared');
  return new Map(
    shared.map(({ table }) => [table, db.prepare(`SELECT * FROM ${table}`).all().length]),
  );
}
