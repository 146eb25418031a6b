import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { en } from '../../../src/bot/languages/en.ts';
import { type Bot, startBot } from '../../simulator/driver/bot.ts';
import type { Person } from '../../simulator/driver/person.ts';
import { type Simulator, startSimulator } from '../../simulator/driver/simulator.ts';
import { type Ledger, openLedger } from '../soak/ledger.ts';
import { cpuSeconds, memoryOf } from '../support/process-figures.ts';

export interface LoadOptions {
  /** Folder; the first document unless told. */
  readonly documents?: string;
  /** Of those documents; built anew unless told. */
  readonly library?: string;
  /** Ascending. */
  readonly ratesPerSecond: readonly number[];
  readonly secondsEach: number;
  readonly tell: (line: string) => void;
}

/** Answers that take longer are too slow, for the slowest twentieth: milliseconds. */
const SLOW_MS = 1000;

/** After each step everything must be answered within this time, milliseconds. */
const PATIENCE_MS = 180_000;

/** Enough that nobody asks twice within a second. */
const PEOPLE = 1000;

/** What `ask` says that a person says, and the figures of what came of it. */
interface Stage {
  readonly sim: Simulator;
  readonly bot: Bot;
  readonly people: readonly Person[];
  readonly questions: Iterator<string, string>;
}

/** Raises the rate until the slowest twentieth waits for a second, then doubles it. */
export async function runLoad(options: LoadOptions): Promise<{ readonly isPassed: boolean }> {
  const { ratesPerSecond, tell } = options;
  const stage = await setStage(options);
  stage.sim.flood.isEnforced = true;
  await step(stage, { rate: 2, seconds: 3 }); // warms it
  let sustained = 0;
  let lost = 0;
  for (const rate of ratesPerSecond) {
    const figures = await step(stage, { rate, seconds: options.secondsEach });
    tell(lineOf(rate, figures));
    lost += figures.lost;
    if (figures.p95Ms > SLOW_MS) break;
    sustained = rate;
  }
  tell(`p95 stays below ${SLOW_MS} ms up to ${sustained} questions a second`);
  const rate = 2 * Math.max(sustained, 1);
  const figures = await step(stage, { rate, seconds: options.secondsEach });
  tell(`twice as many: ${lineOf(rate, figures)}`);
  tell(
    `${figures.busyWords} of ${figures.asked} were told to be patient, all were answered ${(figures.drainMs / 1000).toFixed(1)} s after the last question; ${lost + figures.lost} lost, ${stage.sim.flood.refusals} requests refused by Telegram's limits`,
  );
  const { nowMb, peakMb } = await memoryOf(stage.bot.pid);
  tell(`the bot holds ${nowMb.toFixed(0)} MB, at its peak ${peakMb.toFixed(0)} MB`);
  await stage.bot.terminate();
  await stage.sim.close();
  return { isPassed: lost + figures.lost === 0 };
}

async function setStage({ documents, library }: LoadOptions): Promise<Stage> {
  const folder = documents ?? path.resolve('data/documents');
  const sim = await startSimulator({ strict: false });
  const bot = await startBot(sim, {
    folders: { documents: folder, ...(library !== undefined && { library }) },
    env: { LOG_LEVEL: 'warn', PERSON_PER_MINUTE: '0', GROUP_PER_MINUTE: '0' },
    withinMs: 600_000,
  });
  const people = Array.from({ length: PEOPLE }, (_, number) =>
    sim.person(`Person ${number}`, { languageCode: 'en' }),
  );
  return { sim, bot, people, questions: questionsAbout(await wordsIn(folder)) };
}

async function wordsIn(folder: string): Promise<string[]> {
  const names = await readdir(folder, { recursive: true });
  const texts = await Promise.all(
    names
      .filter((name) => /\.(txt|md)$/.test(name))
      .slice(0, 200)
      .map((name) => readFile(path.join(folder, name), 'utf8')),
  );
  return texts.join(' ').match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** No two alike, so that none is answered from the cache of answers. */
function* questionsAbout(words: readonly string[]): Generator<string, string> {
  for (let number = 0; ; number += 1) {
    const start = (number * 7919) % Math.max(1, words.length - 8);
    const about = words.slice(start, start + 3 + (number % 5)).join(' ');
    yield `What is said about ${about}, question ${number}?`;
  }
}

interface Figures {
  readonly asked: number;
  readonly lost: number;
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly busyWords: number;
  /** From the last question to the last answer. */
  readonly drainMs: number;
  /** Of one processor, while questions came. */
  readonly botCpu: number;
  /** Messages a second while questions came. */
  readonly sentPerSecond: number;
}

async function step(
  stage: Stage,
  { rate, seconds }: { readonly rate: number; readonly seconds: number },
): Promise<Figures> {
  const { sim, bot } = stage;
  const ledger = openLedger(sim, { isAnswer: ({ text }) => text !== en.busy });
  const before = { cpu: await cpuSeconds(bot.pid), sent: sim.callsOf('sendMessage').length };
  const startedAt = performance.now();
  await askAll(stage, ledger, { rate, count: Math.ceil(rate * seconds) });
  const askedAt = performance.now();
  const sent = sim.callsOf('sendMessage').slice(before.sent);
  const cpu = (await cpuSeconds(bot.pid)) - before.cpu;
  const patience = { what: 'all answers', withinMs: PATIENCE_MS };
  await sim.until(() => (ledger.open() === 0 ? true : undefined), patience).catch(() => undefined);
  const { asked, lost, latencies } = ledger.figures();
  const at = (share: number) => latencies[Math.floor((latencies.length - 1) * share)] ?? Infinity;
  const tookS = (askedAt - startedAt) / 1000;
  return {
    asked,
    lost,
    p50Ms: at(0.5),
    p95Ms: at(0.95),
    busyWords: wordsOfPatience(sim, before.sent),
    drainMs: performance.now() - askedAt,
    botCpu: cpu / tookS,
    sentPerSecond: sent.length / tookS,
  };
}

/** At random times, as people ask: a question comes whether or not those before it were answered. */
async function askAll(
  { people, questions }: Stage,
  ledger: Ledger,
  { rate, count }: { readonly rate: number; readonly count: number },
): Promise<void> {
  let dueAt = performance.now();
  for (let number = 0; number < count; number += 1) {
    dueAt += (-Math.log(1 - Math.random()) * 1000) / rate;
    await sleep(Math.max(0, dueAt - performance.now()));
    const person = people[number % people.length];
    if (person) ledger.asked(person.says(questions.next().value));
  }
}

function wordsOfPatience(sim: Simulator, from: number): number {
  return sim
    .callsOf('sendMessage')
    .slice(from)
    .filter(({ params }) => params['text'] === en.busy).length;
}

function lineOf(rate: number, { p50Ms, p95Ms, botCpu, sentPerSecond, lost }: Figures): string {
  return `${rate} a second: p50 ${p50Ms} ms, p95 ${p95Ms} ms; ${sentPerSecond.toFixed(1)} messages a second, ${(100 * botCpu).toFixed(0)} % of a processor, ${lost} lost`;
}
