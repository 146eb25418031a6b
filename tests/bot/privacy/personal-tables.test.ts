import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openState, type StateDatabase } from '../../../src/bot/inbox/state.ts';
import { STATE_TABLES } from '../../../src/bot/privacy/personal-tables.ts';

let folder: string;
let db: StateDatabase;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'tables-'));
  db = openState(folder);
});
afterEach(async () => {
  db.close();
  await rm(folder, { recursive: true });
});

function namesIn(sql: string): string[] {
  return db
    .prepare(sql)
    .all()
    .map((row) => (row as { readonly name: string }).name);
}

test('every table of the state says what becomes of it when somebody is to be forgotten', () => {
  const tables = namesIn("SELECT name FROM sqlite_master WHERE type = 'table'");
  expect(STATE_TABLES.map(({ table }) => table).toSorted()).toEqual(tables.toSorted());
});

test('what is erased is found by each column that names a person or a chat', () => {
  const missing = STATE_TABLES.flatMap((one) => {
    if (!('erase' in one)) return [];
    const columns = namesIn(`SELECT name FROM pragma_table_info('${one.table}')`);
    const naming = columns.filter((column) => /(?:person|chat|user|admin|member)_id$/.test(column));
    return naming
      .filter((column) => !one.erase.includes(column))
      .map((column) => [one.table, column]);
  });
  expect(missing).toEqual([]);
});

test('a table that nothing is erased from names nobody, or only whom an admin let in', () => {
  const naming = STATE_TABLES.filter((one) => 'stays' in one).flatMap(({ table }) =>
    namesIn(`SELECT name FROM pragma_table_info('${table}')`)
      .filter((column) => /person|chat|user|admin|member|name|question/.test(column))
      .map((column) => `${table}.${column}`),
  );
  expect(naming).toEqual(['facts.name']);
});
