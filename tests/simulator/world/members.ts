import type { TelegramChatMember, TelegramUser } from '@gramio/types';
import { deliver, deliverMessage } from './delivery.ts';
import { post } from './post.ts';
import type { ChatRecord, MemberRecord, PersonRecord, Standing, World } from './records.ts';
import { botAsSender } from './world.ts';

const OUTSIDER: MemberRecord = { standing: 'left', isAnonymous: false };

const PRESENT: ReadonlySet<Standing> = new Set([
  'creator',
  'administrator',
  'member',
  'restricted',
]);

/** A change of somebody's standing in a chat. */
export interface Change {
  readonly who: TelegramUser;
  readonly by: TelegramUser;
  readonly to: Standing;
  readonly isAnonymous?: boolean;
}

/** What somebody is in a chat; whoever was never there has left. */
export function memberOf(place: ChatRecord, userId: number): MemberRecord {
  return place.members.get(userId) ?? OUTSIDER;
}

/** Whether somebody is in a chat. */
export function isPresent(place: ChatRecord, userId: number): boolean {
  return PRESENT.has(memberOf(place, userId).standing);
}

/**
 * Changes a standing and tells the bot: of itself by `my_chat_member`, of others by `chat_member`, which goes to
 * administrators who asked for it: https://core.telegram.org/bots/api#update
 */
export function changeStanding(world: World, place: ChatRecord, change: Change): void {
  const { who, by, to, isAnonymous = false } = change;
  const before = memberOf(place, who.id);
  const after: MemberRecord = { standing: to, isAnonymous };
  const isBot = who.id === world.bot.user.id;
  place.members.set(who.id, after);
  const user = isBot ? botAsSender(world) : who;
  const update = {
    chat: place.chat,
    from: by,
    date: world.clock.seconds(),
    old_chat_member: chatMember(user, before),
    new_chat_member: chatMember(user, after),
  };
  if (isBot) deliver(world, { my_chat_member: update });
  else if (memberOf(place, world.bot.user.id).standing === 'administrator') {
    deliver(world, { chat_member: update });
  }
  announce(world, place, {
    user,
    by,
    came: isComing(before, after),
    went: isComing(after, before),
  });
  world.events.emit({ kind: 'chat', chat: place.chat });
}

function isComing(before: MemberRecord, after: MemberRecord): boolean {
  return !PRESENT.has(before.standing) && PRESENT.has(after.standing);
}

interface Announcement {
  readonly user: TelegramUser;
  readonly by: TelegramUser;
  readonly came: boolean;
  readonly went: boolean;
}

/** Groups tell about comings and goings in the chat itself; channels don't. */
function announce(world: World, place: ChatRecord, { user, by, came, went }: Announcement): void {
  if (place.chat.type === 'channel' || (!came && !went)) return;
  const news = came ? { new_chat_members: [user] } : { left_chat_member: user };
  deliverMessage(world, place, post(world, place, { from: by, ...news }));
}

/** A person blocks the bot or lets it in again: the bot learns it by `my_chat_member` (telegram.md §2.4). */
export function setBlocked(
  world: World,
  person: PersonRecord,
  place: ChatRecord,
  isBlocked: boolean,
): void {
  if (person.hasBlocked === isBlocked) return;
  person.hasBlocked = isBlocked;
  const member = (blocked: boolean): TelegramChatMember =>
    chatMember(botAsSender(world), { standing: blocked ? 'kicked' : 'member', isAnonymous: false });
  deliver(world, {
    my_chat_member: {
      chat: place.chat,
      from: person.user,
      date: world.clock.seconds(),
      old_chat_member: member(!isBlocked),
      new_chat_member: member(isBlocked),
    },
  });
}

/** https://core.telegram.org/bots/api#chatmember */
export function chatMember(user: TelegramUser, member: MemberRecord): TelegramChatMember {
  switch (member.standing) {
    case 'creator':
      return { status: 'creator', user, is_anonymous: member.isAnonymous };
    case 'administrator':
      return { status: 'administrator', user, is_anonymous: member.isAnonymous, ...ADMIN_RIGHTS };
    case 'member':
      return { status: 'member', user };
    case 'restricted':
      return { status: 'restricted', user, ...NO_PERMISSIONS };
    case 'left':
      return { status: 'left', user };
    case 'kicked':
      return { status: 'kicked', user, until_date: 0 };
  }
}

const ADMIN_RIGHTS = {
  can_be_edited: false,
  can_manage_chat: true,
  can_delete_messages: true,
  can_manage_video_chats: true,
  can_restrict_members: true,
  can_promote_members: false,
  can_change_info: true,
  can_invite_users: true,
  can_post_stories: false,
  can_edit_stories: false,
  can_delete_stories: false,
  can_send_welcome_messages: false,
} as const;

const NO_PERMISSIONS = {
  is_member: true,
  can_send_messages: false,
  can_send_audios: false,
  can_send_documents: false,
  can_send_photos: false,
  can_send_videos: false,
  can_send_video_notes: false,
  can_send_voice_notes: false,
  can_send_polls: false,
  can_send_other_messages: false,
  can_add_web_page_previews: false,
  can_react_to_messages: false,
  can_edit_tag: false,
  can_change_info: false,
  can_invite_users: false,
  can_pin_messages: false,
  can_manage_topics: false,
  until_date: 0,
} as const;
