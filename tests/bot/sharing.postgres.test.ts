import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { en } from '../../src/bot/languages/en.ts';
import { ru } from '../../src/bot/languages/ru.ts';
import { type PostgresServer, isPostgresHere, startPostgres } from '../postgres/postgres-server.ts';
import type { Bot } from '../simulator/driver/bot.ts';
import type { Person } from '../simulator/driver/person.ts';
import type { Reply } from '../simulator/driver/reply.ts';
import { type Simulator, startSimulator } from '../simulator/driver/simulator.ts';
import { type Balancer, startBalancer, startInstances } from './support/instances.ts';
import { quotationFor } from './support/toy-bot.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const BALANCER_PORT = 18_960;

const WEBHOOK = { WEBHOOK_URL: 'http://127.0.0.1/hook', WEBHOOK_SECRET: 'a-secret-of-a-webhook' };

/** Long enough for a second answer, if there is one. Milliseconds. */
const SOON_MS = 1500;

describe.skipIf(!isPostgresHere)(
  'two instances of the bot, each posted what the other is not',
  () => {
    let server: PostgresServer;
    let balancer: Balancer;
    let sim: Simulator;
    let url: string;
    let bots: Bot[];
    let people = 0;
    beforeAll(async () => {
      server = await startPostgres();
      balancer = await startBalancer(BALANCER_PORT);
      sim = await startSimulator({ privacyMode: false });
      url = await server.newDatabase();
      bots = await startInstances(sim, balancer, { STATE_URL: url });
    });
    afterAll(async () => {
      for (const bot of bots) if (bot.isRunning) await bot.kill9();
      await sim.close();
      balancer.close();
      await server.stop();
    });

    const someone = (languageCode = 'en'): Person =>
      sim.person(`Sharer ${++people}`, { languageCode });

    /** What is done with one of the instances. */
    async function at<T>(instance: number, work: () => Promise<T>): Promise<T> {
      balancer.postTo([instance]);
      const done = await work();
      await sim.untilConfirmed();
      return done;
    }

    const answerTo = (person: Person, text: string, where: Parameters<Person['says']>[1] = {}) =>
      person.expectReply({ to: person.says(text, where), ...(where.in && { in: where.in }) });

    /** One of our programs with the settings of the instances. Its exit code is no matter. */
    const command = (program: string, ...args: string[]) =>
      new Promise<{ readonly stdout: string }>((resolve) => {
        const file = fileURLToPath(new URL(`../../dist/${program}`, import.meta.url));
        const env = { PATH: process.env['PATH'], BOT_TOKEN: sim.token, STATE_URL: url, ...WEBHOOK };
        execFile(process.execPath, [file, ...args], { env }, (_, stdout) => resolve({ stdout }));
      });

    const told = async (person: Person, reply: Reply, label: string) =>
      (await person.presses(reply, label).answered()).text;

    test('a setting that is chosen at one holds at the other from its next answer on', async () => {
      const [alice, bob] = [someone(), someone()];
      const group = sim.supergroup('Town', { members: [alice, bob] });
      await at(0, async () => {
        const menu = await answerTo(alice, '/settings', { in: group });
        await alice.presses(menu, en.settings.names.language).answered();
        const choices = await alice.expectEdit(menu);
        expect(await told(alice, choices, ru.name)).toBe(en.settings.saved);
      });
      const answer = await at(1, () => answerTo(bob, '/ask nothing?', { in: group }));
      expect(answer.text).toContain(ru.nothing);
    });

    test('a question that is edited at one edits the answer that the other gave', async () => {
      const alice = someone();
      const asked = alice.says('Who may vote?');
      const answer = await at(0, () => alice.expectReply({ to: asked }));
      const edited = await at(1, () => {
        alice.edits(asked, 'Who may swim?');
        return alice.expectEdit(answer);
      });
      expect(edited.text).toContain(quotationFor('Who may swim?'));
    });

    test('and waits while the other is still answering it', async () => {
      const alice = someone();
      const before = sim.callsOf('sendMessage').length;
      const asked = alice.says('slow 2500');
      balancer.postTo([0]);
      await sim.untilConfirmed();
      balancer.postTo([1]);
      alice.edits(asked, 'Quick after all?');
      const answer = await alice.expectReply({ to: asked });
      const edited = answer.text.includes('Quick') ? answer : await alice.expectEdit(answer);
      expect(edited.text).toContain(quotationFor('Quick after all?'));
      await new Promise((resolve) => setTimeout(resolve, SOON_MS));
      expect(sim.callsOf('sendMessage')).toHaveLength(before + 1);
    });

    test('a follow-up, /why, votes and saved quotes are understood wherever they arrive', async () => {
      const alice = someone();
      const answer = await at(0, () => answerTo(alice, 'Who may vote?'));
      await at(1, async () => {
        const followed = await answerTo(alice, 'Also when?', { replyTo: answer });
        expect(followed.text).toContain(quotationFor('Who may vote? Also when?'));
        expect((await answerTo(alice, '/why', { replyTo: answer })).text).toContain('90 %');
        expect(await told(alice, answer, '👍')).toBe(en.votes.noted.good);
        expect(await told(alice, answer, en.saved.button)).toBe(en.saved.saved);
      });
      await new Promise((resolve) => setTimeout(resolve, SOON_MS)); // no slip of the finger
      await at(0, async () => {
        expect(await told(alice, answer, '👍')).toBe(en.votes.takenBack);
        expect(await told(alice, answer, en.saved.button)).toBe(en.saved.known);
        expect((await answerTo(alice, '/saved')).text).toContain(en.saved.list(1, 1, 1));
      });
    });

    test('/forget at one leaves nothing of the person anywhere', async () => {
      const [alice, bob] = [someone(), someone()];
      for (const person of [alice, bob]) {
        for (const instance of [0, 1]) {
          await at(instance, async () => {
            const answer = await answerTo(
              person,
              `Is ${person.user.first_name} here, ${instance}?`,
            );
            await told(person, answer, '👎');
            await told(person, answer, en.saved.button);
          });
        }
      }
      const everywhere = async () => {
        const files = bots.flatMap(({ folders }) =>
          ['bot.db', 'bot.db-wal'].map((name) => path.join(folders.state, name)),
        );
        const bytes = await Promise.all(files.map((file) => readFile(file)));
        return Buffer.concat([...bytes, Buffer.from(await rowsOfAllTables(server, url))]);
      };
      expect((await everywhere()).includes(`Is ${alice.user.first_name} here, 0?`)).toBe(true);
      await at(1, async () => {
        const question = await answerTo(alice, '/forget');
        await told(alice, question, en.privacy.deleteButton);
      });
      await vi.waitFor(async () => {
        const left = await everywhere();
        expect(left.includes(`${alice.user.first_name} here`)).toBe(false);
        expect(left.includes(String(alice.user.id))).toBe(false);
        expect(left.includes(`Is ${bob.user.first_name} here, 0?`)).toBe(true);
      }, 20_000);
      const kept = await at(0, () => answerTo(alice, '/privacy'));
      expect(kept.text).toContain(en.privacy.questions(24, 0));
      expect(kept.text).toContain(en.privacy.saved(180, 0));
    });

    test('the doctor and the export of cases look into the same database', async () => {
      const alice = someone();
      const answer = await at(0, () => answerTo(alice, 'Who may export?'));
      await at(1, () => told(alice, answer, '👍'));
      const { stdout: cases } = await command('bot/main.js', 'cases', 'export');
      expect(JSON.parse(cases)).toMatchObject({
        questions: expect.arrayContaining([
          expect.objectContaining({
            question: 'Who may export?',
            votes: { good: 1, bad: 0, missed: 0 },
          }),
        ]),
      });
      const { stdout: found } = await command('index/main.js', 'doctor');
      expect(found).toMatch(/^ok +shared state: of this version; settings of chats: 1, /m);
    });

    test('while the database is away questions wait, and each is answered once when it is back', async () => {
      const [alice, bob] = [someone(), someone()];
      const admin = url.replace(/library_\d+/, 'postgres');
      const database = /library_\d+/.exec(url)?.[0] ?? '';
      const before = sim.callsOf('sendMessage').length;
      const late = await at(0, async () => alice.says('slow 2000')); // under way when the database goes
      await server.query(admin, `ALTER DATABASE ${database} WITH ALLOW_CONNECTIONS false`);
      await server.query(
        admin,
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${database}'`,
      );
      const waiting = await at(1, async () => bob.says('Who waits?'));
      await new Promise((resolve) => setTimeout(resolve, 3000));
      expect(sim.callsOf('sendMessage').length - before).toBeLessThan(2);
      await server.query(admin, `ALTER DATABASE ${database} WITH ALLOW_CONNECTIONS true`);
      await alice.expectReply({ to: late, withinMs: 30_000 });
      await bob.expectReply({ to: waiting, withinMs: 30_000 });
      await at(1, () => answerTo(alice, 'Still there?')); // the other instance doesn’t hold on to her
      await new Promise((resolve) => setTimeout(resolve, SOON_MS));
      expect(sim.callsOf('sendMessage').length - before).toBe(3);
    });
  },
);

/** Every row that the bot has in the database, as text. */
async function rowsOfAllTables(server: PostgresServer, url: string): Promise<string> {
  const tables = (await server.query(
    url,
    "SELECT table_schema || '.' || table_name AS name FROM information_schema.tables WHERE table_schema LIKE 'excerpt%'",
  )) as readonly { readonly name: string }[];
  const rows = await Promise.all(
    tables.map(({ name }) => server.query(url, `SELECT * FROM ${name}`)),
  );
  return JSON.stringify(rows);
}
