import { readdir } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import type { TelegramMessage } from '@gramio/types';
import type { Bot } from '../../simulator/driver/bot.ts';
import type { Group } from '../../simulator/driver/group.ts';
import type { Person } from '../../simulator/driver/person.ts';
import { type Simulator, startSimulator } from '../../simulator/driver/simulator.ts';
import type { FaultAction } from '../../simulator/faults.ts';
import { memoryOf } from '../support/process-figures.ts';
import { startToyBot } from '../support/toy-bot.ts';
import { openLedger, type Ledger } from './ledger.ts';

export interface SoakOptions {
  readonly questions: number;
  readonly people: number;
  readonly groups: number;
  readonly kills: number;
  /** Share of the bot's requests that go wrong, 0..1. */
  readonly faultRate: number;
  readonly seed: number;
  /** Growth of memory from warm to the end that fails the run, as a share; a short run is never warm. */
  readonly maxGrowth: number;
  readonly tell: (line: string) => void;
}

/** Questions that may be unanswered at a time: as many as a busy minute brings. */
const MAX_OPEN = 80;

/** After the last question everything must be answered within this time, milliseconds: a group takes 20 a minute. */
const PATIENCE_MS = 180_000;

/** The last part of the run has no kills, so that memory can be compared over it. */
const QUIET_SHARE = 0.4;

const FAULTS: readonly FaultAction[] = [
  { kind: 'too-many-requests', retryAfterS: 1 },
  { kind: 'error', code: 500, description: 'Internal Server Error: restart' },
  { kind: 'html', code: 502 },
  { kind: 'drop' },
  { kind: 'drop', commit: true },
  { kind: 'truncate' },
  { kind: 'delay', ms: 300 },
];

/** Asks, hinders and kills, and counts what became of every question. */
export async function runSoak(options: SoakOptions): Promise<{ readonly isPassed: boolean }> {
  const { tell } = options;
  const sim = await startSimulator();
  const random = randomFrom(options.seed);
  const ledger = openLedger(sim);
  const bot = await startToyBot(sim, {
    env: { LOG_LEVEL: 'warn', PERSON_PER_MINUTE: '0', GROUP_PER_MINUTE: '0' },
  });
  const cast = castOf(sim, options);
  strew(sim, options.faultRate, random);
  const memory: number[] = [];
  const killEvery = Math.ceil((options.questions * (1 - QUIET_SHARE)) / Math.max(1, options.kills));
  let kills = 0;
  for (let number = 1; number <= options.questions; number++) {
    await sim.until(() => (ledger.open() < MAX_OPEN ? true : undefined), {
      what: 'answers to come',
      withinMs: PATIENCE_MS,
    });
    ask(cast, number, random, ledger);
    if (number % killEvery === 0 && kills < options.kills) {
      kills++;
      await killAt(bot, ledger, random() * 300);
    }
    if (number % Math.ceil(options.questions / 10) === 0) {
      memory.push((await memoryOf(bot.pid)).nowMb);
      tell(
        `${number} asked, ${ledger.open()} open, ${kills} kills, ${memory.at(-1)?.toFixed(0)} MB`,
      );
    }
  }
  await sim
    .until(() => (ledger.open() === 0 ? true : undefined), {
      what: `the last ${ledger.open()} answers`,
      withinMs: PATIENCE_MS,
    })
    .catch(() => {});
  const figures = ledger.figures();
  const handles = await openFiles(bot.pid);
  await bot.terminate();
  await sim.close();
  return tellFigures(options, { ...figures, kills, memory, handles });
}

interface Cast {
  readonly people: readonly Person[];
  readonly groups: readonly Group[];
}

function castOf(sim: Simulator, { people, groups }: SoakOptions): Cast {
  const all = Array.from({ length: people }, (_, number) => sim.person(`Person ${number}`));
  const [first, ...others] = all;
  if (!first) throw new Error('There must be people.');
  const members = [first, ...others] as const;
  return {
    people: all,
    groups: Array.from({ length: groups }, (_, number) =>
      sim.supergroup(`Town ${number}`, { members }),
    ),
  };
}

/** One question in ten is asked in a group, where 20 answers a minute are allowed. */
function ask({ people, groups }: Cast, number: number, random: () => number, ledger: Ledger): void {
  const person = people[Math.floor(random() * people.length)];
  const group = random() < 0.1 ? groups[Math.floor(random() * groups.length)] : undefined;
  if (!person) return;
  const slow = random() < 0.02 ? ' slow 200' : '';
  const text = `Question ${number}${slow}?`;
  const message: TelegramMessage = group
    ? person.says(`/ask ${text}`, { in: group })
    : person.says(text);
  ledger.asked(message);
}

function strew(sim: Simulator, rate: number, random: () => number): void {
  for (const action of FAULTS) {
    sim.faults.add({
      match: () => random() < rate / FAULTS.length,
      times: Infinity,
      action,
    });
  }
}

async function killAt(bot: Bot, ledger: Ledger, inMs: number): Promise<void> {
  await sleep(inMs);
  ledger.killed();
  await bot.kill9();
  await bot.restart();
  ledger.restarted();
}

async function openFiles(pid: number): Promise<number> {
  return (await readdir(`/proc/${pid}/fd`).catch(() => [])).length;
}

/** Mulberry32: the same seed gives the same run, as far as time allows. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let bits = Math.imul(state ^ (state >>> 15), 1 | state);
    bits = (bits + Math.imul(bits ^ (bits >>> 7), 61 | bits)) ^ bits;
    return ((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32;
  };
}

interface Figures extends ReturnType<Ledger['figures']> {
  readonly kills: number;
  readonly memory: readonly number[];
  readonly handles: number;
}

function tellFigures(
  { tell, maxGrowth }: SoakOptions,
  figures: Figures,
): { readonly isPassed: boolean } {
  const { asked, lost, doubled, excused, kills, latencies, memory, handles } = figures;
  const at = (share: number) => latencies[Math.floor((latencies.length - 1) * share)] ?? 0;
  const quiet = memory.slice(-Math.ceil(memory.length * QUIET_SHARE) + 1);
  const [warm = 0] = quiet;
  const end = quiet.at(-1) ?? 0;
  tell(`questions ${asked}, kills ${kills}`);
  tell(`lost ${lost}`);
  tell(`doubled ${doubled}, of which in the stated window ${excused}`);
  tell(`latency ms: p50 ${at(0.5)}, p95 ${at(0.95)}, p99 ${at(0.99)}`);
  tell(`memory MB: ${warm.toFixed(0)} warm, ${end.toFixed(0)} at the end; open files ${handles}`);
  return { isPassed: lost === 0 && doubled === excused && end <= warm * (1 + maxGrowth) };
}
