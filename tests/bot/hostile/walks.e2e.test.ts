import { vi } from 'vitest';
import { hostileWalks } from './walks.contract.ts';

vi.setConfig({ testTimeout: 600_000, hookTimeout: 60_000 });

hostileWalks({ runs: 600, seed: Date.now() % 2 ** 31 });
