import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { readBotSettings } from '../../src/bot/settings.ts';
import {
  readBoth,
  readEnvironment,
  readIndexSettings,
  SettingsError,
} from '../../src/index/settings.ts';
import { temporaryFolder } from './library/temporary-folder.ts';

const PROJECT_DIR = path.resolve(import.meta.dirname, '../..');

describe('settings', () => {
  test('have a default each, anchored at the project whatever the working folder is', () => {
    expect(readIndexSettings({})).toEqual({
      documentsDir: path.join(PROJECT_DIR, 'data/documents'),
      libraryDir: path.join(PROJECT_DIR, 'data/library'),
      stateDir: path.join(PROJECT_DIR, 'data/state'),
      modelsDir: path.join(PROJECT_DIR, 'data/models'),
      embeddingModel: 'multilingual-e5-small',
      maxFileBytes: 50 * 1024 * 1024,
      limits: { maxSeconds: 120, maxMemoryMb: 1024 },
      keptBuilds: 3,
      goldenFile: path.join(PROJECT_DIR, 'data/golden.jsonl'),
    });
  });

  test('take absolute folders as they are', () => {
    expect(readIndexSettings({ DOCUMENTS_DIR: '/srv/texts' }).documentsDir).toBe('/srv/texts');
  });

  test('count as not set when empty', () => {
    expect(readIndexSettings({ MAX_FILE_MB: '' }).maxFileBytes).toBe(50 * 1024 * 1024);
  });

  test('list every mistake at once, each with what is allowed', () => {
    const read = () => readIndexSettings({ MAX_FILE_MB: '0', EMBEDDING_MODEL: '../../etc' });
    expect(read).toThrow(/MAX_FILE_MB: a whole number from 1 to 2000/);
    expect(read).toThrow(/EMBEDDING_MODEL: a folder below data\/models/);
  });
});

describe('the mistakes in two groups of settings', () => {
  test('are listed together', () => {
    const env = { MAX_FILE_MB: '0', KEPT_BUILDS: 'all', EXCERPTS: '99' };
    const bot = () => readBotSettings({ BOT_TOKEN: `4242:${'a'.repeat(35)}`, ...env });
    const both = () => readBoth(bot, () => readIndexSettings(env));
    expect(both).toThrow(SettingsError);
    expect(both).toThrow(/^[^\n]*:\n {2}EXCERPTS: .*\n {2}MAX_FILE_MB: .*\n {2}KEPT_BUILDS: .*$/);
  });
});

describe('a .env file', () => {
  test('gives what the environment leaves open', async () => {
    const file = path.join(await temporaryFolder(), '.env');
    await writeFile(file, '\ufeffFOR_THIS_TEST=from the file\nPATH=from the file\n');
    expect(readEnvironment(file)).toMatchObject({
      FOR_THIS_TEST: 'from the file',
      PATH: process.env.PATH,
    });
  });

  test('may be missing', async () => {
    const file = path.join(await temporaryFolder(), '.env');
    expect(readEnvironment(file)).toEqual(process.env);
  });

  test('is not passed over where it can’t be read', async () => {
    const folder = await temporaryFolder();
    expect(() => readEnvironment(folder)).toThrow(SettingsError);
    expect(() => readEnvironment(folder)).toThrow(`${folder} can't be read (EISDIR): make it`);
  });

  test('is not passed over where it was saved as UTF-16', async () => {
    const file = path.join(await temporaryFolder(), '.env');
    await writeFile(file, '\ufeffBOT_TOKEN=1\n', 'utf16le');
    expect(() => readEnvironment(file)).toThrow(`${file} is not in UTF-8: save it as UTF-8 text.`);
  });
});
