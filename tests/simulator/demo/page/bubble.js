import { avatar, colourOf, el, icon, iconButton } from './elements.js';
import { formatted } from './entities.js';
import { keyboardOf } from './keyboard.js';
import { openChat, senderOf, serviceTextOf, summaryOf, world } from './world.js';

const clock = new Intl.DateTimeFormat(undefined, { hour: 'numeric', minute: '2-digit' });

/**
 * A message as a line of the list.
 *
 * @param doing what can be done with it: `reply`, `edit`, `show`, and what entities and buttons need
 */
export function lineOf(message, doing) {
  const service = serviceTextOf(message);
  if (service !== undefined) return serviceLine(message, service);
  const sender = senderOf(message);
  const isOwn = sender.id === world.me;
  return el(
    `li.message.${isOwn ? 'own' : 'other'}`,
    { 'data-message': message.message_id, 'data-sender': sender.id, 'data-date': message.date },
    !isOwn && openChat()?.kind === 'group' && avatar(sender.id, sender.name, sender.isBot),
    el(
      'div.stack',
      {},
      bubbleOf(message, { sender, isOwn, doing }),
      keyboardOf(message, doing),
      reactionsOf(message),
    ),
    actionsOf(message, isOwn, doing),
  );
}

function serviceLine(message, words) {
  return el(
    'li.event',
    { 'data-message': message.message_id, 'data-date': message.date },
    el('span', { dir: 'auto' }, words),
  );
}

function bubbleOf(message, { sender, isOwn, doing }) {
  const said = message.text ?? message.caption;
  const entities = message.entities ?? message.caption_entities ?? [];
  return el(
    'div.bubble',
    {},
    el(`div.sender.${nameColour(sender)}`, { dir: 'auto' }, isOwn ? 'You' : sender.name),
    message.via_bot && el('div.via', {}, `via @${message.via_bot.username}`),
    repliedOf(message, doing),
    message.document && el('div.file', {}, icon('file'), message.document.file_name ?? 'File'),
    said === undefined ? undefined : formatted(said, entities, doing),
    said === undefined && !message.document && el('p.run', {}, 'This demo shows texts only.'),
    metaOf(message),
  );
}

/** The page's own colour for the bot and whoever sits before it, others' own ones for others. */
function nameColour({ id, isBot }) {
  return isBot || id === world.me ? 'colour-own' : colourOf(id);
}

/** The message that this one replies to, or the part of it that it quotes. */
function repliedOf({ reply_to_message: replied, quote }, doing) {
  if (!replied) return undefined;
  const { id, name, isBot } = senderOf(replied);
  return el(
    `button.replied.${nameColour({ id, isBot })}`,
    {
      type: 'button',
      onclick: () => doing.show(replied.message_id),
    },
    el('span.sr', {}, 'In reply to '),
    el('span.name', { dir: 'auto' }, id === world.me ? 'You' : name),
    el('span.sr', {}, ': '),
    el('span.what', { dir: 'auto' }, quote?.text ?? summaryOf(replied)),
  );
}

function metaOf({ date, edit_date: editDate }) {
  const at = new Date(date * 1000);
  return el(
    'div.meta',
    {},
    editDate !== undefined && el('span', {}, 'edited'),
    el('time', { dateTime: at.toISOString() }, clock.format(at)),
  );
}

function reactionsOf({ chat, message_id: id }) {
  const emoji = world.reactions.get(`${chat.id} ${id}`) ?? [];
  if (emoji.length === 0) return undefined;
  return el('div.reactions', { role: 'note', 'aria-label': 'Reactions' }, ...emoji);
}

function actionsOf(message, isOwn, doing) {
  const canEdit = isOwn && message.text !== undefined && !message.via_bot;
  return el(
    'div.actions',
    {},
    iconButton('reply', 'Reply', { onclick: () => doing.reply(message) }),
    canEdit && iconButton('edit', 'Edit', { onclick: () => doing.edit(message) }),
  );
}
