import { describe, vi } from 'vitest';
import { coreSuite } from './core.contract.ts';
import { telegramOnSimulator } from './on-simulator.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 90_000 });

describe('on our simulator', () => {
  coreSuite(telegramOnSimulator);
});
