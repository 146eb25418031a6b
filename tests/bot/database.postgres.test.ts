import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type PostgresServer, isPostgresHere, startPostgres } from '../postgres/postgres-server.ts';
import { startBot } from '../simulator/driver/bot.ts';
import { startSimulator } from '../simulator/driver/simulator.ts';
import { indexInto } from './support/indexing.ts';

vi.setConfig({ testTimeout: 240_000, hookTimeout: 60_000 });

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
    await indexInto(withPassword, 'The lighthouse stands on the island of Pharos.');
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
      await indexInto(withPassword, 'The lighthouse stands on the cape of Sounion.', '--yes');
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
