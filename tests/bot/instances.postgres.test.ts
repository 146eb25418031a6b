import { type Server, createServer } from 'node:http';
import {
  afterAll,
  beforeAll,
  beforeEach,
  describe,
  expect,
  onTestFinished,
  test,
  vi,
} from 'vitest';
import { type PostgresServer, isPostgresHere, startPostgres } from '../postgres/postgres-server.ts';
import type { Bot } from '../simulator/driver/bot.ts';
import { type Simulator, startSimulator } from '../simulator/driver/simulator.ts';
import { quotationFor, startToyBot } from './support/toy-bot.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

/** Where Telegram posts to, and where the instances listen. */
const BALANCER_PORT = 18_950;
const PORTS = [18_951, 18_952];
/** The second instance is posted everything a moment after the first. */
const BETWEEN_POSTS_MS = 200;
const SECRET = 'a-secret-of-the-webhook';

describe.skipIf(!isPostgresHere)('two instances of the bot that share a database', () => {
  let server: PostgresServer;
  let sim: Simulator;
  beforeAll(async () => {
    server = await startPostgres();
    const balancer = await startBalancer();
    return () => void balancer.close();
  });
  afterAll(() => server.stop());
  beforeEach(async () => {
    sim = await startSimulator();
    return () => sim.close();
  });

  const startInstances = async () => {
    const STATE_URL = await server.newDatabase();
    const start = (port: number) =>
      startToyBot(sim, {
        env: {
          STATE_URL,
          WEBHOOK_URL: `http://127.0.0.1:${BALANCER_PORT}/hook`,
          WEBHOOK_SECRET: SECRET,
          WEBHOOK_PORT: String(port),
        },
      });
    // One after the other: which of two has got its webhook set can't be told.
    const instances: Bot[] = [];
    for (const port of PORTS) instances.push(await start(port));
    onTestFinished(async () => {
      for (const instance of instances) if (instance.isRunning) await instance.kill9();
    });
    return instances;
  };

  test('answer each question once, though both are posted it', async () => {
    await startInstances();
    const people = ['Ann', 'Ben', 'Cem', 'Dora'].map((name) => sim.person(name));
    const questions = people.flatMap((person) =>
      [1, 2, 3].map((number) => ({ person, asked: person.says(`Question ${number}?`) })),
    );
    for (const { person, asked } of questions) await person.expectReply({ to: asked });
    await new Promise((resolve) => setTimeout(resolve, 1500)); // for a second answer, if there is one
    expect(sim.callsOf('sendMessage')).toHaveLength(questions.length);
  });

  test('lose nothing when one of them is killed in the middle of an answer', async () => {
    const [first] = await startInstances(); // it is posted everything first, so it claims everything
    const alice = sim.person('Alice');
    const asked = alice.says('slow 3000');
    await sim.untilConfirmed();
    expect(sim.callsOf('sendMessage')).toHaveLength(0);
    await first?.kill9();
    const reply = await alice.expectReply({ to: asked, withinMs: 30_000 });
    expect(reply.text).toContain(quotationFor('slow 3000'));
    const after = alice.says('Still there?');
    await alice.expectReply({ to: after });
    await new Promise((resolve) => setTimeout(resolve, 1500)); // for a second answer, if there is one
    expect(sim.callsOf('sendMessage')).toHaveLength(2);
  });
});

/** Hands each post to every instance, and tells Telegram that it was taken where one of them took it. */
async function startBalancer(): Promise<Server> {
  const balancer = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on(
      'end',
      () => void handOn(Buffer.concat(chunks)).then((code) => response.writeHead(code).end()),
    );
  });
  await new Promise<void>((resolve) => balancer.listen(BALANCER_PORT, '127.0.0.1', resolve));
  return balancer;
}

async function handOn(body: Buffer): Promise<number> {
  const headers = { 'x-telegram-bot-api-secret-token': SECRET, 'content-type': 'application/json' };
  const posts = PORTS.map(async (port, at) => {
    await new Promise((resolve) => setTimeout(resolve, at * BETWEEN_POSTS_MS));
    return await fetch(`http://127.0.0.1:${port}/hook`, { method: 'POST', headers, body });
  });
  const answers = await Promise.allSettled(posts);
  const isTaken = answers.some((one) => one.status === 'fulfilled' && one.value.ok);
  return isTaken ? 200 : 502;
}
