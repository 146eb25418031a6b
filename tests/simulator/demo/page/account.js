import { avatar, el, icon } from './elements.js';
import { toast, whisper } from './notices.js';
import { act, become, me, onChange, world } from './world.js';

/** Languages that a person's app can have; the bot answers in those that it knows. */
const LANGUAGES = ['en', 'ru', 'hy', 'kk', 'de', 'fr', 'es', 'tr', 'ar', 'hi', 'zh'];

const LOOKS = { auto: 'As the system', light: 'Light', dark: 'Dark' };

/** Whose app this is, in which language, and how it looks: a menu at the top of the list of chats. */
export function accountMenu() {
  const button = document.querySelector('#account');
  const menu = document.querySelector('#account-menu');
  look(localStorage.getItem('look') ?? 'auto');
  menu.append(
    el('fieldset', {}, el('legend', {}, 'This is the app of'), el('div.people')),
    selectOf('Language of the app', languageNames(), 'language', (code) => {
      act({ do: 'speak', language: code }).catch((error) => toast(error.message));
    }),
    selectOf('Look', LOOKS, 'look', look),
  );
  onChange(({ kind }) => {
    if (kind !== 'message' && kind !== 'action' && kind !== 'edit') draw(button, menu);
  });
}

function draw(button, menu) {
  const mine = me();
  if (!mine) return;
  button.replaceChildren(
    avatar(mine.id, mine.name),
    el('span.who', {}, el('span.sr', {}, 'Account: '), el('b', { dir: 'auto' }, mine.name)),
    icon('chevron'),
  );
  const focused = menu.contains(document.activeElement) && document.activeElement.type === 'radio';
  menu.querySelector('.people').replaceChildren(...world.people.map(personOf));
  if (focused) menu.querySelector('input:checked')?.focus();
  menu.querySelector('#language').value = mine.language;
}

function personOf({ id, name }) {
  return el(
    'label.person',
    {},
    el('input', {
      type: 'radio',
      name: 'person',
      checked: id === world.me,
      onchange() {
        become(id);
        whisper(`This is now the app of ${name}.`);
      },
    }),
    avatar(id, name),
    el('span', { dir: 'auto' }, name),
    icon('check'),
  );
}

function selectOf(label, choices, id, choose) {
  const select = el(
    'select',
    { id, onchange: () => choose(select.value) },
    ...Object.entries(choices).map(([value, words]) => el('option', { value }, words)),
  );
  if (id === 'look') select.value = localStorage.getItem('look') ?? 'auto';
  return el('label.choice', {}, el('span', {}, label), select);
}

function languageNames() {
  return Object.fromEntries(
    LANGUAGES.map((code) => [
      code,
      new Intl.DisplayNames([code], { type: 'language' }).of(code) ?? code,
    ]),
  );
}

function look(chosen) {
  localStorage.setItem('look', chosen);
  document.documentElement.dataset.look = chosen;
}
