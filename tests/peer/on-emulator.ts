import type { TelegramChat, TelegramMessage, TelegramUser } from '@gramio/types';
import { startBot } from '../simulator/driver/bot.ts';
import { type Reply, readReply } from '../simulator/driver/reply.ts';
import { createEvents, type Events } from '../simulator/events.ts';
import type { Call } from '../simulator/http/call.ts';
import { plainText } from '../simulator/world/says.ts';
import { startEmulatorProcess } from './emulator-process.ts';
import { type Line, openLine } from './line.ts';
import type { InlineQuestion, Person, Telegram } from './telegram.ts';

/** Fits the usual check of a token's form; the emulator takes any. */
const TOKEN = '7654321098:EMULATED-token-of-no-worth-0123456789';

/** What the emulator's getMe says, with the name that it leaves out. */
const BOT: TelegramUser = { id: 7, is_bot: true, first_name: 'Fixture' };

/** Numbers for people, chats, messages and queries: far from the emulator's own, which count from 1. */
const FIRST_NUMBER = 100_000;

/**
 * The core suite's view of lo-bot-api-emulator. That server knows no people and keeps no messages: it takes updates that are
 * given to it, and judges requests. So what people do is made here into updates, and what they see is read off the line.
 */
export async function telegramOnEmulator(program: string): Promise<Telegram> {
  const server = await startEmulatorProcess(program);
  const closing: (() => Promise<unknown>)[] = [];
  const lines = (): string => line.calls.map(told).join('\n');
  const events = createEvents(() => `The bot called:\n${lines()}`);
  const line = await openLine(server.apiRoot, events);
  const bot = { apiRoot: line.apiRoot, token: TOKEN, calls: line.calls, events };
  const stage = createStage(line, events, (update) => server.enqueue(TOKEN, update));
  return {
    line,
    startBot: ({ env, ...options } = {}) =>
      startBot(
        {
          ...bot,
          until: (look, patience) => events.until(look, patience),
          whenClosed: (action) => void closing.push(action),
        },
        { ...options, env: { BOT_API: 'basic', ...env } },
      ),
    person: (name) => drivePerson(stage, name),
    group(title) {
      const group: TelegramChat = { id: -stage.number(), type: 'group', title };
      stage.chats.set(group.id, group);
      return group;
    },
    repliesTo: (message) => repliesTo(stage, message),
    async close() {
      for (const action of closing.splice(0)) await action();
      await line.close();
      await server.close();
    },
  };
}

/** One line about a request: what was refused, and why. */
function told({ method, outcome }: Call): string {
  return outcome?.kind === 'refused' ? `  ${method}: ${outcome.description}` : `  ${method}`;
}

interface Stage {
  readonly line: Line;
  readonly events: Events;
  readonly chats: Map<number, TelegramChat>;
  number(): number;
  /** Sends updates one after the other, in the order in which they are given. */
  deliver(update: object): void;
}

function createStage(
  line: Line,
  events: Events,
  enqueue: (update: object) => Promise<void>,
): Stage {
  let last = FIRST_NUMBER;
  let delivered = Promise.resolve();
  return {
    line,
    events,
    chats: new Map(),
    number: () => (last += 1),
    deliver(update) {
      const broken = (reason: Error): void => events.emit({ kind: 'broken', reason });
      delivered = delivered.then(() => enqueue(update)).catch(broken);
    },
  };
}

function drivePerson(stage: Stage, name: string): Person {
  const id = stage.number();
  const user: TelegramUser = { id, is_bot: false, first_name: name, language_code: 'en' };
  const own: TelegramChat = { id, type: 'private', first_name: name };
  stage.chats.set(id, own);
  const writes = (content: Partial<TelegramMessage>, chat = own): TelegramMessage => {
    const date = Math.floor(Date.now() / 1000);
    const message = { message_id: stage.number(), from: user, chat, date, ...content };
    stage.deliver({ message });
    return message as TelegramMessage;
  };
  return {
    says: (text, { in: place, replyTo } = {}) =>
      writes(
        { ...plainText(text), ...(replyTo && { reply_to_message: replyTo.message as never }) },
        place && stage.chats.get(place.id),
      ),
    expectReply: ({ to }) =>
      stage.events.until(() => repliesTo(stage, to)[0], { what: `a reply to ${name}` }),
    presses({ message }, { data }) {
      const query = String(stage.number());
      stage.deliver({
        callback_query: { id: query, from: user, message, chat_instance: query, data },
      });
      const isAnswer = ({ params }: Call) => params['callback_query_id'] === query;
      return {
        async answered() {
          const { params } = await accepted(stage, 'answerCallbackQuery', isAnswer);
          const { text } = params;
          return typeof text === 'string' ? { text } : {};
        },
      };
    },
    asksInline: (text) => driveInline(stage, { user, text }, writes),
  };
}

function driveInline(
  stage: Stage,
  { user, text }: { readonly user: TelegramUser; readonly text: string },
  writes: (content: Partial<TelegramMessage>) => TelegramMessage,
): InlineQuestion {
  const id = String(stage.number());
  stage.deliver({ inline_query: { id, from: user, query: text, offset: '' } });
  const isAnswer = ({ params }: Call) => params['inline_query_id'] === id;
  return {
    async answered() {
      const { params } = await accepted(stage, 'answerInlineQuery', isAnswer);
      return { results: params['results'] as never };
    },
    choose(result) {
      const content = result && 'input_message_content' in result && result.input_message_content;
      if (!content || !('message_text' in content)) throw new Error('There is no text to choose.');
      const { message_text: inserted, entities } = content;
      return writes({
        text: inserted.toString(),
        via_bot: BOT,
        ...(entities && { entities }),
      });
    },
  };
}

/** The bot's request of this kind, once the emulator has accepted it. */
function accepted(
  { events, line }: Stage,
  method: string,
  fits: (call: Call) => boolean,
): Promise<Call> {
  const look = (): Call | undefined =>
    line.calls.find((call) => call.method === method && call.outcome?.kind === 'ok' && fits(call));
  return events.until(look, { what: `a call of ${method}` });
}

function repliesTo({ line, chats }: Stage, to: TelegramMessage): readonly Reply[] {
  return line.calls
    .filter(({ method, params }) => {
      const target = params['reply_parameters'] as { readonly message_id: number } | undefined;
      return (
        method === 'sendMessage' &&
        params['chat_id'] === to.chat.id &&
        target?.message_id === to.message_id
      );
    })
    .flatMap(({ outcome, params }) => {
      if (outcome?.kind !== 'ok') return [];
      const { text, entities, reply_markup: markup } = params;
      const sent = { text, entities, ...(markup !== undefined && { reply_markup: markup }) };
      const place = { chat: chats.get(to.chat.id), from: BOT, reply_to_message: to };
      return [readReply({ ...(outcome.result as object), ...place, ...sent } as TelegramMessage)];
    });
}
