import type { FileReport, Refreshed } from './library/refresh-library.ts';

/** Unchanged files that are listed one by one; more are only counted. */
const UNCHANGED_LISTED = 20;

/** A line for each file: what became of it, and why it was left out. */
export function fileLines(files: readonly FileReport[], { dryRun = false } = {}): string[] {
  const unchanged = files.filter((file) => isQuiet(file)).length;
  const listed = files.filter((file) => unchanged <= UNCHANGED_LISTED || !isQuiet(file));
  const lines = listed.map((file) => fileLine(file, dryRun));
  return listed.length < files.length ? [...lines, `unchanged  ${unchanged} more`] : lines;
}

function isQuiet({ change, skipped }: FileReport): boolean {
  return change === 'unchanged' && skipped === undefined;
}

function fileLine({ id, change, skipped }: FileReport, dryRun: boolean): string {
  const name = printable(id);
  if (skipped !== undefined) return `skipped    ${name} ${skipped}`;
  switch (change) {
    case 'new':
    case 'changed':
      return dryRun ? `${change.padEnd(9)}  ${name}` : `indexed    ${name} (${change})`;
    case 'unchanged':
      return `unchanged  ${name}`;
    case 'removed':
      return `removed    ${name}`;
  }
}

/** What the library holds now, and what it took. */
export function summaryLine({ kind, manifest, embeddings }: Refreshed, ms: number): string {
  const { documents, passages } = manifest.counts;
  const holds = `${count(documents, 'document')}, ${count(passages, 'passage')}`;
  if (kind === 'unchanged') return `Nothing changed: ${holds} (build ${manifest.id}).`;
  const { recallAt10, unreachable } = manifest.graph;
  const alone = unreachable.length === 0 ? '' : `, ${unreachable.length} compared one by one`;
  return (
    `${holds}: ${embeddings.embedded} embedded, ${embeddings.reused} reused, ` +
    `recall@10 ${recallAt10.toFixed(3)}${alone}, ${(ms / 1000).toFixed(1)} s (build ${manifest.id}).`
  );
}

function count(number: number, thing: string): string {
  return `${number} ${thing}${number === 1 ? '' : 's'}`;
}

/** A file's name may hold anything, also what a terminal takes for a command. */
function printable(name: string): string {
  return name.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu, '\uFFFD');
}
