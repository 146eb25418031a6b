import { execFile, execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test, vi } from 'vitest';
import { ALL_SETTINGS } from '../../src/bot/settings.ts';
import { indexSettingsShape } from '../../src/index/settings.ts';
import { installProgram } from '../python/python-program.ts';

vi.setConfig({ testTimeout: 120_000 });

const DEPLOY = path.resolve(import.meta.dirname, '../../deploy');
const UNIT = path.join(DEPLOY, 'excerpt-bot.service');
const read = (name: string) => readFileSync(path.join(DEPLOY, name), 'utf8');
const run = promisify(execFile);
const mayBeMissing = process.env['CI'] === undefined;

const hadolint = await installProgram({
  name: 'hadolint',
  requirements: path.join(import.meta.dirname, 'requirements.txt'),
  isOptional: mayBeMissing,
});

function hasSystemd(): boolean {
  try {
    execFileSync('systemd-analyze', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

describe('the container image', () => {
  test.skipIf(hadolint === undefined)('is described as its linter wants it', async () => {
    const linting = run(hadolint ?? '', [path.join(DEPLOY, 'Dockerfile')]);
    await expect(linting).resolves.toMatchObject({ stdout: '' });
  });

  test('is told where things are by settings that there are', () => {
    const [, block = ''] =
      /^ENV NODE_ENV=production \\\n((?:.*\\\n)*.*)$/m.exec(read('Dockerfile')) ?? [];
    const named = [...block.matchAll(/^\s+([A-Z_]+)=/gm)].map(([, name = '']) => name);
    expect(named.length).toBeGreaterThan(4);
    expect(named.filter((name) => !ALL_SETTINGS.includes(name))).toEqual([]);
  });

  test('is built without whatever may hold a token', () => {
    const ignored = read('Dockerfile.dockerignore').split('\n');
    expect(ignored).toContain('*');
    expect(ignored.filter((line) => /^!.*(?:env|state|documents)/.test(line))).toEqual([]);
  });
});

describe('the service', () => {
  // The program that it starts is not installed where this runs: systemd says so, and that is no fault of the unit.
  test.skipIf(!hasSystemd() && mayBeMissing)('is understood by systemd', async () => {
    const { stderr } = await run('systemd-analyze', ['verify', UNIT]).catch((error) => error);
    const faults = stderr.split('\n').filter((line: string) => /excerpt-bot\.service/.test(line));
    expect(faults.filter((line: string) => !/not executable|No such file/.test(line))).toEqual([]);
  });

  test.skipIf(!hasSystemd() && mayBeMissing)('is exposed little: 1.5 of 10 at most', async () => {
    const args = ['security', '--offline=true', '--threshold=15', UNIT];
    const { stdout } = await run('systemd-analyze', args);
    expect(stdout).toContain('Overall exposure level');
  });

  test('is told where things are by settings that there are', () => {
    const named = [...read('excerpt-bot.service').matchAll(/^Environment=([A-Z_]+)=/gm)];
    const others = ['NODE_ENV', 'MALLOC_ARENA_MAX'];
    const names = named.map(([, name = '']) => name).filter((name) => !others.includes(name));
    expect(names).toEqual(['DOCUMENTS_DIR', 'LIBRARY_DIR', 'STATE_DIR', 'GOLDEN_FILE']);
    expect(names.every((name) => name in indexSettingsShape.shape)).toBe(true);
  });
});
