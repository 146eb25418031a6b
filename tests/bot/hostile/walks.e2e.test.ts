import { vi } from 'vitest';
import { hostileWalks } from './walks.contract.ts';

vi.setConfig({ testTimeout: 600_000, hookTimeout: 60_000 });

// As in answers.e2e.test.ts.
hostileWalks({ runs: 600, seed: 1 });
