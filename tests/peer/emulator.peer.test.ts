import { describe, vi } from 'vitest';
import { coreSuite } from './core.contract.ts';
import { installEmulator } from './install.ts';
import { telegramOnEmulator } from './on-emulator.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 90_000 });

// Where it runs for everyone (CI), nobody would notice that it did not run.
const program = await installEmulator(process.env['CI'] === undefined);
if (program === undefined) {
  process.stderr.write(
    `${'!'.repeat(80)}\nPyPI is out of reach: NOTHING WAS TESTED against lo-bot-api-emulator.\n${'!'.repeat(80)}\n`,
  );
}

describe.skipIf(program === undefined)('on lo-bot-api-emulator', () => {
  coreSuite(() => telegramOnEmulator(program ?? ''));
});
