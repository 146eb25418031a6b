import { el, icon } from './elements.js';
import { showAlert, toast } from './notices.js';
import { act } from './world.js';

/**
 * The buttons below a message: https://core.telegram.org/bots/api#inlinekeyboardbutton
 *
 * @param {{ openLink(url: string): boolean, typeInline(text: string): void }} doing `typeInline` begins an inline query
 */
export function keyboardOf(message, doing) {
  const rows = message.reply_markup?.inline_keyboard ?? [];
  if (rows.length === 0) return undefined;
  return el(
    'div.keyboard',
    { role: 'group', 'aria-label': 'Buttons of the message' },
    ...rows.map((row) =>
      el('div.row', {}, ...row.map((button) => buttonOf(button, message, doing))),
    ),
  );
}

function buttonOf(button, message, doing) {
  const element = el(
    'button.key',
    { type: 'button', disabled: button.disabled === true, dir: 'auto' },
    el('span', {}, button.text),
    pictureOf(button),
  );
  if (button.style) element.dataset.look = button.style;
  element.addEventListener('click', () => {
    follow(button, message, { ...doing, element }).catch((error) => toast(error.message));
  });
  return element;
}

function pictureOf({ url, copy_text: copy }) {
  if (url) return icon('link');
  return copy ? icon('copy') : undefined;
}

async function follow(button, message, doing) {
  if (button.callback_data !== undefined) return press(button, message, doing);
  if (button.url !== undefined) return openUrl(button.url, doing);
  if (button.copy_text) {
    await navigator.clipboard.writeText(button.copy_text.text);
    return toast('Copied.');
  }
  const inline = button.switch_inline_query_current_chat ?? button.switch_inline_query;
  if (inline !== undefined) return doing.typeInline(inline);
  return toast('This demo does not know that kind of button.');
}

/** The button waits visibly for the bot; its answer is a toast, an alert, a link, or nothing to see. */
async function press(button, message, { element, openLink }) {
  if (element.ariaBusy === 'true') return undefined;
  element.ariaBusy = 'true';
  try {
    const { text, alert, url } = await act({
      do: 'press',
      chat: message.chat.id,
      message: message.message_id,
      data: button.callback_data,
    });
    if (url) openUrl(url, { openLink });
    if (text) return alert ? showAlert(text) : toast(text);
    return undefined;
  } finally {
    element.ariaBusy = null;
  }
}

function openUrl(url, { openLink }) {
  if (!/^https?:\/\//iu.test(url)) return toast('This demo opens only links to the web.');
  if (!openLink(url)) window.open(url, '_blank', 'noopener,noreferrer');
  return undefined;
}
