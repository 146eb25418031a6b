import type { Buttons, Said } from '../maintaining/telling.ts';
import type { ChatSettings } from './chat-settings.ts';
import {
  type Choosing,
  choicesOf,
  isChosen,
  type SettingName,
  settingsOffered,
  valueOf,
} from './choices.ts';

/** What a press in the menu of /settings says. */
export type Press =
  | { readonly kind: 'list' | 'done' }
  | { readonly kind: 'open'; readonly name: string; readonly page: number }
  | { readonly kind: 'choose'; readonly name: string; readonly key: string };

/** All presses of the menu, and only those; anybody can forge one. */
export const PRESS = /^set:(?:(list|done)|([a-z]{1,10})(?:@(\d{1,4})|=([\w-]{1,16})))$/;

export function pressOf(match: string | RegExpMatchArray): Press {
  const [, plain, name = '', page, key = ''] = match;
  if (plain === 'list' || plain === 'done') return { kind: plain };
  if (page !== undefined) return { kind: 'open', name, page: Number(page) };
  return { kind: 'choose', name, key };
}

/** All settings of a chat with their values, and a button for each. */
export function listOf(settings: ChatSettings, choosing: Choosing): Said {
  const { names, done } = choosing.sentences.settings;
  const open = settingsOffered(choosing).map((name) => [names[name], `set:${name}@0`] as const);
  return {
    text: overview(settings, choosing),
    buttons: [...inRows(open, 2), [[done, 'set:done']]],
  };
}

/** The same without any button: what is left when everything is chosen. */
export function overview(settings: ChatSettings, choosing: Choosing): string {
  const { names, named, mine, ofGroup } = choosing.sentences.settings;
  const lines = settingsOffered(choosing).map((name) =>
    named(names[name], valueOf(name, settings, choosing)),
  );
  return [choosing.isGroup ? ofGroup : mine, ...lines].join('\n');
}

/** Choices on one page: of folders there may be hundreds, and Telegram takes a hundred buttons. */
const PER_PAGE = 12;

/** The values of one setting, each a button. @param wanted page, from 0; the last one where there are not so many */
export function choicesIn(
  name: SettingName,
  wanted: number,
  settings: ChatSettings,
  choosing: Choosing,
): Said {
  const { names, named, chosen, back, earlier, later } = choosing.sentences.settings;
  const all = choicesOf(name, choosing);
  const last = Math.floor((all.length - 1) / PER_PAGE);
  const page = Math.min(wanted, last);
  const buttons = all.slice(page * PER_PAGE, (page + 1) * PER_PAGE).map((choice) => {
    const isNow = isChosen(choice, settings, choosing.nowMs);
    return [isNow ? chosen(choice.shown) : choice.shown, `set:${name}=${choice.key}`] as const;
  });
  const turning = [
    ...(page > 0 ? [[earlier, `set:${name}@${page - 1}`] as const] : []),
    ...(page < last ? [[later, `set:${name}@${page + 1}`] as const] : []),
  ];
  return {
    text: named(names[name], valueOf(name, settings, choosing)),
    buttons: [...inRows(buttons, name === 'language' ? 2 : 1), turning, [[back, 'set:list']]],
  };
}

function inRows(buttons: Buttons[number], perRow: number): Buttons {
  return buttons.flatMap((_, position) =>
    position % perRow === 0 ? [buttons.slice(position, position + perRow)] : [],
  );
}
