import { el, icon } from './elements.js';

/** Lines of a closed quotation, as in chat.css. One more is shown rather than a button for one line. */
const CLOSED_LINES = 4;

/**
 * A block quotation. An expandable one shows its first lines and, if there are more, a button that opens it; the whole
 * text is in the page all the time, so that screen readers and the browser's search find it.
 */
export function quote(nodes, isExpandable) {
  const words = el('div.quoted', { dir: 'auto' }, ...nodes);
  const block = el('blockquote', {}, words);
  if (isExpandable) makeExpandable(block, words);
  return block;
}

function makeExpandable(block, words) {
  const label = el('span.label', {}, 'Show all');
  const button = el(
    'button.expand',
    { type: 'button', 'aria-expanded': 'false' },
    label,
    icon('chevron'),
  );
  const toggle = () => {
    const isOpen = block.classList.toggle('open');
    button.setAttribute('aria-expanded', String(isOpen));
    label.textContent = isOpen ? 'Show less' : 'Show all';
  };
  button.addEventListener('click', (event) => {
    event.stopPropagation();
    toggle();
  });
  words.addEventListener('click', ({ target }) => {
    const isControl = target instanceof Element && target.closest('a, button');
    if (block.classList.contains('long') && !isControl && getSelection()?.isCollapsed) toggle();
  });
  block.classList.add('expandable');
  block.append(button);
  // How many lines there are is known only once it's laid out, and again when the width changes.
  new ResizeObserver(() => {
    const lines = words.scrollHeight / Number.parseFloat(getComputedStyle(words).lineHeight);
    block.classList.toggle('long', lines > CLOSED_LINES + 1.5);
  }).observe(words);
}
