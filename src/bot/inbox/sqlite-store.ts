import type { Journal } from './journal.ts';
import type { StateDatabase } from './state.ts';
import type { Store, Value, Work } from './store.ts';

/** What is remembered of people and chats, in the bot's own file. */
export function sqliteStore(db: StateDatabase, journal: Journal): Store {
  const prepared = new Map<string, ReturnType<StateDatabase['prepare']>>();
  const rowsOf = (sql: string, values: readonly Value[]): object[] => {
    const statement = prepared.get(sql) ?? db.prepare(sql);
    prepared.set(sql, statement);
    return statement.all(...values) as object[];
  };
  const atOnce = db.transaction((work: () => Work<unknown>) => carryOut(work(), rowsOf));
  return {
    async rows<Row extends object>(sql: string, values: readonly Value[] = []) {
      return rowsOf(sql, values) as Row[];
    },
    write: (sql, values = []) => journal.write({ sql, values }),
    async atOnce<T>(work: () => Work<T>) {
      return atOnce(work) as T;
    },
  };
}

function carryOut<T>(
  work: Work<T>,
  rowsOf: (sql: string, values: readonly Value[]) => object[],
): T {
  let step = work.next();
  while (!step.done) step = work.next(rowsOf(step.value.sql, step.value.values));
  return step.value;
}
