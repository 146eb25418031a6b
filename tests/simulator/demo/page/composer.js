import { becomeNext, showPrivateChat } from './chats.js';
import { avatar, el } from './elements.js';
import { createInline } from './inline.js';
import { toast, whisper } from './notices.js';
import { createPanel } from './panel.js';
import {
  act,
  commandsHere,
  me,
  messagesOf,
  onChange,
  openChat,
  senderOf,
  summaryOf,
  world,
} from './world.js';

/** What is written but not sent, by `person chat`. */
const drafts = new Map();

/** The input field and what belongs to it: replying, editing, commands, inline mode, and whose turn it is. */
export function createComposer() {
  const field = document.querySelector('#field');
  const form = document.querySelector('#composer');
  const about = document.querySelector('#about');
  const panel = createPanel(field);
  const inline = createInline(panel, { type, startWith });
  /** The message that is replied to or edited: `{ kind, message }`. */
  let occasion;
  let place = '';

  function type(text) {
    field.value = text;
    field.focus();
    field.setSelectionRange(text.length, text.length);
    changed();
  }

  function changed() {
    field.style.height = 'auto';
    field.style.height = `${field.scrollHeight}px`;
    const { value } = field;
    form.classList.toggle('is-empty', value.trim() === '');
    drafts.set(place, value);
    if (occasion?.kind !== 'edit' && inline.takes(value)) return;
    const command = /^\/(\w*)$/.exec(value);
    if (command) offerCommands(command[1]);
    else panel.hide();
  }

  function offerCommands(beginning) {
    const isGroup = openChat()?.kind === 'group';
    const fitting = commandsHere().filter(({ command }) => command.startsWith(beginning));
    if (fitting.length === 0) return panel.hide();
    return panel.show({
      title: 'Commands',
      options: fitting.map(({ command, description }) => ({
        title: `/${command}`,
        text: description,
        choose: () => type(isGroup ? `/${command}@${world.bot.username} ` : `/${command} `),
      })),
    });
  }

  function setOccasion(kind, message) {
    occasion = message && { kind, message };
    about.hidden = !message;
    if (!message) return;
    const { id, name } = senderOf(message);
    const words = kind === 'edit' ? 'Edit message' : `Reply to ${id === world.me ? 'you' : name}`;
    about.querySelector('.name').textContent = words;
    about.querySelector('.what').textContent = summaryOf(message);
    whisper(words);
    if (kind === 'edit') type(message.text);
    else field.focus();
  }

  function leaveOccasion() {
    if (occasion?.kind === 'edit') type('');
    setOccasion(undefined, undefined);
  }

  async function send() {
    const said = field.value;
    if (said.trim() === '') return;
    const was = occasion;
    const chat = world.open;
    type('');
    setOccasion(undefined, undefined);
    try {
      if (was?.kind === 'edit') {
        await act({ do: 'edit', chat, message: was.message.message_id, text: said });
      } else {
        const replyTo = was?.message.message_id;
        await act({ do: 'say', chat, text: said, ...(replyTo !== undefined && { replyTo }) });
      }
    } catch (error) {
      // What was written is not lost.
      if (field.value === '' && world.open === chat) type(said);
      toast(error.message);
    }
  }

  async function startWith(payload) {
    showPrivateChat();
    await sayHere(payload ? `/start ${payload}` : '/start');
  }

  async function sayHere(text) {
    await act({ do: 'say', chat: world.open, text }).catch((error) => toast(error.message));
  }

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void send();
  });
  field.addEventListener('input', changed);
  field.addEventListener('keydown', (event) => {
    if (event.isComposing) return;
    if (panel.takesKey(event)) event.preventDefault();
    else if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      void send();
    } else if (event.key === 'ArrowUp' && field.value === '') {
      event.preventDefault();
      recall(event.ctrlKey || event.metaKey);
    }
  });
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || document.querySelector('dialog[open], :popover-open')) return;
    if (panel.isOpen) panel.hide();
    else leaveOccasion();
    field.focus();
  });

  /** The last own message to edit, or the last message at all to reply to. */
  function recall(toReply) {
    const all = [...messagesOf(world.open).values()].filter(({ text }) => text !== undefined);
    const own = all.filter((each) => senderOf(each).id === world.me && !each.via_bot);
    const message = (toReply ? all : own).at(-1);
    if (message) setOccasion(toReply ? 'reply' : 'edit', message);
  }

  about.querySelector('button').addEventListener('click', () => {
    leaveOccasion();
    field.focus();
  });
  document.querySelector('#start').addEventListener('click', () => {
    void startWith('').then(() => field.focus());
  });
  document.querySelector('#open-commands').addEventListener('click', () => type('/'));
  document.querySelector('#open-inline').addEventListener('click', () => {
    type(`@${world.bot.username} `);
  });
  document.querySelector('#turn').addEventListener('click', () => {
    becomeNext();
    field.focus();
    whisper(`You now write as ${me()?.name}.`);
  });

  onChange(({ kind, message, chat }) => {
    const now = `${world.me} ${world.open}`;
    if (now !== place) {
      setOccasion(undefined, undefined);
      place = now;
      field.value = drafts.get(place) ?? '';
      changed();
      if (matchMedia('(hover: hover)').matches) field.focus({ preventScroll: true });
    }
    if (kind === 'delete' && occasion?.message.message_id === message && chat === world.open) {
      setOccasion(undefined, undefined);
    }
    drawSurroundings(field);
  });

  return {
    reply: (message) => setOccasion('reply', message),
    edit: (message) => setOccasion('edit', message),
    command: (text) => void sayHere(text),
    mention: (name) => type(`${name} `),
    typeInline: (text) => type(`@${world.bot.username} ${text}`),
    startWith,
  };
}

/** What the field looks like depends on the chat: a start button, whose turn it is, which buttons make sense. */
function drawSurroundings(field) {
  const chat = openChat();
  if (!chat) return;
  const isNew = chat.kind === 'private' && messagesOf(chat.id).size === 0;
  document.querySelector('#start').hidden = !isNew;
  document.querySelector('#welcome').hidden = messagesOf(chat.id).size > 0;
  document.querySelector('#composer').hidden = isNew;
  document.querySelector('#open-commands').hidden = commandsHere().length === 0;
  const turn = document.querySelector('#turn');
  turn.hidden = chat.kind !== 'group';
  const mine = me();
  if (mine) {
    turn.replaceChildren(avatar(mine.id, mine.name), el('span.sr', {}, otherWords(mine)));
    turn.title = otherWords(mine);
  }
  field.placeholder = placeholderOf(chat);
  field.setAttribute('aria-label', `Message in ${chat.title}`);
}

function otherWords(mine) {
  const other = world.people.find(({ id }) => id !== mine.id);
  return `You write as ${mine.name}. Write as ${other?.name}`;
}

function placeholderOf({ kind, hasBot }) {
  if (kind === 'private') return 'Ask a question';
  return hasBot ? '/ask and a question' : `@${world.bot.username} and a question`;
}
