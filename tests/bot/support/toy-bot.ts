import { fileURLToPath } from 'node:url';
import { type Bot, type BotOptions, startBot } from '../../simulator/driver/bot.ts';
import type { Simulator } from '../../simulator/driver/simulator.ts';

const program = fileURLToPath(new URL('../programs/toy-bot.mjs', import.meta.url));

/** Starts the bot over the toy library: programs/toy-bot.mjs says what its questions can do. */
export function startToyBot(sim: Simulator, options: BotOptions = {}): Promise<Bot> {
  return startBot(sim, { program, ...options });
}

/** What the toy library quotes in answer to a question. */
export function quotationFor(question: string): string {
  return `Somebody asked: ${question}`;
}
