/** Whether a command's usage is asked for; what follows `--` is no option. */
export function asksForHelp(args: readonly string[]): boolean {
  const end = args.indexOf('--');
  const options = end < 0 ? args : args.slice(0, end);
  return options.includes('--help') || options.includes('-h');
}

/**
 * Writes a command's usage to whoever asked for it, or beside what can't be understood.
 *
 * @returns the exit code
 */
export function tellUsage(usage: string, args: readonly string[], mistake?: string): number {
  if (asksForHelp(args)) {
    process.stdout.write(usage);
    return 0;
  }
  process.stderr.write(mistake === undefined ? usage : `${mistake}\n\n${usage}`);
  return 2;
}
