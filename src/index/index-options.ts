import { parseArgs } from 'node:util';

/** What `npm run index` was told to do. */
export interface IndexOptions {
  /** Show the changes, build nothing. */
  readonly dryRun: boolean;
  /** Build although nothing changed. */
  readonly force: boolean;
}

export const INDEX_USAGE = `Usage: npm run index -- [--dry-run] [--force]

  --dry-run  say what changed, build nothing
  --force    build although nothing changed
`;

/** @returns what can't be understood, in words, for options that there aren't */
export function parseIndexOptions(
  args: readonly string[],
): IndexOptions | { readonly mistake: string } {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: { 'dry-run': { type: 'boolean' }, force: { type: 'boolean' } },
    });
    return { dryRun: values['dry-run'] ?? false, force: values.force ?? false };
  } catch (error) {
    return { mistake: error instanceof Error ? error.message : String(error) };
  }
}
