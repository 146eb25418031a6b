import type { TelegramUpdate, TelegramUser } from '@gramio/types';
import { createClock, type Clock } from '../clock.ts';
import { createEvents, type Events, type Patience, type WorldEvent } from '../events.ts';
import { createFaults, type Faults } from '../faults.ts';
import { createFlood, type Flood } from '../flood.ts';
import type { Call, CallOutcome } from '../http/call.ts';
import { carryOut } from '../http/dispatch.ts';
import { listen } from '../http/server.ts';
import type { Server } from '../methods/method.ts';
import { createPolling } from '../updates/polling.ts';
import { createWebhook } from '../updates/webhook.ts';
import { botApiSchema } from '../validator/schema.ts';
import { createViolations, type Violations } from '../violations.ts';
import type { World } from '../world/records.ts';
import { addPerson, createWorld, type WorldOptions } from '../world/world.ts';
import { type ChatOptions, driveNewGroup, type Group } from './group.ts';
import { drivePerson } from './drive-person.ts';
import type { Chat, Person, Stage } from './person.ts';
import { patience } from './queries.ts';
import { nextUnread } from './reading.ts';
import type { Reply } from './reply.ts';
import { tell } from './tell.ts';

/** How a simulator is started. */
export interface SimulatorOptions extends WorldOptions {
  /** Wrong requests fail the test: on unless told. */
  readonly strict?: boolean;
}

/** What a test may say about an account. */
interface PersonOptions {
  readonly languageCode?: string;
  readonly lastName?: string;
  readonly username?: string;
  /** Another bot. */
  readonly isBot?: boolean;
}

/** A Bot API server on this machine, and the world behind it. */
export interface Simulator {
  /** What `TELEGRAM_API_ROOT` is to be. */
  readonly apiRoot: string;
  readonly port: number;
  readonly token: string;
  readonly world: World;
  readonly clock: Clock;
  readonly events: Events;
  readonly faults: Faults;
  readonly flood: Flood;
  readonly violations: Violations;
  /** Every request so far. */
  readonly calls: readonly Call[];
  /** A poll of the bot is waiting for updates at this moment. */
  readonly isPolled: boolean;
  person(name: string, options?: PersonOptions): Person;
  /** A chat of several people, with the bot in it unless told otherwise. */
  group(title: string, options: ChatOptions): Group;
  supergroup(title: string, options: ChatOptions): Group;
  /** A supergroup with topics; General is there from the start. */
  forum(title: string, options: ChatOptions): Group;
  channel(title: string, options: ChatOptions): Group;
  /** The next message of the bot in a chat that no test has read yet, whomever it is for. */
  expectMessage(chat: Chat, options?: { withinMs?: number }): Promise<Reply>;
  /** The same update once more, as Telegram sends it after a hiccup. */
  repeatUpdate(update: TelegramUpdate): void;
  /** A request without HTTP: for a bot in the same process, and thousands of requests. */
  carriesOut(method: string, raw: Readonly<Record<string, unknown>>): Promise<CallOutcome>;
  /** The calls of one method. */
  callsOf(method: string): readonly Call[];
  /** The next call (from now on) of a method that fits, once it was answered. */
  expectCall(
    method: string,
    options?: { withinMs?: number; match?: (call: Call) => boolean },
  ): Promise<Call>;
  /** As soon as `look` returns anything but undefined. */
  until<T>(look: (event?: WorldEvent) => T | undefined, patience: Patience): Promise<T>;
  /** A poll of the bot is waiting, now or soon. */
  untilPolled(options?: { withinMs?: number }): Promise<void>;
  /** All updates so far are confirmed by the bot. */
  untilConfirmed(options?: { withinMs?: number }): Promise<void>;
  /** The token is no longer valid. */
  revokeToken(): void;
  /** The server is out of reach until `comesBack`. */
  goesDown(): Promise<void>;
  comesBack(): Promise<void>;
  /** What happened lately, one line each. */
  story(): string;
  /** Throws when the bot sent a wrong request. */
  verdict(): void;
  /** Something to do when the simulator closes, such as ending a bot. */
  whenClosed(action: () => Promise<unknown>): void;
  /** Ends what was started with it, stops the server, and throws as `verdict` does. */
  close(): Promise<void>;
}

/** Fits the usual check of a token's form; it opens nothing anywhere. */
const TOKEN = '7654321098:SIMULATED-token-of-no-worth-0123456789';
const STORY_LINES = 30;

