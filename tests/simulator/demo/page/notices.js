import { el } from './elements.js';

const TOAST_MS = 4000;

/** A short word at the edge of the page, which goes by itself. */
export function toast(words) {
  const place = document.querySelector('#toasts');
  const note = el('div.toast', { dir: 'auto' }, words);
  place.replaceChildren(note);
  setTimeout(() => note.remove(), TOAST_MS);
}

/** A word that has to be taken note of. */
export function showAlert(words) {
  const dialog = document.querySelector('#alert');
  dialog.querySelector('p').textContent = words;
  dialog.showModal();
}

/** Says something to screen readers only. */
export function whisper(words) {
  document.querySelector('#whisper').textContent = words;
}
