import { describe, expect, test } from 'vitest';
import { parseIndexOptions } from '../../src/index/index-options.ts';
import { parseLibraryOptions } from '../../src/index/library-command.ts';
import { parseGoldenOptions } from '../../src/index/golden/golden-command.ts';

describe('what can’t be understood is said', () => {
  test.each([
    [parseIndexOptions, ['--dry-run', '--watch'], /exclude/],
    [parseIndexOptions, ['--force', 'now'], /now/],
    [parseLibraryOptions, [], /list, rollback or prune/],
    [parseLibraryOptions, ['list', 'x'], /One thing/],
    [parseLibraryOptions, ['prune', '--keep', '0'], /from 1/],
    [parseLibraryOptions, ['list', '--keep', '2'], /for prune/],
    [parseGoldenOptions, ['add'], /What is the question/],
    [parseGoldenOptions, ['add', 'Who?', '--document', 'a.txt'], /Which text/],
    [parseGoldenOptions, ['remove', 'one'], /Which one/],
    [parseGoldenOptions, ['remove'], /Which one/],
    [parseGoldenOptions, ['forget', '1'], /list, check, add or remove/],
    [parseGoldenOptions, ['check', 'x'], /list, check, add or remove/],
  ])('%o', (parse, args, mistake) => {
    expect(parse(args)).toEqual({ mistake: expect.stringMatching(mistake) });
  });
});
