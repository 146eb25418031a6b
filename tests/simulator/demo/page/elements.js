/**
 * Building the page: elements are made one by one and texts are set as texts, never as markup, so that nothing that
 * people, documents or the bot write can become part of the page.
 */

/** Properties that are set as attributes are those with a dash, `role`, `for` and the like. */
const ATTRIBUTE = /^(aria-|data-|role$|for$|list$)/;

/**
 * @param {string} tag with classes: `div.bubble.own`
 * @param {Record<string, any>} [properties] `onclick` and other properties, or attributes; undefined ones are left out
 * @param {...(Node | string | undefined | false)} children
 */
export function el(tag, properties = {}, ...children) {
  const [name, ...classes] = tag.split('.');
  const element = document.createElement(name);
  if (classes.length > 0) element.classList.add(...classes);
  for (const [key, value] of Object.entries(properties)) {
    if (value === undefined) continue;
    if (ATTRIBUTE.test(key)) element.setAttribute(key, `${value}`);
    else element[key] = value;
  }
  element.append(...children.filter((child) => child !== undefined && child !== false));
  return element;
}

/** Shapes of 24 by 24, drawn with lines. */
const ICONS = {
  back: 'M15 5l-7 7 7 7',
  send: 'M4.5 12h15M13 5.5l6.5 6.5-6.5 6.5',
  reply: 'M9.5 6L4 11.5 9.5 17M4.5 11.5H14a6 6 0 0 1 6 6V18',
  edit: 'M5 19l1-4L16 5l3 3L9 18l-4 1zM14 7l3 3',
  close: 'M6 6l12 12M18 6L6 18',
  chevron: 'M6 9.5l6 6 6-6',
  check: 'M5 12.5l4.5 4.5L19 7.5',
  commands: 'M9 18l6-12M4.5 4.5h15v15h-15z',
  mention: 'M16 12a4 4 0 1 1-8 0 4 4 0 0 1 8 0zM16 8v5a2.5 2.5 0 0 0 5 0v-1a9 9 0 1 0-3.5 7.1',
  quote: 'M5 17c3-1 4-3 4-6H5V6h5.5v5c0 4-2 6-5 7zM13.5 17c3-1 4-3 4-6h-4V6H19v5c0 4-2 6-5 7z',
  link: 'M8 16L16.5 7.5M9.5 7h7.5v7.5',
  copy: 'M9 9h10v10H9zM15 9V5H5v10h4',
  down: 'M12 5v14M6 13l6 6 6-6',
  swap: 'M5 8.5h13M14.5 5L18 8.5 14.5 12M19 15.5H6M9.5 12L6 15.5 9.5 19',
  look: 'M12 4a8 8 0 1 0 0 16zM12 4a8 8 0 0 1 0 16',
  file: 'M7 3.5h7l4 4v13H7zM14 3.5v4h4',
};

/** A picture beside a text or a label that says the same, so that screen readers skip it. */
export function icon(name) {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('aria-hidden', 'true');
  svg.classList.add('icon', `icon-${name}`);
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  path.setAttribute('d', ICONS[name]);
  svg.append(path);
  return svg;
}

/** A round button that shows only a picture. */
export function iconButton(name, label, properties = {}) {
  return el(
    'button.icon-button',
    { type: 'button', 'aria-label': label, title: label, ...properties },
    icon(name),
  );
}

const COLOURS = 6;

/** One of a few colours, always the same for an id. */
export function colourOf(id) {
  return `colour-${Math.abs(id) % COLOURS}`;
}

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** A circle with the first letters of a name; the name itself stands beside it. */
export function avatar(id, name, isBot = false) {
  const circle = el(`span.avatar.${colourOf(id)}`, { 'aria-hidden': 'true' });
  if (isBot) circle.append(icon('quote'));
  else circle.textContent = initialsOf(name);
  if (isBot) circle.classList.add('is-bot');
  return circle;
}

function initialsOf(name) {
  return name
    .split(/[\s&]+/u)
    .filter((word) => /^[\p{L}\p{N}]/u.test(word))
    .slice(0, 2)
    .map((word) => graphemes.segment(word)[Symbol.iterator]().next().value.segment.toUpperCase())
    .join('');
}
