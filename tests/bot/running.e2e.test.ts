import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { startBot } from '../simulator/driver/bot.ts';
import { type Simulator, startSimulator } from '../simulator/driver/simulator.ts';
import { quotationFor, startToyBot } from './support/toy-bot.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let sim: Simulator;
beforeEach(async () => {
  sim = await startSimulator();
});
afterEach(() => sim.close());

describe('[45] a bot that ends while it answers', () => {
  test('by SIGKILL answers after its restart', async () => {
    const bot = await startToyBot(sim);
    const alice = sim.person('Alice');
    const asked = alice.says('slow 1000');
    await sim.untilConfirmed();
    await bot.kill9();
    await bot.restart();
    const reply = await alice.expectReply({ to: asked });
    expect(reply.text).toContain(quotationFor('slow 1000'));
  });

  test.each(['SIGTERM', 'SIGINT'] as const)(
    'by %s answers first, and says nothing twice',
    async (signal) => {
      const bot = await startToyBot(sim);
      const alice = sim.person('Alice');
      const asked = alice.says('slow 1000');
      await sim.untilConfirmed();
      const exit = await bot.terminate(signal);
      expect(exit).toMatchObject({ code: 0, signal: null });
      expect(exit.ms).toBeLessThan(10_000);
      await alice.expectReply({ to: asked });
      await bot.restart();
      await alice.expectReply({ to: alice.says('Again?') });
      const answers = [...(sim.world.chats.get(alice.user.id)?.messages.values() ?? [])].filter(
        ({ text }) => text?.includes(quotationFor('slow 1000')),
      );
      expect(answers).toHaveLength(1);
    },
  );

  test('by SIGTERM does not wait for what takes for ever, and answers it later', async () => {
    const bot = await startToyBot(sim);
    sim.faults.add({
      method: 'sendMessage',
      action: { kind: 'too-many-requests', retryAfterS: 15 },
    });
    const alice = sim.person('Alice');
    const asked = alice.says('Who?');
    await sim.expectCall('sendMessage');
    const exit = await bot.terminate();
    expect(exit.code).toBe(0);
    expect(exit.ms).toBeLessThan(10_000);
    await bot.restart();
    await alice.expectReply({ to: asked });
  });

  test('by a second signal ends at once', async () => {
    const bot = await startToyBot(sim);
    const alice = sim.person('Alice');
    alice.says('slow 5000');
    await sim.untilConfirmed();
    const first = bot.terminate();
    process.kill(bot.pid, 'SIGINT');
    expect((await first).ms).toBeLessThan(2000);
  });
});

describe('[46] a token', () => {
  test.each([
    ['that is missing', undefined, /^BOT_TOKEN is not set[^\n]*npm run ask[^\n]*\n$/],
    ['that is malformed', '12:tooshort', /^BOT_TOKEN is malformed[^\n]*\n$/],
  ])('%s ends the bot with one line', async (_, token, line) => {
    const bot = await startBot(sim, { env: { BOT_TOKEN: token }, until: 'nothing' });
    const exit = await bot.exited;
    expect(exit.code).toBe(78);
    expect(exit.ms).toBeLessThan(2000);
    expect(bot.output).toMatch(line);
  });

  test('that Telegram does not know ends it with one line, which does not repeat it', async () => {
    sim.revokeToken();
    const bot = await startToyBot(sim, { until: 'nothing' });
    const exit = await bot.exited;
    expect(exit.code).toBe(78);
    expect(exit.ms).toBeLessThan(2000);
    expect(bot.output).toMatch(/^Telegram does not know this BOT_TOKEN[^\n]*\n$/);
    expect(bot.output).not.toContain(sim.token.slice(-20));
  });
});

describe('[47] a second instance', () => {
  test('with the same state folder does not start', async () => {
    const bot = await startToyBot(sim);
    const second = await startToyBot(sim, { folders: bot.folders, until: 'nothing' });
    const exit = await second.exited;
    expect(exit.code).toBe(1);
    expect(second.output).toMatch(/^Another bot is running with the state folder [^\n]*\n$/);
    const alice = sim.person('Alice');
    await alice.expectReply({ to: alice.says('Who?') });
  });

  test('elsewhere ends the older one, which says so', async () => {
    const older = await startToyBot(sim);
    const newer = await startToyBot(sim);
    const exit = await older.exited;
    expect(exit.code).toBe(1);
    expect(older.output).toContain('Another bot polls with the same token, so this one stops.');
    expect(newer.isRunning).toBe(true);
    const alice = sim.person('Alice');
    await alice.expectReply({ to: alice.says('Who?') });
  });
});
