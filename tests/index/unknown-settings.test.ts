import { expect, test } from 'vitest';
import { ALL_SETTINGS } from '../../src/bot/settings.ts';
import { unknownSettingsAdvice } from '../../src/index/unknown-settings.ts';

test.each([
  'LIBRARY_DIRECTORY',
  'EXCERPT',
  'DOCUMENT_DIR',
  'BOT_TOKN',
  'ACCES',
  'MAX_FILE_SIZE_MB',
])('%s is pointed out: it looks like a setting', (name) => {
  const env = { [name]: 'x', LIBRARY_DIR: 'y', HOME: '/home/me', PATH: '/bin' };
  expect(unknownSettingsAdvice(env, ALL_SETTINGS)).toBe(
    `Not among the settings: ${name}. Misspelt? .env.example lists them all.`,
  );
});

test('several are named in one line', () => {
  expect(unknownSettingsAdvice({ LIBRARY: '', KEPT_BUILD: '', EXCERPT: '' }, ALL_SETTINGS)).toMatch(
    /^Not among the settings: EXCERPT, KEPT_BUILD, LIBRARY\. [^\n]*$/,
  );
});

test('nothing is said of settings of any room, nor of what an environment holds besides', () => {
  const settings = Object.fromEntries(ALL_SETTINGS.map((name) => [name, 'x']));
  const others = { HOME: '', LANG: '', TERM: '', NODE_OPTIONS: '', npm_config_cache: '', USER: '' };
  expect(unknownSettingsAdvice({ ...settings, ...others }, ALL_SETTINGS)).toBeUndefined();
});
