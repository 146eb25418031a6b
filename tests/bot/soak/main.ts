import { parseArgs } from 'node:util';
import { runSoak } from './soak.ts';

// `npm run soak`: many people, random faults, and a bot that is killed again and again. `--short` is what CI runs.

const { values } = parseArgs({
  options: {
    short: { type: 'boolean', default: false },
    questions: { type: 'string' },
    people: { type: 'string' },
    groups: { type: 'string' },
    kills: { type: 'string' },
    faults: { type: 'string' },
    seed: { type: 'string', default: '1' },
  },
});
const size = values.short
  ? { questions: 300, people: 60, groups: 6, kills: 5, faults: 0.02 }
  : { questions: 10_000, people: 500, groups: 50, kills: 20, faults: 0.02 };

const outcome = await runSoak({
  questions: Number(values.questions ?? size.questions),
  people: Number(values.people ?? size.people),
  groups: Number(values.groups ?? size.groups),
  kills: Number(values.kills ?? size.kills),
  faultRate: Number(values.faults ?? size.faults),
  seed: Number(values.seed),
  maxGrowth: values.short ? Infinity : 0.05,
  tell: (line) => console.log(line),
});
process.exit(outcome.isPassed ? 0 : 1);
