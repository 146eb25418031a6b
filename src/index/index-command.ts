import { parseArgs } from 'node:util';
import type { Embedder, EmbeddingModel } from './embedding/embedder.ts';
import { type RefreshRequest, previewRefresh, refreshLibrary } from './library/refresh-library.ts';
import { progressDisplay } from './progress.ts';
import { fileLines, summaryLine } from './refresh-report.ts';

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

/** @throws TypeError of node:util for options that there aren't */
export function parseIndexOptions(args: readonly string[]): IndexOptions {
  const { values } = parseArgs({
    args: [...args],
    options: { 'dry-run': { type: 'boolean' }, force: { type: 'boolean' } },
  });
  return { dryRun: values['dry-run'] ?? false, force: values.force ?? false };
}

export interface IndexParts extends Pick<
  RefreshRequest,
  'documentsDir' | 'libraryDir' | 'maxFileBytes'
> {
  readonly model: EmbeddingModel;
  readonly embedder: () => Promise<Embedder>;
  /** For the report. */
  readonly out: NodeJS.WriteStream;
  /** For the progress. */
  readonly progressOut: NodeJS.WriteStream;
}

/** Brings the library up to date and reports on each file. */
export async function runIndexCommand(parts: IndexParts, options: IndexOptions): Promise<void> {
  const { out, progressOut, ...request } = parts;
  const startedAt = performance.now();
  const say = (lines: readonly string[]) => out.write(lines.map((line) => `${line}\n`).join(''));
  if (options.dryRun) {
    const { because, files } = await previewRefresh(request);
    say([...(because === undefined ? [] : [because]), ...fileLines(files, { dryRun: true })]);
    return;
  }
  const display = progressDisplay(progressOut);
  try {
    const refreshed = await refreshLibrary({
      ...request,
      force: options.force,
      onProgress: (progress) => display.show(progress),
    });
    display.stop();
    if (refreshed.because !== undefined) say([refreshed.because]);
    say(fileLines(refreshed.files));
    say([summaryLine(refreshed, performance.now() - startedAt)]);
  } finally {
    display.stop();
  }
}
