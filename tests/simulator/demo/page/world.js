/** What the page knows: the demo's world as the server tells it, and what is chosen in this tab. */

const listeners = new Set();

/** The world as last told. `me` and `open` are this tab's: whose app it is, and which chat it shows. */
export const world = /** @type {any} */ ({
  isConnected: false,
  status: 'starting',
  bot: { id: 0, name: '', username: '' },
  people: [],
  chats: [],
  commands: {},
  /** Messages by chat id, each a Map by message id. */
  messages: new Map(),
  /** Emoji of the bot by `chat message`. */
  reactions: new Map(),
  /** When a chat's "typing" ends, by chat id. */
  typingUntil: new Map(),
  /** Unread messages by `person chat`. */
  unread: new Map(),
  me: undefined,
  open: undefined,
});

/** Calls `listener` with each change after it was taken in. */
export function onChange(listener) {
  listeners.add(listener);
}

function announce(change) {
  for (const listener of listeners) listener(change);
}

/** "One status lasts 5 seconds or less": https://core.telegram.org/bots/api#sendchataction */
const TYPING_MS = 5000;

const TAKE = {
  snapshot({ bot, status, people, chats, commands, messages }) {
    Object.assign(world, { bot, status, people, chats, commands, messages: new Map() });
    for (const message of messages) messagesOf(message.chat.id).set(message.message_id, message);
    world.me ??= people[0]?.id;
    if (!myChats().some(({ id }) => id === world.open)) world.open = myChats()[0]?.id;
  },
  status: ({ status }) => Object.assign(world, { status }),
  people: ({ people }) => Object.assign(world, { people }),
  chats: ({ chats }) => Object.assign(world, { chats }),
  commands: ({ commands }) => Object.assign(world, { commands }),
  message({ message }) {
    const chat = message.chat.id;
    messagesOf(chat).set(message.message_id, message);
    if (message.from?.id === world.bot.id) world.typingUntil.delete(chat);
    for (const { id } of world.people) {
      const isSeen = id === world.me && chat === world.open && document.hasFocus();
      if (!isSeen && message.from?.id !== id) {
        const key = `${id} ${chat}`;
        world.unread.set(key, (world.unread.get(key) ?? 0) + 1);
      }
    }
  },
  edit: ({ message }) => messagesOf(message.chat.id).set(message.message_id, message),
  delete: ({ chat, message }) => messagesOf(chat).delete(message),
  reaction: ({ chat, message, emoji }) => world.reactions.set(`${chat} ${message}`, emoji),
  action({ chat, action }) {
    if (action !== 'typing') return;
    world.typingUntil.set(chat, Date.now() + TYPING_MS);
    setTimeout(() => announce({ kind: 'action', chat }), TYPING_MS + 50);
  },
};

/** Keeps the page up to date; the browser itself connects again after an interruption. */
export function connect() {
  const feed = new EventSource('feed');
  feed.addEventListener('message', ({ data }) => {
    const change = JSON.parse(data);
    world.isConnected = true;
    TAKE[change.kind](change);
    announce(change);
  });
  feed.addEventListener('error', () => {
    world.isConnected = false;
    announce({ kind: 'connection' });
  });
}

/**
 * Does something in the demo's world, in the name of the person whose app this is.
 *
 * @throws Error with words for the person at the page
 */
export async function act(action, { signal } = {}) {
  const response = await fetch('act', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ person: world.me, ...action }),
    signal,
  }).catch((error) => {
    if (error.name === 'AbortError') throw error;
    throw new Error('The demo is not running any more: start it again with npm run demo.');
  });
  const outcome = await response.json();
  if (!response.ok) throw new Error(outcome.error);
  return outcome;
}

/** The messages of a chat by id, oldest first. */
export function messagesOf(chat) {
  if (!world.messages.has(chat)) world.messages.set(chat, new Map());
  return world.messages.get(chat);
}

export function myChats() {
  return world.chats.filter(({ members }) => members.includes(world.me));
}

export function openChat() {
  return myChats().find(({ id }) => id === world.open);
}

export function me() {
  return world.people.find(({ id }) => id === world.me);
}

/** Shows a chat, which makes its messages read. */
export function open(chat) {
  world.open = chat;
  world.unread.delete(`${world.me} ${chat}`);
  announce({ kind: 'open' });
}

/** From now on this tab is another person's app; a group stays open, a private chat becomes theirs. */
export function become(person) {
  const wasPrivate = openChat()?.kind === 'private';
  world.me = person;
  const chat = wasPrivate ? myChats().find(({ kind }) => kind === 'private')?.id : world.open;
  open(chat);
}

export function isTyping(chat) {
  return (world.typingUntil.get(chat) ?? 0) > Date.now();
}

/** The commands of the narrowest scope and language that has any: https://core.telegram.org/bots/api#botcommandscope */
export function commandsHere() {
  const chat = openChat();
  if (!chat?.hasBot) return [];
  const wide = chat.kind === 'private' ? 'all_private_chats' : 'all_group_chats';
  const scopes = [`chat ${chat.id}`, wide, 'default'];
  const keys = scopes.flatMap((scope) => [`${scope} ${me()?.language}`, `${scope} `]);
  const found = keys.find((key) => (world.commands[key] ?? []).length > 0);
  return found === undefined ? [] : world.commands[found];
}

/** Who wrote a message: a person, the bot, or a chat in whose name it stands. */
export function senderOf(message) {
  const chat = message.sender_chat;
  if (chat) return { id: chat.id, name: chat.title ?? '', isBot: false };
  const { id = 0, first_name: first = '', last_name: last } = message.from ?? {};
  return { id, name: last ? `${first} ${last}` : first, isBot: id === world.bot.id };
}

/** What a message says in one line, for lists and quotations. */
export function summaryOf(message) {
  const said = message.text ?? message.caption;
  if (said !== undefined) return said.replace(/\s+/gu, ' ').trim();
  return serviceTextOf(message) ?? message.document?.file_name ?? 'Message';
}

/** The words for an event of the chat; undefined for what somebody wrote. */
export function serviceTextOf({ new_chat_members: came, left_chat_member: left, from }) {
  if (came) {
    const names = came.map((user) => user.first_name).join(', ');
    return `${from?.first_name ?? 'Somebody'} added ${names}`;
  }
  return left ? `${left.first_name} left the group` : undefined;
}
