import { counted, holdings } from './counted.ts';
import type { Complaint } from './library/gate.ts';
import type { FileReport, RefreshPreview, Refreshed } from './library/refresh-library.ts';
import { printable } from './printable.ts';

/** Unchanged files that are listed one by one; more are only counted. */
const UNCHANGED_LISTED = 20;

/** A line for each file: what became of it, and why it was left out. Then how many there are of each kind. */
export function fileLines(files: readonly FileReport[], { dryRun = false } = {}): string[] {
  const unchanged = files.filter((file) => isQuiet(file)).length;
  const listed = files.filter((file) => unchanged <= UNCHANGED_LISTED || !isQuiet(file));
  const lines = listed.map((file) => fileLine(file, dryRun));
  const more = listed.length < files.length ? [`unchanged  ${unchanged} more`] : [];
  return [...lines, ...more, countsLine(files)];
}

function isQuiet({ change, skipped }: FileReport): boolean {
  return change === 'unchanged' && skipped === undefined;
}

function fileLine({ id, change, from, skipped }: FileReport, dryRun: boolean): string {
  const name = printable(id);
  if (skipped !== undefined) return `skipped    ${name} ${skipped}`;
  switch (change) {
    case 'new':
    case 'changed':
      return dryRun ? `${change.padEnd(9)}  ${name}` : `indexed    ${name} (${change})`;
    case 'moved':
      return `moved      ${name} (from ${printable(from ?? '')})`;
    case 'unchanged':
      return `unchanged  ${name}`;
    case 'removed':
      return `removed    ${name}`;
  }
}

const KINDS = ['new', 'changed', 'moved', 'removed', 'unchanged', 'skipped'] as const;

/** How many files there are of each kind; a skipped one is only that. */
export type FileCounts = Readonly<Record<(typeof KINDS)[number], number>>;

export function fileCounts(files: readonly FileReport[]): FileCounts {
  const counts = { new: 0, changed: 0, moved: 0, removed: 0, unchanged: 0, skipped: 0 };
  for (const { change, skipped } of files) counts[skipped === undefined ? change : 'skipped'] += 1;
  return counts;
}

function countsLine(files: readonly FileReport[]): string {
  const counts = fileCounts(files);
  const said = KINDS.filter((kind) => counts[kind] > 0).map((kind) => `${counts[kind]} ${kind}`);
  return `${counted(files.length, 'file')}${said.length === 0 ? '' : `: ${said.join(', ')}`}.`;
}

/** What the library holds now, and what it took. */
export function summaryLine(refreshed: Refreshed, seconds: number): string {
  const { kind, manifest, made = manifest, embeddings } = refreshed;
  const holds = holdings(made);
  if (kind === 'unchanged') return `Nothing changed: ${holds} (build ${manifest.id}).`;
  const { recallAt10, unreachable } = made.graph;
  const alone = unreachable.length === 0 ? '' : `, ${unreachable.length} compared one by one`;
  return (
    `${holds}: ${embeddings.embedded} embedded, ${embeddings.reused} reused, ` +
    `recall@10 ${recallAt10.toFixed(3)}${alone}, ${seconds.toFixed(1)} s (build ${made.id}).`
  );
}

/** Why a build isn't in use, and what to do; or what it is in use in spite of. Empty where there is nothing to say. */
export function gateLines({ kind, made, manifest, complaints }: Refreshed): string[] {
  if (complaints.length === 0) return [];
  const list = complaints.map(({ says }) => `  ${says}`);
  if (kind !== 'refused') return ['In use all the same, as you said:', ...list];
  if (made === undefined) return list;
  return [
    `NOT in use: the build ${made.id} stays beside, and ${manifest.id} in use.`,
    ...list,
    complaints.every(({ yesHelps }) => yesHelps)
      ? 'If that is meant to be so: npm run index -- --yes'
      : 'Mend that (golden questions: "npm run golden -- list") and run "npm run index" again.',
  ];
}

/** What a program is told of a refresh: one object. */
export function jsonReport(refreshed: Refreshed, seconds: number): object {
  const { kind, because, library, manifest, made, files, embeddings } = refreshed;
  const { documents, passages } = (made ?? manifest).counts;
  return {
    kind: 'report',
    outcome: { unchanged: 'unchanged', built: 'published', refused: 'refused' }[kind],
    because,
    library: library.id,
    build: made?.id,
    files: files.filter((file) => !isQuiet(file)),
    counts: fileCounts(files),
    documents,
    passages,
    embeddings,
    seconds: rounded(seconds),
    gate: gateOf(refreshed),
  };
}

export function jsonPreview(preview: RefreshPreview, seconds: number): object {
  const { because, library, files } = preview;
  return {
    kind: 'report',
    outcome: 'preview',
    because,
    library,
    files: files.filter((file) => !isQuiet(file)),
    counts: fileCounts(files),
    seconds: rounded(seconds),
    gate: gateOf({ ...preview, goldenAsked: 0 }),
  };
}

function gateOf(judged: {
  readonly complaints: readonly Complaint[];
  readonly goldenAsked: number;
}) {
  return { complaints: judged.complaints, goldenAsked: judged.goldenAsked };
}

function rounded(seconds: number): number {
  return Math.round(seconds * 10) / 10;
}
