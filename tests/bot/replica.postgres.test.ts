import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type PostgresServer, isPostgresHere, startPostgres } from '../postgres/postgres-server.ts';
import { type Bot, startBot } from '../simulator/driver/bot.ts';
import { type Simulator, startSimulator } from '../simulator/driver/simulator.ts';
import { indexInto } from './support/indexing.ts';

vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });

describe.skipIf(!isPostgresHere)('a bot whose library is in a replica', () => {
  let primary: PostgresServer;
  let replica: PostgresServer;
  let primaryUrl: string;
  let replicaUrl: string;
  let sim: Simulator;
  let bot: Bot;
  beforeAll(async () => {
    primary = await startPostgres();
    primaryUrl = await primary.newDatabase();
    await indexInto(primaryUrl, 'The lighthouse stands on the island of Pharos.');
    replica = await startPostgres(primary);
    replicaUrl = replica.url(/library_\d+/.exec(primaryUrl)?.[0] ?? '');
    sim = await startSimulator({ strict: false });
    const env = { LIBRARY_URL: replicaUrl };
    bot = await startBot(sim, { documents: {}, env, withinMs: 120_000 });
  });
  afterAll(async () => {
    await sim.close();
    await replica.stop();
    await primary.stop();
  });

  const answerTo = async (question: string) => {
    const alice = sim.person('Alice');
    return (await alice.expectReply({ to: alice.says(question) })).text;
  };

  test('answers from it, and follows what is built into the primary', async () => {
    expect(await answerTo('Where is the lighthouse?')).toContain('island of Pharos');
    await indexInto(primaryUrl, 'The lighthouse stands on the cape of Sounion.', '--yes');
    await vi.waitFor(
      async () => expect(await answerTo('Where is the lighthouse?')).toContain('cape of Sounion'),
      { timeout: 20_000, interval: 500 },
    );
    expect(await replica.query(replicaUrl, 'SELECT pg_is_in_recovery() AS only_reads')).toEqual([
      { only_reads: true },
    ]);
  });

  test('answers every question while the library is made anew, though the replica ends what is in the way', async () => {
    // Nothing that is asked may hold up what the primary does.
    await replica.query(replicaUrl, 'ALTER SYSTEM SET max_standby_streaming_delay = 0');
    await replica.query(replicaUrl, 'SELECT pg_reload_conf()');
    const building = indexInto(
      primaryUrl,
      'The lighthouse stands on the rock of Malta.',
      '--yes',
      '--force',
    );
    const questions = Array.from({ length: 20 }, async (_, number) => {
      await new Promise((resolve) => setTimeout(resolve, number * 400));
      return await answerTo(`Where does lighthouse number ${number} stand?`);
    });
    for (const text of await Promise.all(questions)) {
      expect(text).toMatch(/cape of Sounion|rock of Malta/);
    }
    await building;
    await vi.waitFor(
      async () => expect(await answerTo('Where is the lighthouse?')).toContain('rock of Malta'),
      { timeout: 20_000, interval: 500 },
    );
    expect(bot.output).not.toContain('can’t be asked');
  });

  test('whoever would build into the replica is told to name the primary', async () => {
    await expect(indexInto(replicaUrl, 'The lighthouse is dark.', '--yes')).rejects.toThrow(
      /replica, which only reads. Name the primary/,
    );
  });
});
