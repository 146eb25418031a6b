import { vi } from 'vitest';
import { hostileWalks } from './walks.contract.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

// As in answers.test.ts.
hostileWalks({ runs: 20, seed: 20_261_127 });
