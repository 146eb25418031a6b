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
import { type Simulator, startSimulator } from '../simulator/driver/simulator.ts';
import { type Balancer, startBalancer, startInstances } from './support/instances.ts';
import { quotationFor } from './support/toy-bot.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const BALANCER_PORT = 18_950;

describe.skipIf(!isPostgresHere)('two instances of the bot that are posted everything', () => {
  let server: PostgresServer;
  let balancer: Balancer;
  let sim: Simulator;
  beforeAll(async () => {
    server = await startPostgres();
    balancer = await startBalancer(BALANCER_PORT);
    return () => balancer.close();
  });
  afterAll(() => server.stop());
  beforeEach(async () => {
    sim = await startSimulator();
    return () => sim.close();
  });

  const start = async () => {
    const instances = await startInstances(sim, balancer, {
      STATE_URL: await server.newDatabase(),
    });
    onTestFinished(async () => {
      for (const instance of instances) if (instance.isRunning) await instance.kill9();
    });
    return instances;
  };

  test('answer each question once, though both are posted it', async () => {
    await start();
    const people = ['Ann', 'Ben', 'Cem', 'Dora'].map((name) => sim.person(name));
    const questions = people.flatMap((person) =>
      [1, 2, 3].map((number) => ({ person, asked: person.says(`Question ${number}?`) })),
    );
    for (const { person, asked } of questions) await person.expectReply({ to: asked });
    await new Promise((resolve) => setTimeout(resolve, 1500)); // for a second answer, if there is one
    expect(sim.callsOf('sendMessage')).toHaveLength(questions.length);
  });

  test('lose nothing when one of them is killed in the middle of an answer', async () => {
    const [first] = await start(); // it is posted everything first, so it claims everything
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

  test('lose nothing, and answer twice at most what a kill came in between, however often one is killed', async () => {
    const instances = await start();
    const people = Array.from({ length: 24 }, (_, number) => sim.person(`Person ${number}`));
    const asked = people.map(async (person, number) => {
      await new Promise((resolve) => setTimeout(resolve, number * 700));
      const message = person.says(`slow ${(number % 4) * 300}`);
      await person.expectReply({ to: message, withinMs: 45_000 });
    });
    const kills = 6;
    for (let kill = 0; kill < kills; kill++) {
      await new Promise((resolve) => setTimeout(resolve, 1000));
      await instances[kill % instances.length]?.restart();
    }
    await Promise.all(asked);
    await new Promise((resolve) => setTimeout(resolve, 1500)); // for a second answer, if there is one
    const answers = sim.callsOf('sendMessage').length;
    expect(answers).toBeGreaterThanOrEqual(people.length);
    expect(answers).toBeLessThanOrEqual(people.length + kills);
  }, 120_000);
});
