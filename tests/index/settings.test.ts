import path from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  readIndexSettings,
  unknownVariables,
  unknownVariablesAdvice,
} from '../../src/index/settings.ts';

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

describe('unknown variables', () => {
  test('are pointed out when they start like ours', () => {
    const env = { LIBRARY_DIRECTORY: 'x', LIBRARY_DIR: 'y', HOME: '/home/me' };
    expect(unknownVariables(env, ['LIBRARY_DIR', 'DOCUMENTS_DIR'])).toEqual(['LIBRARY_DIRECTORY']);
  });

  test('get a line each, and none where all are known', () => {
    const env = { LIBRARY_DIRECTORY: 'x', DOCUMENTS_DIR: 'y', PATH: '/bin' };
    expect(unknownVariablesAdvice(env)).toBe(
      'LIBRARY_DIRECTORY is not a setting: misspelt? .env.example lists them all.\n',
    );
    expect(unknownVariablesAdvice({ DOCUMENTS_DIR: 'y' })).toBe('');
  });
});
