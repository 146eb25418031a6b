import { parseArgs } from 'node:util';

/** One question, each line of standard input for a program, or a conversation with a person. */
export type AskCommand =
  | (AskWishes & { readonly kind: 'one'; readonly question: string; readonly json: boolean })
  | (AskWishes & { readonly kind: 'stream' | 'conversation' });

interface AskWishes {
  /** Most excerpts. */
  readonly limit: number;
  /** Whether to say why each answer is what it is. */
  readonly explain: boolean;
}

/** An evaluation of a folder of documents and labelled questions. */
export interface EvalCommand {
  readonly kind: 'eval';
  readonly folder: string;
  readonly json: boolean;
  /** An earlier report (`--json`) that this one must not fall behind. */
  readonly baseline: string | undefined;
  /** Where the plot goes, an SVG file. */
  readonly plot: string | undefined;
  /** Where the questions go whose place wasn't shown, Markdown. */
  readonly misses: string | undefined;
  readonly asking: EvalAsking;
}

/** `in-turn`: each question in reply to the answer to the one before it; `as-written`: no spelling is corrected. */
export type EvalAsking = 'alone' | 'in-turn' | 'as-written';

export type Command = AskCommand | EvalCommand;

/** Thrown for arguments that can't be understood; the message says what is allowed. */
export class UsageError extends Error {
  override name = 'UsageError' as const;
}

export const USAGE = `Usage: npm run ask -- "question" [--excerpts N] [--explain] [--json]
       npm run ask
       npm run --silent ask -- --json < questions.txt
       npm run eval -- FOLDER [--json] [--baseline FILE] [--plot FILE]
                              [--misses FILE] [--asking alone|in-turn|as-written]

  without a question, one line after the other is asked; "and when was that?" goes on from
  the question before it, and an empty line starts afresh

  --excerpts N     most excerpts to show, 1 to 20 (default 3)
  --explain        says why each answer was found, uncertain or refused
  --json           one line of JSON an answer; without a question on the command line,
                   questions are read from standard input, one a line
  FOLDER           holds documents/ and questions.json (README, "Evaluation")
  --baseline FILE  an earlier --json report: fails where this one is worse
  --plot FILE      writes the report's curves as SVG
  --misses FILE    writes the questions whose place isn't among the first three, with what was
                   shown instead, as Markdown
  --asking HOW     alone (default); in-turn: each in reply to the answer before it, to see that
                   nothing is taken for a follow-up; as-written: without correcting the spelling
`;

const DEFAULT_LIMIT = 3;
const HIGHEST_LIMIT = 20;

/**
 * @param args the command (`ask` or `eval`) and what follows it
 * @throws UsageError
 */
export function parseCommand([name, ...args]: readonly string[]): Command {
  if (name === 'ask') return askCommand(args);
  if (name === 'eval') return evalCommand(args);
  throw new UsageError(USAGE);
}

const ASK_OPTIONS = {
  json: { type: 'boolean', default: false },
  explain: { type: 'boolean', default: false },
  excerpts: { type: 'string' },
} as const;

function askCommand(args: readonly string[]): AskCommand {
  const { values, positionals } = understood(() =>
    parseArgs({ args: [...args], allowPositionals: true, options: ASK_OPTIONS }),
  );
  const { json, explain } = values;
  const wishes = { limit: limitFrom(values.excerpts), explain };
  if (positionals.length === 0) return { kind: json ? 'stream' : 'conversation', ...wishes };
  const question = positionals.join(' ').trim();
  if (question === '') throw new UsageError(`What is the question?\n\n${USAGE}`);
  return { kind: 'one', question, json, ...wishes };
}

const EVAL_OPTIONS = {
  json: { type: 'boolean', default: false },
  baseline: { type: 'string' },
  plot: { type: 'string' },
  misses: { type: 'string' },
  asking: { type: 'string', default: 'alone' },
} as const;

function evalCommand(args: readonly string[]): EvalCommand {
  const { values, positionals } = understood(() =>
    parseArgs({ args: [...args], allowPositionals: true, options: EVAL_OPTIONS }),
  );
  const { json, baseline, plot, misses, asking } = values;
  const [folder, ...others] = positionals;
  if (folder === undefined || others.length > 0) {
    throw new UsageError(`Which one folder is to be evaluated?\n\n${USAGE}`);
  }
  if (!isAsking(asking)) {
    throw new UsageError('--asking takes alone, in-turn or as-written.');
  }
  return { kind: 'eval', folder, json, baseline, plot, misses, asking };
}

function isAsking(asking: string): asking is EvalAsking {
  return asking === 'alone' || asking === 'in-turn' || asking === 'as-written';
}

/** @throws UsageError where `parse` throws */
function understood<Parsed>(parse: () => Parsed): Parsed {
  try {
    return parse();
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new UsageError(`${reason}\n\n${USAGE}`, { cause });
  }
}

function limitFrom(given: string | undefined): number {
  if (given === undefined) return DEFAULT_LIMIT;
  const limit = Number(given);
  if (Number.isInteger(limit) && limit >= 1 && limit <= HIGHEST_LIMIT) return limit;
  throw new UsageError(`--excerpts takes a whole number from 1 to ${HIGHEST_LIMIT}.`);
}
