import pg from 'pg';
import { databaseErrorOf } from './database-errors.ts';

/** A row by column names; see {@link parserOf} for the types. */
export type Row = Readonly<Record<string, unknown>>;

/** Values of parameters; arrays become arrays. */
export type Value = string | number | boolean | Buffer | null | readonly Value[];

/** One connection: what is asked one after the other sees what came before. */
export interface Connection {
  /** @throws DatabaseError */
  readonly query: <R extends object = Row>(
    sql: string,
    values?: readonly Value[],
  ) => Promise<readonly R[]>;
  /** Gives the connection back. `broken`: it isn't used again. */
  release(broken?: boolean): void;
}

/** Connections to one database, made when they are needed and kept for a while. */
export interface Pool {
  readonly url: string;
  /** @throws DatabaseError */
  connect(): Promise<Connection>;
  close(): Promise<void>;
}

/** Whoever waits longer for a connection is told that there is none, milliseconds. */
const CONNECT_MS = 10_000;

export interface PoolOptions {
  /** Most of them at a time. */
  readonly connections: number;
  /** Where tables are looked for that are named without a schema. */
  readonly schema?: string;
  /** Whatever takes longer to be answered is given up, as if the connection were lost. No limit unless told. */
  readonly answerMs?: number;
}

export function openPool(url: string, { connections, schema, answerMs }: PoolOptions): Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max: connections,
    connectionTimeoutMillis: CONNECT_MS,
    keepAlive: true,
    ...(schema !== undefined && { options: `-c search_path=${schema}` }),
    ...(answerMs !== undefined && { query_timeout: answerMs }),
  });
  // A connection that breaks while nobody uses it: the next question makes a new one.
  pool.on('error', () => undefined);
  return {
    url,
    connect: async () => {
      try {
        return connectionOf(url, await pool.connect());
      } catch (error) {
        throw databaseErrorOf(url, error);
      }
    },
    close: () => pool.end(),
  };
}

function connectionOf(url: string, client: pg.PoolClient): Connection {
  const ignore = () => undefined;
  client.on('error', ignore); // told by the query that meets it
  let last: Promise<unknown> = Promise.resolve();
  const ask = async <R extends object>(sql: string, values: readonly Value[]) => {
    try {
      return (await client.query<R>(questionOf(sql, values))).rows;
    } catch (error) {
      throw databaseErrorOf(url, error);
    }
  };
  return {
    query<R extends object>(sql: string, values: readonly Value[] = []) {
      const asking = last.then(() => ask<R>(sql, values));
      last = asking.catch(() => undefined);
      return asking;
    },
    release(broken = false) {
      client.off('error', ignore);
      client.release(broken);
    },
  };
}

function questionOf(text: string, values: readonly Value[]): pg.QueryConfig {
  const types = { getTypeParser: parserOf as pg.CustomTypesConfig['getTypeParser'] };
  return { text, values: [...values], types };
}

type Parser = (text: string) => unknown;

/** By the type's number in pg_type; all else stays text. The driver reads no binary answers. */
const PARSERS: Readonly<Record<number, Parser>> = {
  16: (text) => text === 't',
  /** `\x` and hexadecimal digits. */
  17: (text) => Buffer.from(text.slice(2), 'hex'),
  20: Number,
  21: Number,
  23: Number,
  700: Number,
  701: Number,
};

function parserOf(oid: number): Parser {
  return PARSERS[oid] ?? ((text) => text);
}
