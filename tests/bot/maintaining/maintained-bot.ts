import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { en } from '../../../src/bot/maintaining/languages/en.ts';
import { type Bot, type BotOptions, startBot } from '../../simulator/driver/bot.ts';
import type { Person } from '../../simulator/driver/person.ts';
import type { Reply } from '../../simulator/driver/reply.ts';
import { type Simulator, startSimulator } from '../../simulator/driver/simulator.ts';

/** Builds take seconds, and longer where other tests run beside. */
const BUILD_MS = 120_000;

/** The real bot with one maintainer. */
export interface Maintained {
  readonly sim: Simulator;
  readonly bot: Bot;
  readonly maria: Person;
  /** Sends a file. @returns what the bot makes of it when it has looked at it */
  readonly offered: (name: string | undefined, content: string | Buffer) => Promise<Reply>;
  /** Adds what was offered. @returns the report */
  readonly confirmed: (offer: Reply) => Promise<Reply>;
  /** Presses a button that starts a task. @returns the report, which replies to the message with the button */
  readonly reported: (message: Reply, button: string) => Promise<Reply>;
  readonly asks: (question: string) => Promise<Reply>;
  readonly audited: () => Promise<readonly Readonly<Record<string, unknown>>[]>;
}

export async function startMaintained(options: BotOptions = {}): Promise<Maintained> {
  const sim = await startSimulator();
  const maria = sim.person('Maria', { languageCode: 'en' });
  const env = { ADMIN_IDS: String(maria.user.id), ...options.env };
  const bot = await startBot(sim, { ...options, env });
  const reported = async (message: Reply, button: string): Promise<Reply> => {
    await maria.presses(message, button).answered();
    return maria.expectReply({ to: message.message, withinMs: BUILD_MS });
  };
  return {
    sim,
    bot,
    maria,
    reported,
    confirmed: (offer) => reported(offer, en.addButton),
    asks: (question) => maria.expectReply({ to: maria.says(question) }),
    async offered(name, content) {
      const sent = maria.uploads({ name, bytes: Buffer.from(content) });
      const looking = await maria.expectReply({ to: sent });
      return maria.expectEdit(looking, { withinMs: BUILD_MS });
    },
    async audited() {
      const lines = await readFile(path.join(bot.folders.state, 'audit.jsonl'), 'utf8');
      return lines
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as Record<string, unknown>);
    },
  };
}
