import { avatar, el } from './elements.js';
import {
  become,
  isTyping,
  me,
  messagesOf,
  myChats,
  onChange,
  open,
  openChat,
  senderOf,
  summaryOf,
  world,
} from './world.js';

const clock = new Intl.DateTimeFormat(undefined, { hour: 'numeric', minute: '2-digit' });

/** The list of chats, the header of the open one, and moving between them. */
export function chatList() {
  const list = document.querySelector('#chats');
  onChange(() => {
    const focused = list.contains(document.activeElement);
    list.replaceChildren(...myChats().map(entryOf));
    if (focused) list.querySelector('[aria-current]')?.focus();
    header();
  });
  list.addEventListener('keydown', (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step === undefined) return;
    const entries = [...list.querySelectorAll('button')];
    entries.at((entries.indexOf(document.activeElement) + step) % entries.length)?.focus();
    event.preventDefault();
  });
  document.addEventListener('keydown', (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!event.altKey || step === undefined) return;
    const chats = myChats();
    const at = chats.findIndex(({ id }) => id === world.open);
    show(chats.at((at + step) % chats.length).id);
    event.preventDefault();
  });
  document.querySelector('#back').addEventListener('click', () => history.back());
  addEventListener('popstate', () => document.body.classList.toggle('in-chat', inChat()));
  addEventListener('focus', () => open(world.open));
  document.body.classList.toggle('in-chat', inChat());
}

/** On a phone the list and the chat are two pages; on a wide screen they stand side by side. */
function show(chat) {
  if (!inChat()) history.pushState({ inChat: true }, '');
  document.body.classList.add('in-chat');
  open(chat);
}

function inChat() {
  return history.state?.inChat === true;
}

/** Opens the private chat with the bot. */
export function showPrivateChat() {
  const own = myChats().find(({ kind }) => kind === 'private');
  if (own) show(own.id);
}

function entryOf(chat) {
  const last = [...messagesOf(chat.id).values()].at(-1);
  const unread = world.unread.get(`${world.me} ${chat.id}`) ?? 0;
  const isOpen = chat.id === world.open;
  return el(
    'li',
    {},
    el(
      'button.entry',
      {
        type: 'button',
        'aria-current': isOpen ? 'true' : undefined,
        onclick: () => show(chat.id),
      },
      pictureOf(chat),
      el('span.title', { dir: 'auto' }, chat.title),
      el('span.when', {}, last ? clock.format(new Date(last.date * 1000)) : ''),
      el('span.preview', { dir: 'auto' }, previewOf(chat, last)),
      unread > 0 && !isOpen && el('span.unread', { 'aria-label': `${unread} unread` }, `${unread}`),
    ),
  );
}

function pictureOf({ id, title, kind }) {
  return kind === 'private' ? avatar(world.bot.id, title, true) : avatar(id, title);
}

function previewOf(chat, last) {
  if (isTyping(chat.id)) return 'typing…';
  if (!last) return chat.kind === 'private' ? 'Ask the documents' : 'No messages yet';
  const { id, name } = senderOf(last);
  const isEvent = last.text === undefined && last.caption === undefined;
  if (isEvent || (chat.kind === 'private' && id !== world.me)) return summaryOf(last);
  return `${id === world.me ? 'You' : name}: ${summaryOf(last)}`;
}

function header() {
  const chat = openChat();
  if (!chat) return;
  document.title = `${chat.title} · Demo`;
  document.querySelector('#chat-picture').replaceChildren(pictureOf(chat));
  document.querySelector('#chat-title').textContent = chat.title;
  const line = document.querySelector('#chat-line');
  line.textContent = isTyping(chat.id) ? 'typing…' : lineOf(chat);
  line.classList.toggle('typing', isTyping(chat.id));
}

function lineOf({ kind, hasBot, members }) {
  if (kind === 'private') return `bot · @${world.bot.username}`;
  const names = world.people
    .filter(({ id }) => members.includes(id))
    .map(({ id, name }) => (id === world.me ? 'you' : name));
  const all = [...names, ...(hasBot ? [`${world.bot.name} (bot)`] : [])];
  return hasBot ? all.join(', ') : `${all.join(', ')} · without the bot`;
}

/** Whose app this is, in words for other parts of the page. */
export function becomeNext() {
  const { people } = world;
  const at = people.findIndex(({ id }) => id === me()?.id);
  become(people[(at + 1) % people.length].id);
}
