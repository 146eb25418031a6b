import type { TelegramBotCommand, TelegramMessage } from '@gramio/types';
import type { Simulator } from '../driver/simulator.ts';
import type { WorldEvent } from '../events.ts';
import type { ChatRecord } from '../world/records.ts';
import type { Cast } from './cast.ts';

/** Where the bot's process stands. */
export type BotStatus = 'starting' | 'ready' | 'stopped';

/** A chat in the page's list. */
interface PageChat {
  readonly id: number;
  readonly kind: 'private' | 'group';
  readonly title: string;
  /** Ids of the people in it. */
  readonly members: readonly number[];
  readonly hasBot: boolean;
}

/** A person whom the page can act as. */
export interface PagePerson {
  readonly id: number;
  readonly name: string;
  readonly language: string;
}

/** Commands that the bot published, as setMyCommands keeps them: "scope language". */
type PageCommands = Readonly<Record<string, readonly TelegramBotCommand[]>>;

/** All that the page shows, sent whenever it connects. */
export interface Snapshot {
  readonly kind: 'snapshot';
  readonly bot: { readonly id: number; readonly name: string; readonly username: string };
  readonly status: BotStatus;
  readonly people: readonly PagePerson[];
  readonly chats: readonly PageChat[];
  readonly messages: readonly TelegramMessage[];
  readonly commands: PageCommands;
}

/** What the page is told: everything once, then each change. */
export type Change =
  | Snapshot
  | { readonly kind: 'status'; readonly status: BotStatus }
  | { readonly kind: 'people'; readonly people: readonly PagePerson[] }
  | { readonly kind: 'commands'; readonly commands: PageCommands }
  | { readonly kind: 'chats'; readonly chats: readonly PageChat[] }
  | Extract<WorldEvent, { kind: 'message' | 'edit' }>
  | { readonly kind: 'delete'; readonly chat: number; readonly message: number }
  | { readonly kind: 'action'; readonly chat: number; readonly action: string }
  | {
      readonly kind: 'reaction';
      readonly chat: number;
      readonly message: number;
      readonly emoji: readonly string[];
    };

/** The world as the page sees it at this moment. */
export function snapshotOf(sim: Simulator, cast: Cast, status: BotStatus): Snapshot {
  const { id, first_name: name, username = '' } = sim.world.bot.user;
  const chats = chatsOf(sim, cast);
  return {
    kind: 'snapshot',
    bot: { id, name, username },
    status,
    people: peopleOf(cast),
    chats,
    messages: chats.flatMap((chat) => messagesOf(sim.world.chats.get(chat.id))),
    commands: commandsOf(sim),
  };
}

/** An event of the simulator as a change of the page; undefined for those that nobody would see. */
export function changeFor(sim: Simulator, cast: Cast, event: WorldEvent): Change | undefined {
  if (event.kind === 'message' || event.kind === 'edit') return event;
  if (event.kind === 'delete') {
    return { kind: 'delete', chat: event.chat.id, message: event.messageId };
  }
  if (event.kind === 'action') {
    return { kind: 'action', chat: event.chat.id, action: event.action };
  }
  if (event.kind === 'reaction') {
    const emoji = event.reactions.flatMap((each) => (each.type === 'emoji' ? [each.emoji] : []));
    return { kind: 'reaction', chat: event.chat.id, message: event.messageId, emoji };
  }
  if (event.kind === 'commands') return { kind: 'commands', commands: commandsOf(sim) };
  return event.kind === 'chat' ? { kind: 'chats', chats: chatsOf(sim, cast) } : undefined;
}

/** The people as they are now: their language may have changed. */
export function peopleOf({ people }: Cast): readonly PagePerson[] {
  return people.map(({ record: { user } }) => ({
    id: user.id,
    name: user.first_name,
    language: user.language_code ?? 'en',
  }));
}

function chatsOf(sim: Simulator, { people, withBot, withoutBot }: Cast): readonly PageChat[] {
  const botName = sim.world.bot.user.first_name;
  const privates = people.map(({ user }): PageChat => ({
    id: user.id,
    kind: 'private',
    title: botName,
    members: [user.id],
    hasBot: true,
  }));
  const groups = [withBot, withoutBot].map(({ record: { chat, members: all } }): PageChat => ({
    id: chat.id,
    kind: 'group',
    title: chat.title ?? '',
    members: people.map(({ user }) => user.id).filter((id) => isPresent(all.get(id)?.standing)),
    hasBot: isPresent(all.get(sim.world.bot.user.id)?.standing),
  }));
  return [...privates, ...groups];
}

function isPresent(standing: string | undefined): boolean {
  return standing !== undefined && standing !== 'left' && standing !== 'kicked';
}

function messagesOf(record: ChatRecord | undefined): TelegramMessage[] {
  return [...(record?.messages.values() ?? [])];
}

function commandsOf({ world }: Simulator): PageCommands {
  return Object.fromEntries(world.bot.commands);
}
