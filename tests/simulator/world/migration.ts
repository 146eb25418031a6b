import type { TelegramUser } from '@gramio/types';
import { deliverMessage } from './delivery.ts';
import { post } from './post.ts';
import type { ChatRecord, World } from './records.ts';
import { emptyChat } from './world.ts';

/**
 * Turns a basic group into a supergroup with another id: service messages in both (telegram.md §2.4), and 400 with
 * `migrate_to_chat_id` for whoever writes to the old one.
 */
export function migrate(world: World, group: ChatRecord, by: TelegramUser): ChatRecord {
  const { title = '' } = group.chat;
  const supergroup = emptyChat({ id: supergroupId(world), type: 'supergroup', title });
  world.chats.set(supergroup.chat.id, supergroup);
  for (const [id, member] of group.members) supergroup.members.set(id, { ...member });
  const farewell = post(world, group, { from: by, migrate_to_chat_id: supergroup.chat.id });
  deliverMessage(world, group, farewell);
  const welcome = post(world, supergroup, { from: by, migrate_from_chat_id: group.chat.id });
  deliverMessage(world, supergroup, welcome);
  group.migratedTo = supergroup.chat.id;
  return supergroup;
}

/** Ids of supergroups and channels begin with -100: https://core.telegram.org/api/bots/ids */
export function supergroupId(world: World): number {
  return -1_000_000_000_000 - 2_000_000_000 - world.unique();
}

/** Ids of basic groups are negative and short. */
export function groupId(world: World): number {
  return -4_000_000 - world.unique();
}
