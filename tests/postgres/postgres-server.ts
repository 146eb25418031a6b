import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { openPool } from '../../src/index/postgres/pg.ts';
import { installProgram } from '../python/python-program.ts';

/** A PostgreSQL server with pgvector, of this test alone. */
export interface PostgresServer {
  readonly folder: string;
  /** Of a database that is there. */
  url(database: string): string;
  /** A database that holds nothing. */
  newDatabase(): Promise<string>;
  /** Asks a database something. */
  query(url: string, sql: string): Promise<readonly object[]>;
  stop(): Promise<void>;
}

const here = (file: string) => fileURLToPath(new URL(file, import.meta.url));

// Where it runs for everyone (CI), nobody would notice that it did not run.
const program = await installProgram({
  name: 'pgserver',
  requirements: here('requirements.txt'),
  isOptional: process.env['CI'] === undefined,
});

/** Whether there is a server to start; where PyPI is out of reach there is none. */
export const isPostgresHere = program !== undefined;

/** Starts a server on a socket in a folder of its own. @param primary that it is to be a replica of */
export async function startPostgres(
  primary?: Pick<PostgresServer, 'folder'>,
): Promise<PostgresServer> {
  const folder = await mkdtemp(path.join(tmpdir(), 'postgres-'));
  const python = path.join(path.dirname(program ?? ''), 'python');
  const child = spawn(
    python,
    ['-W', 'ignore', here('server.py'), folder, ...(primary ? [primary.folder] : [])],
    {
      stdio: ['pipe', 'pipe', 'inherit'],
    },
  );
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  await new Promise<void>((resolve, reject) => {
    child.stdout.once('data', () => resolve());
    child.once('error', reject);
    child.once('close', () => reject(new Error('PostgreSQL ended by itself')));
  });
  const url = (database: string) => `postgres://postgres@localhost/${database}?host=${folder}`;
  let databases = 0;
  return {
    folder,
    url,
    async newDatabase() {
      databases += 1;
      const name = `library_${databases}`;
      await query(url('postgres'), `CREATE DATABASE ${name}`);
      return url(name);
    },
    query,
    async stop() {
      child.stdin.end();
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function query(url: string, sql: string): Promise<readonly object[]> {
  const pool = openPool(url, { connections: 1 });
  const connection = await pool.connect();
  try {
    return await connection.query(sql);
  } finally {
    connection.release();
    await pool.close();
  }
}
