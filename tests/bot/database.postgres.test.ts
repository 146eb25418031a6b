import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { temporaryFolder } from '../index/library/temporary-folder.ts';
import { type PostgresServer, isPostgresHere, startPostgres } from '../postgres/postgres-server.ts';
import { startBot } from '../simulator/driver/bot.ts';
import { startSimulator } from '../simulator/driver/simulator.ts';

vi.setConfig({ testTimeout: 240_000, hookTimeout: 60_000 });

const dist = (file: string) => fileURLToPath(new URL(`../../dist/${file}`, import.meta.url));
const run = promisify(execFile);

describe.skipIf(!isPostgresHere)('the bot with its library in PostgreSQL', () => {
  let server: PostgresServer;
  beforeAll(async () => {
    server = await startPostgres();
  });
  afterAll(() => server.stop());

  test('answers without documents of its own, apologises while the database is away, and goes on', async () => {
    const LIBRARY_URL = await server.newDatabase();
    const admin = LIBRARY_URL.replace(/library_\d+/, 'postgres');
    const database = /library_\d+/.exec(LIBRARY_URL)?.[0] ?? '';
    await server.query(admin, "ALTER ROLE postgres PASSWORD 'hush-hush'");
    const withPassword = LIBRARY_URL.replace('postgres@', 'postgres:hush-hush@');
    await index(withPassword, 'The lighthouse stands on the island of Pharos.');
    const sim = await startSimulator({ strict: false });
    try {
      const bot = await startBot(sim, {
        documents: {},
        env: { LIBRARY_URL: withPassword, LOG_LEVEL: 'trace' },
        withinMs: 120_000,
      });
      const alice = sim.person('Alice');
      const first = await alice.expectReply({ to: alice.says('Where is the lighthouse?') });
      expect(first.text).toContain('island of Pharos');
      await index(withPassword, 'The lighthouse stands on the cape of Sounion.', '--yes');
      const second = await alice.expectReply({
        to: alice.says('Where does the lighthouse stand?'),
      });
      expect(second.text).toContain('cape of Sounion');
      await server.query(admin, `ALTER DATABASE ${database} WITH ALLOW_CONNECTIONS false`);
      await server.query(
        admin,
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${database}'`,
      );
      const apology = await alice.expectReply({ to: alice.says('Where is the lighthouse now?') });
      expect(apology.text).not.toContain('Sounion');
      await server.query(admin, `ALTER DATABASE ${database} WITH ALLOW_CONNECTIONS true`);
      const third = await alice.expectReply({ to: alice.says('Where is that lighthouse today?') });
      expect(third.text).toContain('cape of Sounion');
      expect(bot.output).not.toContain('hush-hush');
    } finally {
      await sim.close();
    }
  });
});

/** `npm run index`, where the documents are. */
async function index(LIBRARY_URL: string, text: string, ...options: string[]): Promise<void> {
  const folder = await temporaryFolder();
  const documents = path.join(folder, 'documents');
  await mkdir(documents);
  await writeFile(path.join(documents, 'lighthouse.txt'), `${text}\n`);
  const env = {
    ...process.env,
    LIBRARY_URL,
    DOCUMENTS_DIR: documents,
    LIBRARY_DIR: path.join(folder, 'library'),
  };
  await run(process.execPath, [dist('index/main.js'), 'index', ...options], { env });
}
