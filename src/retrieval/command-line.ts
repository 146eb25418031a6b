import { parseArgs } from 'node:util';

/** What `npm run ask` was told to do. */
export type AskCommand =
  | {
      readonly kind: 'one';
      readonly question: string;
      readonly json: boolean;
      readonly limit: number;
    }
  | { readonly kind: 'stream'; readonly limit: number }
  | { readonly kind: 'help' };

/** Thrown for arguments that can't be understood; the message says what is allowed. */
export class UsageError extends Error {
  override name = 'UsageError' as const;
}

export const ASK_USAGE = `Usage: npm run ask -- "question" [--excerpts N] [--json]
       npm run --silent ask -- --json < questions.txt

  --excerpts N  most excerpts to show, 1 to 20 (default 3)
  --json        one line of JSON an answer; without a question on the command line,
                questions are read from standard input, one a line
`;

const DEFAULT_LIMIT = 3;
const HIGHEST_LIMIT = 20;

/** @throws UsageError */
export function parseAskCommand(args: readonly string[]): AskCommand {
  const { values, positionals } = parse(args);
  const question = positionals.join(' ').trim();
  const limit = limitFrom(values.excerpts);
  const json = values.json ?? false;
  if (values.help) return { kind: 'help' };
  if (question !== '') return { kind: 'one', question, json, limit };
  if (json) return { kind: 'stream', limit };
  throw new UsageError(`What is the question?\n\n${ASK_USAGE}`);
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        json: { type: 'boolean' },
        excerpts: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new UsageError(`${reason}\n\n${ASK_USAGE}`, { cause });
  }
}

function limitFrom(given: string | undefined): number {
  if (given === undefined) return DEFAULT_LIMIT;
  const limit = Number(given);
  if (Number.isInteger(limit) && limit >= 1 && limit <= HIGHEST_LIMIT) return limit;
  throw new UsageError(`--excerpts takes a whole number from 1 to ${HIGHEST_LIMIT}.`);
}
