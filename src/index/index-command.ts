import type { Embedder, EmbeddingModel } from './embedding/embedder.ts';
import { type RefreshRequest, previewRefresh, refreshLibrary } from './library/refresh-library.ts';
import type { IndexOptions } from './index-options.ts';
import { progressDisplay } from './progress.ts';
import { fileLines, summaryLine } from './refresh-report.ts';

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
