import { ALL_SETTINGS } from '../bot/settings.ts';
import { using } from '../index/library/library.ts';
import { openForUse } from '../index/open-for-use.ts';
import { operatorAdvice } from '../index/operator-errors.ts';
import { type IndexSettings, readEnvironment, readIndexSettings } from '../index/settings.ts';
import { unknownSettingsAdvice } from '../index/unknown-settings.ts';
import { asksForHelp, tellUsage } from '../index/usage.ts';
import { CALIBRATE_USAGE, parseCalibrateOptions } from './calibration/calibrate-options.ts';
import { type AskCommand, parseCommand, USAGE, UsageError } from './command-line.ts';
import { EvalSetError } from './eval/cases.ts';

// `npm run ask`, `npm run eval` and `npm run calibrate`: questions without Telegram.

try {
  process.exitCode = await run(process.argv.slice(2));
} catch (error) {
  const told = error instanceof UsageError || error instanceof EvalSetError;
  const advice = told ? error.message : operatorAdvice(error);
  if (advice === undefined) throw error;
  process.stderr.write(`${advice}\n`);
  process.exitCode = error instanceof UsageError ? 2 : 1;
}

async function run(args: readonly string[]): Promise<number> {
  if (asksForHelp(args)) return tellUsage(args[0] === 'calibrate' ? CALIBRATE_USAGE : USAGE, args);
  if (args[0] === 'calibrate') return await runCalibration(args.slice(1));
  const command = parseCommand(args);
  const env = readEnvironment();
  const settings = readIndexSettings(env);
  sayUnknownSettings(env);
  switch (command.kind) {
    case 'eval': {
      const { runEval } = await import('./eval/eval-command.ts');
      return await runEval(command, settings);
    }
    case 'one':
    case 'stream':
    case 'conversation':
      return await runQuestions(command, settings, env);
  }
}

function sayUnknownSettings(env: NodeJS.ProcessEnv): void {
  const advice = unknownSettingsAdvice(env, ALL_SETTINGS);
  if (advice !== undefined) process.stderr.write(`${advice}\n`);
}

/** What else is needed is loaded while the model is on its way. */
async function runQuestions(
  command: AskCommand,
  settings: IndexSettings,
  env: NodeJS.ProcessEnv,
): Promise<number> {
  const { modelsDir } = settings;
  const opening = openForUse(settings, {
    progressOut: process.stderr,
    openAsking: async (library, embedder) =>
      (await asking).openAsk(modelsDir, { useLibrary: using(library), embedder }),
  });
  const asking = import('./calibration/open-ask.ts');
  const [{ useLibrary, embedder, close }, { openAsk }, { runAsk }] = await Promise.all([
    opening,
    asking,
    import('./ask-command.ts'),
  ]);
  try {
    const ask = await openAsk(modelsDir, {
      useLibrary,
      embedder,
      onUncalibrated: (advice) => process.stderr.write(`${advice}\n`),
    });
    await runAsk(command, ask, { env, input: process.stdin, output: process.stdout });
    return 0;
  } finally {
    await close();
  }
}

/** What only this command needs is loaded here. */
async function runCalibration(args: readonly string[]): Promise<number> {
  const options = parseCalibrateOptions(args);
  if ('mistake' in options) throw new UsageError(`${options.mistake}\n\n${CALIBRATE_USAGE}`);
  const settings = readIndexSettings(readEnvironment());
  const { runCalibrate } = await import('./calibration/calibrate-command.ts');
  await runCalibrate(options, settings, { out: process.stdout, progressOut: process.stderr });
  return 0;
}
