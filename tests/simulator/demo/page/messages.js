import { lineOf } from './bubble.js';
import { el } from './elements.js';
import { messagesOf, onChange, openChat, world } from './world.js';

/** Messages of one sender that follow within this time stand together: seconds. */
const TOGETHER_S = 300;

/** Nearer to the end than this, the list follows new messages: CSS pixels. */
const NEAR_PX = 160;

/** Left free above the newest message where it's taller than the list: CSS pixels. */
const MARGIN_PX = 12;

const SHOWN_MS = 1600;

const day = new Intl.DateTimeFormat(undefined, { dateStyle: 'long' });

/** The messages of the open chat. `doing` is what lines need, apart from `show`. */
export function messageList(doing) {
  const list = document.querySelector('#messages');
  const scroller = document.querySelector('#scroller');
  const jump = document.querySelector('#jump');
  const lineById = (id) => list.querySelector(`[data-message="${id}"]`);
  let lastTop = 0;
  /** To the end, but not past the beginning of the newest message: reading starts there. */
  const toEnd = () => {
    scroller.scrollTo({ top: scroller.scrollHeight });
    const over =
      scroller.getBoundingClientRect().top -
      (list.lastElementChild?.getBoundingClientRect().top ?? 0);
    if (over > 0) scroller.scrollBy({ top: -over - MARGIN_PX });
    lastTop = scroller.scrollTop;
  };
  const isNearEnd = () =>
    scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < NEAR_PX;
  const show = (id) => {
    const line = lineById(id);
    if (!line) return;
    line.scrollIntoView({ block: 'center', behavior: motion() });
    line.classList.add('shown');
    setTimeout(() => line.classList.remove('shown'), SHOWN_MS);
  };
  const make = (message) => lineOf(message, { ...doing, show });

  jump.addEventListener('click', () =>
    scroller.scrollTo({ top: scroller.scrollHeight, behavior: motion() }),
  );
  // Whoever reads the newest message goes on doing so when it grows (a quote is opened, a button added) and when the
  // list gets shorter (a phone's keyboard, a long draft).
  let follows = true;
  scroller.addEventListener(
    'scroll',
    () => {
      // Only who scrolls up leaves the end; it also moves away by itself, when something is added.
      if (isNearEnd()) follows = true;
      else if (scroller.scrollTop < lastTop) follows = false;
      lastTop = scroller.scrollTop;
      jump.hidden = follows;
    },
    { passive: true },
  );
  const sizes = new ResizeObserver(() => {
    if (follows) toEnd();
    jump.hidden = follows || isNearEnd();
  });
  sizes.observe(scroller);
  sizes.observe(list);

  const fill = () => {
    // The log is read out when it grows, not when another one is shown.
    scroller.setAttribute('aria-live', 'off');
    list.replaceChildren(...[...messagesOf(world.open).values()].map(make));
    arrange(list);
    follows = true;
    toEnd();
    requestAnimationFrame(() => scroller.setAttribute('aria-live', 'polite'));
  };
  const add = (message) => {
    follows ||= message.from?.id === world.me;
    list.append(make(message));
    arrange(list);
  };
  const change = (message) => {
    const line = lineById(message.message_id);
    if (!line) return;
    const openQuotes = [...line.querySelectorAll('blockquote')].map(isOpen);
    const anew = make(message);
    const focused = controlsOf(line).indexOf(document.activeElement);
    line.replaceWith(anew);
    if (focused >= 0) (controlsOf(anew)[focused] ?? controlsOf(anew).at(-1))?.focus();
    for (const [position, quote] of [...anew.querySelectorAll('blockquote')].entries()) {
      if (openQuotes[position]) quote.querySelector('.expand')?.click();
    }
    arrange(list);
  };
  list.addEventListener('click', ({ target }) => choose(list, target));
  // What somebody opens stays where it is.
  list.addEventListener('click', ({ target }) => (follows &&= !target.closest('blockquote')), true);

  onChange((news) => {
    const { kind, message } = news;
    if (kind === 'snapshot' || kind === 'open' || kind === 'people') return fill();
    if (kind === 'message' && message.chat.id === world.open) return add(message);
    if (kind === 'edit' && message.chat.id === world.open) return change(message);
    if (kind === 'reaction' && news.chat === world.open) {
      const reacted = messagesOf(news.chat).get(news.message);
      return reacted && change(reacted);
    }
    if (kind === 'delete' && news.chat === world.open) lineById(news.message)?.remove();
    return arrange(list);
  });
}

function isOpen(quote) {
  return quote.classList.contains('open');
}

/** What can have the focus in a line: a changed line keeps it in the same place. Buttons of messages come first. */
function controlsOf(line) {
  return [...line.querySelectorAll('.key'), ...line.querySelectorAll('a, button:not(.key)')];
}

function motion() {
  return matchMedia('(prefers-reduced-motion: reduce)').matches ? 'instant' : 'smooth';
}

/** Without a mouse there is no hovering: a tap shows what can be done with a message. */
function choose(list, target) {
  if (target.closest('a, button')) return;
  const line = target.closest('.message');
  for (const other of list.querySelectorAll('.chosen')) {
    if (other !== line) other.classList.remove('chosen');
  }
  line?.classList.toggle('chosen');
}

/** Marks which lines begin and end a run of one sender, and where another day begins. */
function arrange(list) {
  for (const old of list.querySelectorAll('.day')) old.remove();
  const lines = [...list.children];
  for (const [position, line] of lines.entries()) {
    const [before, after] = [lines[position - 1], lines[position + 1]];
    line.classList.toggle('first', !isTogether(before, line));
    line.classList.toggle('last', !isTogether(line, after));
    const date = dayOf(line);
    if (!before || dayOf(before) !== date) {
      line.before(el('li.event.day', {}, el('span', {}, date)));
    }
  }
  document.querySelector('#chat').classList.toggle('is-group', openChat()?.kind === 'group');
}

function dayOf({ dataset }) {
  return day.format(new Date(Number(dataset.date) * 1000));
}

function isTogether(a, b) {
  if (!a?.dataset.sender || a.dataset.sender !== b?.dataset.sender) return false;
  return Number(b.dataset.date) - Number(a.dataset.date) < TOGETHER_S && dayOf(a) === dayOf(b);
}
