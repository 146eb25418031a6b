import type { TelegramChat, TelegramMessage, TelegramUser } from '@gramio/types';
import { groupId, migrate, supergroupId } from '../world/migration.ts';
import { changeStanding, memberOf } from '../world/members.ts';
import type { ChatRecord, Standing, TopicRecord, World } from '../world/records.ts';
import { deleteTopic, openTopic, setClosed } from '../world/topics.ts';
import { emptyChat } from '../world/world.ts';
import type { Chat, Person } from './person.ts';

/** How a chat begins. */
export interface ChatOptions {
  /** The first one is the owner. */
  readonly members: readonly [Person, ...Person[]];
  /** What the bot is there; a member of groups, an administrator of channels unless told. `left`: not there (yet). */
  readonly bot?: Standing;
  /** The public name of a supergroup or channel, without `@`. */
  readonly username?: string;
}

/** A group, supergroup, forum or channel, and what its people do with it. */
export interface Group extends Chat {
  readonly record: ChatRecord;
  /** The chat's id at this moment. */
  readonly id: number;
  /** The bot's messages and everybody else's, oldest first. */
  readonly messages: readonly TelegramMessage[];
  /** What the bot has said to this person alone, oldest first. */
  asidesTo(who: Person): readonly TelegramMessage[];
  setStanding(who: Person, to: Standing): void;
  /** The owner makes the bot something else: `kicked`, `administrator`, `restricted` (muted) … */
  setBotStanding(to: Standing): void;
  /** From now on this administrator writes in the group's name. */
  hidesBehindGroup(who: Person): void;
  /** Opens a topic; returns its id. */
  opensTopic(name: string): number;
  closesTopic(id: number): void;
  reopensTopic(id: number): void;
  deletesTopic(id: number): void;
  /** The same people in a supergroup with another id. */
  becomesSupergroup(): Group;
}

/** The kinds of chats that a driver makes. */
export type GroupKind = 'group' | 'supergroup' | 'forum' | 'channel';

/** Makes a chat with people in it, and adds the bot as people do: it learns of it by updates. */
export function driveNewGroup(
  world: World,
  kind: GroupKind,
  title: string,
  options: ChatOptions,
): Group {
  const record = emptyChat(chatOf(world, kind, title, options.username));
  world.chats.set(record.chat.id, record);
  const [owner, ...others] = options.members;
  record.members.set(owner.user.id, { standing: 'creator', isAnonymous: false });
  for (const { user } of others)
    record.members.set(user.id, { standing: 'member', isAnonymous: false });
  const group = driveGroup(world, record, owner.user);
  const standing = options.bot ?? (kind === 'channel' ? 'administrator' : 'member');
  if (standing !== 'left') group.setBotStanding(standing);
  world.events.emit({ kind: 'chat', chat: record.chat });
  return group;
}

function chatOf(
  world: World,
  kind: GroupKind,
  title: string,
  username: string | undefined,
): TelegramChat {
  const name = username === undefined ? {} : { username };
  if (kind === 'group') return { id: groupId(world), type: 'group', title };
  const id = supergroupId(world);
  if (kind === 'forum') return { id, type: 'supergroup', title, is_forum: true, ...name };
  return { id, type: kind, title, ...name };
}

function driveGroup(world: World, record: ChatRecord, owner: TelegramUser): Group {
  const topic = (id: number): TopicRecord => {
    const known = record.topics.get(id);
    if (!known) throw new Error(`There is no topic ${id} in ${record.chat.title ?? 'the chat'}.`);
    return known;
  };
  return {
    record,
    id: record.chat.id,
    get messages() {
      return [...record.messages.values()];
    },
    asidesTo: ({ user }) =>
      record.asides.filter(({ receiver_user: receiver }) => receiver?.id === user.id),
    setStanding: ({ user }, to) => changeStanding(world, record, { who: user, by: owner, to }),
    setBotStanding: (to) => changeStanding(world, record, { who: world.bot.user, by: owner, to }),
    hidesBehindGroup({ user }) {
      const { standing } = memberOf(record, user.id);
      const to = standing === 'creator' ? standing : 'administrator';
      changeStanding(world, record, { who: user, by: owner, to, isAnonymous: true });
    },
    opensTopic: (name) => openTopic(world, record, name, owner).id,
    closesTopic: (id) => setClosed(world, record, topic(id), { isClosed: true, by: owner }),
    reopensTopic: (id) => setClosed(world, record, topic(id), { isClosed: false, by: owner }),
    deletesTopic: (id) => deleteTopic(record, topic(id)),
    becomesSupergroup: () => driveGroup(world, migrate(world, record, owner), owner),
  };
}
