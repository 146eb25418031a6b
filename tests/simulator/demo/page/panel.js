import { el, icon } from './elements.js';
import { whisper } from './notices.js';

/**
 * The list above the input field: commands while one is typed, quotes while the bot is asked inline. The field keeps the
 * focus; arrows move the choice (https://www.w3.org/WAI/ARIA/apg/patterns/combobox/).
 */
export function createPanel(field) {
  const panel = document.querySelector('#panel');
  const heading = panel.querySelector('h2');
  const list = panel.querySelector('ul');
  const foot = panel.querySelector('footer');
  let options = [];
  let active = -1;
  let onMore;

  const activate = (position) => {
    options[active]?.element.setAttribute('aria-selected', 'false');
    active = position;
    const element = options[active]?.element;
    if (!element) return field.removeAttribute('aria-activedescendant');
    element.setAttribute('aria-selected', 'true');
    field.setAttribute('aria-activedescendant', element.id);
    element.scrollIntoView({ block: 'nearest' });
    return undefined;
  };
  const add = (added) => {
    const made = added.map((option, position) => ({
      ...option,
      element: optionOf(option, options.length + position),
    }));
    options = [...options, ...made];
    list.append(...made.map(({ element }) => element));
  };
  list.addEventListener('mousedown', (event) => event.preventDefault());
  list.addEventListener(
    'scroll',
    () => {
      const rest = list.scrollHeight - list.scrollTop - list.clientHeight;
      if (rest < 80 && onMore) {
        const more = onMore;
        onMore = undefined;
        more();
      }
    },
    { passive: true },
  );

  return {
    get isOpen() {
      return !panel.hidden;
    },
    /**
     * Lists `options` (`title`, `text`, `picture`, `choose`) under a title, with a note or a button (`text`, `choose`)
     * below them; `more` is called when the end is near.
     */
    show({ title, note, isPending = false, options: given, footer, more }) {
      panel.hidden = false;
      panel.classList.toggle('pending', isPending);
      heading.textContent = title;
      options = [];
      list.replaceChildren();
      list.setAttribute('aria-label', title);
      onMore = more;
      add(given);
      list.hidden = given.length === 0;
      foot.replaceChildren();
      if (note) foot.append(el('p', { dir: 'auto' }, note));
      if (footer) {
        foot.append(
          el('button.wide', { type: 'button', onclick: footer.choose, dir: 'auto' }, footer.text),
        );
      }
      list.scrollTop = 0;
      field.setAttribute('aria-expanded', 'true');
      activate(given.length > 0 ? 0 : -1);
      whisper(given.length > 0 ? `${title}: ${given.length}` : (note ?? title));
    },
    /** Further options, from the following page. */
    extend(added, more) {
      add(added);
      onMore = more;
    },
    hide() {
      if (panel.hidden) return;
      panel.hidden = true;
      options = [];
      field.setAttribute('aria-expanded', 'false');
      field.removeAttribute('aria-activedescendant');
    },
    /** Moves or makes the choice; false for keys that are the field's. */
    takesKey(event) {
      if (panel.hidden) return false;
      // What is typed for the list is not sent as a message before the list is there.
      if (event.key === 'Enter' && panel.classList.contains('pending')) return true;
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step !== undefined && options.length > 0) {
        activate((active + step + options.length) % options.length);
        return true;
      }
      if ((event.key === 'Enter' && !event.shiftKey) || event.key === 'Tab') {
        const chosen = options[active];
        chosen?.choose();
        return chosen !== undefined;
      }
      return false;
    },
  };
}

function optionOf({ title, text, picture, choose }, position) {
  return el(
    'li.option',
    { role: 'option', id: `option-${position}`, 'aria-selected': 'false', onclick: choose },
    picture && el('span.picture', {}, icon(picture)),
    el('span.name', { dir: 'auto' }, title),
    text !== '' && el('span.text', { dir: 'auto' }, text),
  );
}
