import { parseArgs } from 'node:util';

/** What `npm run index` was told to do. */
export interface IndexOptions {
  /** Show the changes, build nothing. */
  readonly dryRun: boolean;
  /** Build although nothing changed, and read every file again. */
  readonly force: boolean;
  /** Put the build in use although it holds much less than the one before. */
  readonly yes: boolean;
  /** An empty folder is meant to be empty. */
  readonly allowEmpty: boolean;
  /** Go on: build again whenever files changed. */
  readonly watch: boolean;
  /** Report to a program: a JSON object a line. */
  readonly json: boolean;
}

export const INDEX_USAGE = `Usage: npm run index -- [--dry-run | --watch] [--force] [--yes] [--allow-empty] [--json]

  --dry-run      say what changed, build nothing
  --watch        go on, and build again whenever files have changed and been left alone for 2 s
  --force        build although nothing changed, and read every file again
  --yes          put the build in use although it holds over 10 % less than the one before
  --allow-empty  an empty or missing folder is meant to be: make a library without documents
  --json         progress and report as JSON, an object a line

Ends with 0 when the library is up to date, 3 when the build was refused (the library before
stays in use), 4 when the folder is empty and wasn't, 5 when another build is running, 1 for
other mistakes.
`;

const FLAGS = {
  'dry-run': { type: 'boolean', default: false },
  force: { type: 'boolean', default: false },
  yes: { type: 'boolean', default: false },
  'allow-empty': { type: 'boolean', default: false },
  watch: { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
} as const;

/** @returns what can't be understood, in words, for options that there aren't */
export function parseIndexOptions(
  args: readonly string[],
): IndexOptions | { readonly mistake: string } {
  try {
    const { values } = parseArgs({ args: [...args], options: FLAGS });
    const { 'dry-run': dryRun, 'allow-empty': allowEmpty, ...flags } = values;
    if (dryRun && flags.watch) return { mistake: '--dry-run and --watch exclude each other.' };
    return { ...flags, dryRun, allowEmpty };
  } catch (error) {
    return { mistake: error instanceof Error ? error.message : String(error) };
  }
}
