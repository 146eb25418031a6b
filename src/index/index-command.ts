import type { IndexOptions } from './index-options.ts';
import type { BuildProgress } from './library/build-library.ts';
import type { Complaint } from './library/gate.ts';
import {
  type RefreshRequest,
  type Refreshed,
  previewRefresh,
  refreshLibrary,
} from './library/refresh-library.ts';
import { exitCodeOf, operatorAdvice } from './operator-errors.ts';
import { jsonProgress, progressDisplay } from './progress.ts';
import { fileLines, gateLines, jsonPreview, jsonReport, summaryLine } from './refresh-report.ts';

export interface IndexParts extends Omit<
  RefreshRequest,
  'onProgress' | 'force' | 'yes' | 'allowEmpty'
> {
  /** Of the database that the library is built into; undefined where it lies in files. */
  readonly databaseUrl?: string | undefined;
  /** For the report. */
  readonly out: NodeJS.WriteStream;
  /** For the progress. */
  readonly progressOut: NodeJS.WriteStream;
}

/** How the command ends: see INDEX_USAGE. */
const REFUSED = 3;
const EMPTIED = 4;

/**
 * Brings the library up to date and reports on each file.
 *
 * @param stopping what is being built is given up then; embeddings are kept
 * @returns the exit code
 */
export async function runIndexCommand(
  parts: IndexParts,
  options: IndexOptions,
  stopping?: AbortSignal,
): Promise<number> {
  try {
    return await (options.dryRun ? preview(parts, options) : refresh(parts, options, stopping));
  } catch (error) {
    const says = operatorAdvice(error);
    if (!options.json || says === undefined) throw error;
    const name = error instanceof Error ? error.name : 'Error';
    say(parts.out, [JSON.stringify({ kind: 'failed', error: name, says })]);
    return exitCodeOf(error);
  }
}

async function preview(parts: IndexParts, options: IndexOptions): Promise<number> {
  const startedAt = performance.now();
  const { databaseUrl } = parts;
  const found = await (databaseUrl === undefined
    ? previewRefresh({ ...parts, ...options })
    : (await databaseParts()).previewDatabase({ ...parts, ...options, databaseUrl }));
  const { because, files, complaints } = found;
  const lines = [
    ...(because === undefined ? [] : [because]),
    ...fileLines(files, { dryRun: true }),
    ...complaints.map(({ says }) => says),
  ];
  const seconds = secondsSince(startedAt);
  say(parts.out, options.json ? [JSON.stringify(jsonPreview(found, seconds))] : lines);
  return codeFor(complaints);
}

async function refresh(
  parts: IndexParts,
  options: IndexOptions,
  stopping?: AbortSignal,
): Promise<number> {
  const { out, progressOut, databaseUrl, ...request } = parts;
  const { force, yes, allowEmpty, json } = options;
  const startedAt = performance.now();
  const display = json ? jsonProgress(out) : progressDisplay(progressOut);
  try {
    const onProgress = (progress: BuildProgress) => {
      stopping?.throwIfAborted();
      display.show(progress);
    };
    const wanted = { ...request, force, yes, allowEmpty, onProgress };
    const refreshed = await (databaseUrl === undefined
      ? refreshLibrary(wanted)
      : (await databaseParts()).refreshDatabase({ ...wanted, databaseUrl }));
    display.stop();
    const seconds = secondsSince(startedAt);
    if (json) say(out, [JSON.stringify(jsonReport(refreshed, seconds))]);
    else say(out, reportLines(refreshed, seconds));
    return refreshed.kind === 'refused' ? codeFor(refreshed.complaints) : 0;
  } finally {
    display.stop();
  }
}

/** The driver is loaded where it is needed. */
function databaseParts() {
  return import('./postgres/refresh-database.ts');
}

function reportLines(refreshed: Refreshed, seconds: number): string[] {
  const { because, files } = refreshed;
  const gate = gateLines(refreshed);
  if (refreshed.kind === 'refused' && refreshed.made === undefined) return gate;
  return [
    ...(because === undefined ? [] : [because]),
    ...fileLines(files),
    summaryLine(refreshed, seconds),
    ...gate,
  ];
}

function codeFor(complaints: readonly Complaint[]): number {
  if (complaints.length === 0) return 0;
  return complaints.some(({ check }) => check === 'emptied') ? EMPTIED : REFUSED;
}

function say(out: NodeJS.WriteStream, lines: readonly string[]): void {
  out.write(lines.map((line) => `${line}\n`).join(''));
}

function secondsSince(startedAt: number): number {
  return (performance.now() - startedAt) / 1000;
}
