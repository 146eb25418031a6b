import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type ChatSettings, UNCHANGED_SETTINGS } from '../../../src/bot/groups/chat-settings.ts';
import {
  type Choosing,
  choicesOf,
  settingsOffered,
  valueOf,
} from '../../../src/bot/groups/choices.ts';
import { choicesIn, listOf, PRESS, pressOf } from '../../../src/bot/groups/menu.ts';
import { wellFormed } from '../../../src/bot/label.ts';
import { LANGUAGES } from '../../../src/bot/languages/languages.ts';
import type { Said } from '../../../src/bot/maintaining/telling.ts';

const [sentences] = LANGUAGES;
const NOW = 1_790_000_000_000;
const HOUR_MS = 3_600_000;

function choosing(given: Partial<Choosing> = {}): Choosing {
  return { sentences, isGroup: true, usualExcerpts: 3, folders: ['laws'], nowMs: NOW, ...given };
}

/** Any code points but lone surrogates, which no file system hands over. `fc.string`'s own units take 47 ms an array. */
const folderName = fc
  .array(fc.integer({ min: 1, max: 0x10ffff }), { minLength: 1, maxLength: 80 })
  .map((codes) => wellFormed(String.fromCodePoint(...codes)));

const pressesOf = ({ buttons = [] }: Said) => buttons.flat().map(([, press]) => press);

function parsed(press: string) {
  const match = PRESS.exec(press);
  return match && pressOf(match);
}

describe('the list of settings', () => {
  test('opens each setting that there is, and none of groups in a private chat', () => {
    const names = (given: Partial<Choosing>) => settingsOffered(choosing(given));
    expect(names({})).toEqual(['length', 'speaks', 'nothing', 'language', 'folder', 'silence']);
    expect(names({ isGroup: false })).toEqual(['length', 'language', 'folder']);
    expect(names({ isGroup: false, folders: [] })).toEqual(['length', 'language']);
    for (const press of pressesOf(listOf(UNCHANGED_SETTINGS, choosing()))) {
      expect(parsed(press)).toBeTruthy();
    }
  });

  test('names a folder that is gone, which is still all that the chat sees', () => {
    const settings = { ...UNCHANGED_SETTINGS, folder: 'old' };
    expect(valueOf('folder', settings, choosing())).toBe('\u2068old\u2069');
  });

  test.each([
    [8 * HOUR_MS, 8],
    [7 * HOUR_MS + 1, 8],
    [1, 1],
  ])('tells of a silence of %i ms more in begun hours', (leftMs, hours) => {
    const settings = { ...UNCHANGED_SETTINGS, silentUntilMs: NOW + leftMs };
    expect(valueOf('silence', settings, choosing())).toBe(sentences.settings.hours(hours));
  });

  test('tells that a silence is over', () => {
    const settings = { ...UNCHANGED_SETTINGS, silentUntilMs: NOW };
    expect(valueOf('silence', settings, choosing())).toBe(sentences.settings.noSilence);
  });
});

describe('the choices of a setting', () => {
  test.each(LANGUAGES.map((language) => [language.code, language] as const))(
    'differ from each other and mark the one that holds (%s)',
    (_, language) => {
      const at = choosing({ sentences: language });
      for (const name of settingsOffered(at)) {
        const choices = choicesOf(name, at);
        expect(new Set(choices.map(({ key }) => key)).size).toBe(choices.length);
        expect(new Set(choices.map(({ shown }) => shown)).size).toBe(choices.length);
        const { buttons = [] } = choicesIn(name, 0, UNCHANGED_SETTINGS, at);
        const marked = buttons.flat().filter(([label]) => label.startsWith('✓'));
        expect(marked).toHaveLength(1);
      }
    },
  );

  test('of hundreds of folders come in pages, each of them once', () => {
    const folders = Array.from({ length: 300 }, (_, number) => `folder ${number}`);
    const at = choosing({ folders });
    const shown = Array.from({ length: 30 }, (_, page) =>
      pressesOf(choicesIn('folder', page, UNCHANGED_SETTINGS, at)),
    );
    for (const presses of shown) expect(presses.length).toBeLessThan(100);
    const chosen = shown.flat().filter((press) => press.includes('='));
    expect(new Set(chosen).size).toBe(301);
    expect(pressesOf(choicesIn('folder', 9999, UNCHANGED_SETTINGS, at))).toEqual(shown[25]);
  });

  test('whatever folders are called, fit into buttons and are found again', () => {
    fc.assert(
      fc.property(fc.uniqueArray(folderName, { maxLength: 15 }), (folders) => {
        const at = choosing({ folders });
        const said = choicesIn('folder', 0, UNCHANGED_SETTINGS, at);
        const isFit = ([label, press]: readonly [string, string]) =>
          label.trim() !== '' && Buffer.byteLength(press) <= 64 && parsed(press) !== null;
        expect((said.buttons ?? []).flat().filter((button) => !isFit(button))).toEqual([]);
        const changes = choicesOf('folder', at).map(({ change }) => change.folder);
        expect(changes).toEqual([undefined, ...folders]);
      }),
    );
  });
});

test('a press is understood, and garbage is none', () => {
  expect(parsed('set:list')).toEqual({ kind: 'list' });
  expect(parsed('set:folder@12')).toEqual({ kind: 'open', name: 'folder', page: 12 });
  expect(parsed('set:length=short')).toEqual({ kind: 'choose', name: 'length', key: 'short' });
  for (const garbage of ['set:', 'set:folder', 'set:folder@-1', 'set:folder@99999', 'set:a=b=c']) {
    expect(parsed(garbage)).toBeNull();
  }
});

test('what is chosen is what was shown', () => {
  const at = choosing();
  for (const name of settingsOffered(at)) {
    for (const { change, shown } of choicesOf(name, at)) {
      const settings: ChatSettings = { ...UNCHANGED_SETTINGS, ...change };
      expect(valueOf(name, settings, at)).toBe(shown);
    }
  }
});
