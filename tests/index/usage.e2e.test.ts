import { execFile } from 'node:child_process';
import { describe, expect, test, vi } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };

vi.setConfig({ testTimeout: 60_000 });

/** The commands of people who use or maintain the bot, all scripts that run what is compiled. */
const COMMANDS = Object.entries(manifest.scripts).filter(([, runs]) =>
  runs.startsWith('node dist/'),
);

describe('npm run', () => {
  test('has all of them', () => {
    expect(COMMANDS.length).toBeGreaterThanOrEqual(10);
  });

  test.each(COMMANDS)('%s says how it is used where that is asked', async (name, runs) => {
    expect(await run(runs, '--help')).toEqual({
      code: 0,
      out: expect.stringMatching(name === 'start' ? /^Usage: npm start/ : /^Usage: npm run /),
      err: '',
    });
  });

  test.each(COMMANDS)('%s ends with 2 at an option that there isn’t', async (_name, runs) => {
    expect(await run(runs, '--no-such-option')).toMatchObject({
      code: 2,
      out: '',
      err: expect.stringContaining('Usage: npm '),
    });
  });
});

function run(command: string, ...more: readonly string[]) {
  const [, ...args] = command.split(' ');
  return new Promise<{ code: unknown; out: string; err: string }>((resolve) => {
    execFile(process.execPath, [...args, ...more], (error, out, err) =>
      resolve({ code: error === null ? 0 : error.code, out, err }),
    );
  });
}
