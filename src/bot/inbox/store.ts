/** What a parameter of a query may be. */
export type Value = string | number | null;

/** SQL that SQLite and PostgreSQL both understand; parameters are `?` in their order, or all of them `?1`, `?2`. */
interface Query {
  readonly sql: string;
  readonly values: readonly Value[];
}

/**
 * Queries of which each may hang on the answers to those before it: a generator, so that nothing else can be waited for in
 * between, and so that whoever carries it out may do so at one go (SQLite) or over a network (PostgreSQL).
 */
export type Work<T> = Generator<Query, T, readonly object[]>;

/**
 * Port: what the bot remembers of people and chats, in the tables of `STATE_TABLES` that are `shared`. One instance of the bot
 * has them in its own file; several have them together in a database.
 */
export interface Store {
  /** Also what a query that changes something is to return. Durable when it resolves. */
  rows<Row extends object>(sql: string, values?: readonly Value[]): Promise<readonly Row[]>;
  /** Durable when it resolves; many that come at once cost little more than one. */
  write(sql: string, values?: readonly Value[]): Promise<void>;
  /** All of it or nothing, as if nobody else did anything meanwhile. It may be begun more than once. */
  atOnce<T>(work: () => Work<T>): Promise<T>;
}

/** One query of some work. @returns its rows */
export function* ask<Row extends object>(
  sql: string,
  values: readonly Value[] = [],
): Work<readonly Row[]> {
  return (yield { sql, values }) as readonly Row[];
}
