import { vi } from 'vitest';
import { hostileAnswers } from './answers.contract.ts';

vi.setConfig({ testTimeout: 60_000 });

// The same cases each time, so that what passed here passes elsewhere; more of them in npm run e2e.
hostileAnswers({ runs: 400, seed: 20_261_127 });
