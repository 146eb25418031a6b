import { el } from './elements.js';
import { quote } from './quote.js';

/** Entities that stand on lines of their own: https://core.telegram.org/bots/api#messageentity */
const BLOCKS = new Set(['blockquote', 'expandable_blockquote', 'pre']);

/** Tags of entities that only change how their text looks. */
const STYLES = {
  bold: 'strong',
  italic: 'em',
  underline: 'u',
  strikethrough: 's',
  code: 'code',
  hashtag: 'span.tag',
  cashtag: 'span.tag',
  phone_number: 'span.tag',
  text_mention: 'span.tag',
};

/**
 * A message's text as elements. Offsets are UTF-16 units, as in strings of JavaScript.
 *
 * @param {{ openLink(url: string): boolean, command(text: string): void, mention(name: string): void }} doing
 *   `openLink` says whether it dealt with the link itself
 */
export function formatted(text, entities, doing) {
  const root = el('div.text', { dir: 'auto' });
  const valid = entities
    .filter(({ offset, length }) => length > 0 && offset >= 0 && offset + length <= text.length)
    .sort((a, b) => a.offset - b.offset || b.length - a.length);
  let at = 0;
  for (const block of valid.filter(({ type }) => BLOCKS.has(type))) {
    if (block.offset < at) continue;
    appendRun(root, { text, entities: valid, doing }, at, block.offset);
    root.append(blockOf(block, { text, entities: valid, doing }));
    at = block.offset + block.length;
  }
  appendRun(root, { text, entities: valid, doing }, at, text.length);
  return root;
}

/** Text between blocks; the line ends beside a block are the block's. */
function appendRun(root, source, from, to) {
  let [start, end] = [from, to];
  const { text } = source;
  if (start > 0) while (start < end && text[start] === '\n') start++;
  if (end < text.length) while (end > start && text[end - 1] === '\n') end--;
  if (start >= end) return;
  const side = runsFromRight(text.slice(start, end)) ? '.from-right' : '';
  const run = el(`p.run${side}`, { dir: 'auto' });
  run.append(...inline(source, start, end));
  root.append(run);
}

/** The first letter outside of isolated text decides: https://www.unicode.org/reports/tr9/#P2 */
function runsFromRight(text) {
  const [letter = ''] = text.replace(/\u2068[^\u2069]*\u2069/gu, '').match(/\p{L}/u) ?? [];
  return /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]/u.test(letter);
}

function blockOf(block, source) {
  const end = block.offset + block.length;
  if (block.type === 'pre') {
    return el('pre', { dir: 'auto' }, source.text.slice(block.offset, end));
  }
  return quote(inline(source, block.offset, end), block.type === 'expandable_blockquote');
}

/** The text of `[start, end)` with all entities that lie in it. */
function inline(source, start, end) {
  const within = source.entities.filter(
    ({ type, offset, length }) => !BLOCKS.has(type) && offset < end && offset + length > start,
  );
  return nodesOf(source, within, start, end);
}

/** Entities nest; where two overlap without nesting, the later one is cut at the earlier one's end. */
function nodesOf(source, entities, start, end) {
  const nodes = [];
  let at = start;
  for (const [position, entity] of entities.entries()) {
    const from = Math.max(entity.offset, at);
    const to = Math.min(entity.offset + entity.length, end);
    if (from >= to) continue;
    if (from > at) nodes.push(source.text.slice(at, from));
    const inside = entities.slice(position + 1).filter(({ offset }) => offset < to);
    const element = elementOf(entity, source.text.slice(from, to), source.doing);
    element.append(...nodesOf(source, inside, from, to));
    nodes.push(element);
    at = to;
  }
  if (at < end) nodes.push(source.text.slice(at, end));
  return nodes;
}

function elementOf(entity, covered, doing) {
  const style = STYLES[entity.type];
  if (style !== undefined) return el(style);
  switch (entity.type) {
    case 'text_link':
      return link(entity.url, doing);
    case 'url':
      return link(/^[a-z]+:\/\//iu.test(covered) ? covered : `https://${covered}`, doing);
    case 'email':
      return el('a', { href: `mailto:${covered}` });
    case 'bot_command':
      return el('button.link', { type: 'button', onclick: () => doing.command(covered) });
    case 'mention':
      return el('button.link', { type: 'button', onclick: () => doing.mention(covered) });
    case 'spoiler':
      return spoiler();
    default:
      return el('span');
  }
}

/** Only the web is linked to: never a script, a file or an application of the reader. */
function link(url, doing) {
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) return el('span.tag');
  return el('a', {
    href: url,
    target: '_blank',
    rel: 'noopener noreferrer',
    onclick(event) {
      if (doing.openLink(url)) event.preventDefault();
    },
  });
}

function spoiler() {
  const hidden = el('button.spoiler', { type: 'button', 'aria-label': 'Show hidden text' });
  hidden.addEventListener('click', () => {
    hidden.classList.add('shown');
    hidden.removeAttribute('aria-label');
  });
  return hidden;
}
