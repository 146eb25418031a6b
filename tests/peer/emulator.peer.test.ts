import { fileURLToPath } from 'node:url';
import { describe, vi } from 'vitest';
import { coreSuite } from './core.contract.ts';
import { installProgram } from '../python/python-program.ts';
import { telegramOnEmulator } from './on-emulator.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 90_000 });

// Where it runs for everyone (CI), nobody would notice that it did not run.
const program = await installProgram({
  name: 'lo-bot-api-emulator',
  requirements: fileURLToPath(new URL('requirements.txt', import.meta.url)),
  isOptional: process.env['CI'] === undefined,
});
if (program === undefined) {
  process.stderr.write(
    `${'!'.repeat(80)}\nPyPI is out of reach: NOTHING WAS TESTED against lo-bot-api-emulator.\n${'!'.repeat(80)}\n`,
  );
}

describe.skipIf(program === undefined)('on lo-bot-api-emulator', () => {
  coreSuite(() => telegramOnEmulator(program ?? ''));
});
