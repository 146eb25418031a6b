import { vi } from 'vitest';
import { hostileAnswers } from './answers.contract.ts';

vi.setConfig({ testTimeout: 300_000 });

hostileAnswers({ runs: 5000, seed: Date.now() % 2 ** 31 });
