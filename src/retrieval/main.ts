import { openForQuestions } from '../index/open-for-questions.ts';
import { operatorAdvice } from '../index/operator-errors.ts';
import { readEnvironment, readIndexSettings, unknownVariablesAdvice } from '../index/settings.ts';
import { runAsk } from './ask-command.ts';
import { openAsk } from './calibration/open-ask.ts';
import { parseCommand, USAGE, UsageError } from './command-line.ts';
import { EvalSetError } from './eval/cases.ts';
import { runEval } from './eval/eval-command.ts';

// `npm run ask` and `npm run eval`: questions without Telegram.

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
  const command = parseCommand(args);
  const env = readEnvironment();
  const settings = readIndexSettings(env);
  const { modelsDir } = settings;
  process.stderr.write(unknownVariablesAdvice(env));
  switch (command.kind) {
    case 'help':
      process.stdout.write(USAGE);
      return 0;
    case 'eval':
      return await runEval(command, settings);
    case 'one':
    case 'stream':
    case 'conversation': {
      const { refreshed, embedder } = await openForQuestions(settings, {
        progressOut: process.stderr,
        openAsking: (library, embedder) => openAsk(modelsDir, { library: () => library, embedder }),
      });
      try {
        const ask = await openAsk(modelsDir, {
          library: () => refreshed.library,
          embedder,
          onUncalibrated: (advice) => process.stderr.write(`${advice}\n`),
        });
        await runAsk(command, ask, { env, input: process.stdin, output: process.stdout });
        return 0;
      } finally {
        await embedder.close();
      }
    }
  }
}