/** Starts a server with an empty world. */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const lines: string[] = [];
  const story = (): string => `What happened lately:\n${lines.join('\n') || '  nothing'}`;
  const clock = createClock();
  const events = createEvents(story);
  events.subscribe((event) => {
    const line = tell(event);
    if (line === undefined) return;
    lines.push(`  ${line}`);
    if (lines.length > STORY_LINES) lines.shift();
  });
  const violations = createViolations(events, options.strict ?? true);
  const world = createWorld(clock, events, options);
  const faults = createFaults();
  const calls: Call[] = [];
  const closing: (() => Promise<unknown>)[] = [];
  let token: string | undefined = TOKEN;

  const polling = createPolling(world.queue, clock, events);
  const carriesOut = async (
    name: string,
    raw: Readonly<Record<string, unknown>>,
  ): Promise<CallOutcome> => {
    const method = botApiSchema().method(name) ?? name;
    const call: Call = {
      id: calls.length + 1,
      method,
      params: botApiSchema().read(method, raw),
      files: new Map(),
      at: clock.now(),
      hungUp: new AbortController().signal,
      outcome: undefined,
    };
    calls.push(call);
    const outcome = await carryOut(server, call, violations);
    call.outcome = outcome;
    events.emit({ kind: 'answered', call });
    return outcome;
  };
  const webhook = createWebhook(world, (name, raw) => void carriesOut(name, raw));
  const flood = createFlood(clock);
  const server: Server = { world, polling, webhook, flood };
  const http = await listen({
    server,
    events,
    violations,
    faults,
    token: () => token,
    calls,
  });
  const stage: Stage = { world, events, read: new Set() };

  const verdict = (): void => {
    const error = violations.verdict();
    if (error) throw error;
  };
  return {
    apiRoot: `http://127.0.0.1:${http.port}`,
    port: http.port,
    token: TOKEN,
    world,
    clock,
    events,
    faults,
    flood,
    violations,
    calls,
    get isPolled() {
      return polling.isWaiting;
    },
    person: (name, about) => drivePerson(stage, addPerson(world, userOf(name, about))),
    group: (title, about) => driveNewGroup(world, 'group', title, about),
    supergroup: (title, about) => driveNewGroup(world, 'supergroup', title, about),
    forum: (title, about) => driveNewGroup(world, 'forum', title, about),
    channel: (title, about) => driveNewGroup(world, 'channel', title, about),
    expectMessage: ({ record }, { withinMs } = {}) => {
      const what = `a message of the bot in ${record.chat.title ?? record.chat.first_name ?? 'the chat'}`;
      return nextUnread(stage, record, () => true, patience(what, withinMs));
    },
    repeatUpdate: (update) => world.queue.repeat(update),
    carriesOut,
    callsOf: (method) => calls.filter((call) => call.method === method),
    expectCall(method, { withinMs, match = () => true } = {}) {
      const first = calls.length;
      const fits = (call: Call): boolean =>
        call.method === method && call.outcome !== undefined && match(call);
      const look = (): Call | undefined => calls.slice(first).find(fits);
      return events.until(look, patience(`a call of ${method}`, withinMs));
    },
    until: (look, patience) => events.until(look, patience),
    async untilPolled({ withinMs } = {}) {
      const look = (): true | undefined => (polling.isWaiting ? true : undefined);
      await events.until(look, patience('a poll of the bot', withinMs));
    },
    async untilConfirmed({ withinMs } = {}) {
      const look = (): true | undefined => (world.queue.size === 0 ? true : undefined);
      await events.until(look, patience('the bot to confirm all updates', withinMs));
    },
    revokeToken() {
      token = undefined;
    },
    goesDown: () => http.goDown(),
    comesBack: () => http.comeBack(),
    story,
    verdict,
    whenClosed: (action) => void closing.push(action),
    async close() {
      // The last one first: a bot ends before its folders go.
      for (const action of closing.splice(0).reverse()) await action();
      polling.close();
      webhook.close();
      await http.close();
      verdict();
    },
  };
}

function userOf(name: string, options: PersonOptions = {}): Omit<TelegramUser, 'id'> {
  const { languageCode, lastName, username, isBot = false } = options;
  return {
    is_bot: isBot,
    first_name: name,
    ...(lastName !== undefined && { last_name: lastName }),
    ...(username !== undefined && { username }),
    ...(languageCode !== undefined && { language_code: languageCode }),
  };
}
