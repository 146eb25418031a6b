import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { ALL_SETTINGS, botSettingsShape } from '../src/bot/settings.ts';
import { indexSettingsShape } from '../src/index/settings.ts';

const PROJECT_DIR = path.resolve(import.meta.dirname, '..');

/** Paths below the project, `/`-separated. */
function filesBelow(folder: string): string[] {
  return readdirSync(path.join(PROJECT_DIR, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      path.relative(PROJECT_DIR, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'),
    );
}

const read = (file: string) => readFileSync(path.join(PROJECT_DIR, file), 'utf8');
const sources = filesBelow('src').filter((file) => file.endsWith('.ts'));
const importing = (name: RegExp) =>
  sources
    .filter((file) => new RegExp(`(from|import\\() ?'${name.source}'`).test(read(file)))
    .sort();

describe('a reader finds things', () => {
  test('no file is called index: the word is a folder here', () => {
    const named = [...sources, ...filesBelow('tests')].filter((file) =>
      /\/index\.[cm]?[jt]s$/.test(file),
    );
    expect(named).toEqual([]);
  });

  test('no file only hands on what others export', () => {
    expect(sources.filter((file) => /^export (\*|\{[^}]*\}) from/m.test(read(file)))).toEqual([]);
  });
});

describe('third-party code has one door', () => {
  test.each([
    [/hnswlib-node/, ['src/index/library/hnswlib.ts']],
    [/@xenova\/transformers/, ['src/index/embedding/transformers.ts']],
    [/dotenv/, ['src/index/settings.ts']],
    [/chokidar/, ['src/index/folder-watch.ts']],
    [/pg/, ['src/index/postgres/pg.ts']],
    [/minisearch/, ['src/index/library/postings.ts', 'src/index/library/word-index.ts']],
    [/eld[^']*/, ['src/index/documents/language.ts']],
    [/pdfjs-dist[^']*/, ['src/index/documents/pdfjs.ts']],
    [/media-captions/, ['src/index/documents/captions.ts']],
    [/(?:parse5|htmlparser2|domhandler)[^']*/, ['src/index/documents/dom.ts']],
    [/mammoth/, ['src/index/documents/mammoth.ts']],
    [/fflate/, ['src/index/documents/zip.ts']],
    [/csv-parse[^']*/, ['src/index/documents/csv-parse.ts']],
  ])('%s', (name, doors) => {
    expect(importing(name)).toEqual(doors);
  });

  test('grammY is known to src/bot alone', () => {
    expect(importing(/grammy[^']*/).filter((file) => !file.startsWith('src/bot/'))).toEqual([]);
  });
});

describe('the environment is read once', () => {
  test('by the reader of settings', () => {
    expect(sources.filter((file) => /process\.env\b/.test(read(file)))).toEqual([
      'src/index/settings.ts',
    ]);
  });

  test('and every setting stands in .env.example and in the README', () => {
    const example = read('.env.example');
    const readme = read('README.md');
    expect(ALL_SETTINGS.filter((name) => !new RegExp(`^${name}=`, 'm').test(example))).toEqual([]);
    expect(ALL_SETTINGS.filter((name) => !readme.includes(`\`${name}\``))).toEqual([]);
  });

  test('with its default', () => {
    const shape = { ...indexSettingsShape.shape, ...botSettingsShape.shape };
    for (const line of read('.env.example').split('\n')) {
      const [, name, value] = /^([A-Z_]+)=(.*)$/.exec(line) ?? [];
      if (!name || !(name in shape)) continue;
      const setting = shape[name as keyof typeof shape];
      const byDefault = setting.safeParse(undefined).data;
      expect({ name, value: value === '' ? byDefault : setting.safeParse(value).data }).toEqual({
        name,
        value: byDefault,
      });
    }
  });
});
