import { toast } from './notices.js';
import { act, world } from './world.js';

/** Somebody who types on asks again soon: milliseconds. */
const PAUSE_MS = 250;

/** Inline mode: `@bot question` in the field lists quotes; the chosen one is sent in the person's name. */
export function createInline(panel, { type, startWith }) {
  let timer;
  let abort = new AbortController();

  const stop = () => {
    clearTimeout(timer);
    abort.abort();
    abort = new AbortController();
  };

  async function choose(query, id) {
    const chat = world.open;
    panel.hide();
    try {
      await act({ do: 'choose', chat, query, result: id });
      type('');
    } catch (error) {
      toast(error.message);
    }
  }

  const listed = ({ query, results }) =>
    results.map(({ id, title, description }) => ({
      title,
      text: description,
      picture: 'quote',
      choose: () => void choose(query, id),
    }));

  const page = (text, offset) =>
    act({ do: 'inline', chat: world.open, text, offset }, { signal: abort.signal });

  const moreOf = (text, { nextOffset }) => {
    if (nextOffset === '') return undefined;
    return () => void extend(text, nextOffset);
  };

  async function extend(text, offset) {
    const following = await page(text, offset).catch(() => undefined);
    if (following) panel.extend(listed(following), moreOf(text, following));
  }

  async function ask(text) {
    try {
      const outcome = await page(text, '');
      const { results, button } = outcome;
      panel.show({
        title: `Quotes from @${world.bot.username}`,
        note: results.length === 0 && !button ? 'Nothing found.' : undefined,
        options: listed(outcome),
        footer: button && {
          text: button.text,
          choose() {
            type('');
            void startWith(button.start_parameter ?? '');
          },
        },
        more: moreOf(text, outcome),
      });
    } catch (error) {
      if (error.name === 'AbortError') return;
      panel.show({ title: `@${world.bot.username}`, note: error.message, options: [] });
    }
  }

  return {
    /** Whether the field's text is an inline query; if so, it is asked. */
    takes(value) {
      const name = `@${world.bot.username} `;
      stop();
      if (value.slice(0, name.length).toLowerCase() !== name.toLowerCase()) return false;
      const text = value.slice(name.length);
      if (!panel.isOpen) panel.show({ title: 'Looking…', isPending: true, options: [] });
      timer = setTimeout(() => void ask(text), PAUSE_MS);
      return true;
    },
  };
}
