import { parseArgs } from 'node:util';
import { holdings } from './counted.ts';
import type { EmbeddingModel } from './embedding/embedder.ts';
import { type BuildEntry, buildEntries, pruneBuilds } from './library/builds.ts';
import { inLibraryFolder } from './library/library-errors.ts';
import { lockBuilds } from './library/lock.ts';
import { rollBack } from './library/roll-back.ts';
import { exitCodeOf, operatorAdvice } from './operator-errors.ts';

/** What `npm run library` was told to do. */
export type LibraryOptions = { readonly json: boolean } & (
  | { readonly kind: 'list' }
  /** `to` undefined: the build before. */
  | { readonly kind: 'rollback'; readonly to: string | undefined }
  /** `keep` undefined: as many as the settings say. */
  | { readonly kind: 'prune'; readonly keep: number | undefined }
);

export const LIBRARY_USAGE = `Usage: npm run library -- list | rollback [BUILD] | prune [--keep N]   [--json]

  list      the builds that there are, newest first
  rollback  puts the build before the one in use back in use, or the one that is named; it stays
            until documents change again
  prune     removes all but the newest N builds (default: KEPT_BUILDS) and the one in use
`;

/** @returns what can't be understood, in words */
export function parseLibraryOptions(
  args: readonly string[],
): LibraryOptions | { readonly mistake: string } {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { json: { type: 'boolean', default: false }, keep: { type: 'string' } },
      allowPositionals: true,
    });
    const [kind, to, ...more] = positionals;
    const { json, keep } = values;
    if (more.length > 0 || (to !== undefined && kind !== 'rollback'))
      return { mistake: 'One thing at a time.' };
    if (keep !== undefined && (kind !== 'prune' || !/^[1-9]\d{0,3}$/.test(keep)))
      return { mistake: '--keep is for prune, a whole number from 1.' };
    if (kind === 'list') return { kind, json };
    if (kind === 'rollback') return { kind, json, to };
    if (kind === 'prune')
      return { kind, json, keep: keep === undefined ? undefined : Number(keep) };
    return { mistake: 'list, rollback or prune?' };
  } catch (error) {
    return { mistake: error instanceof Error ? error.message : String(error) };
  }
}

export interface LibraryParts {
  readonly libraryDir: string;
  readonly keptBuilds: number;
  /** What a build must have been made with to be put in use. */
  readonly model: () => Promise<EmbeddingModel>;
  readonly out: NodeJS.WritableStream;
}

/**
 * Lists, changes or removes builds.
 *
 * @returns the exit code
 * @throws RollbackError, BuildRunningError, LibraryDamagedError, LibraryFolderError; told as JSON where that is asked for
 */
export async function runLibraryCommand(
  parts: LibraryParts,
  options: LibraryOptions,
): Promise<number> {
  try {
    const { object, lines } = await inLibraryFolder(parts.libraryDir, () =>
      carryOut(parts, options),
    );
    const said = options.json ? [JSON.stringify(object)] : lines;
    parts.out.write(said.map((line) => `${line}\n`).join(''));
    return 0;
  } catch (error) {
    const says = operatorAdvice(error);
    if (!options.json || says === undefined) throw error;
    const name = error instanceof Error ? error.name : 'Error';
    parts.out.write(`${JSON.stringify({ kind: 'failed', error: name, says })}\n`);
    return exitCodeOf(error);
  }
}

interface Told {
  readonly object: object;
  readonly lines: readonly string[];
}

function carryOut(parts: LibraryParts, options: LibraryOptions): Promise<Told> {
  switch (options.kind) {
    case 'list':
      return list(parts);
    case 'rollback':
      return goBack(parts, options.to);
    case 'prune':
      return prune(parts, options.keep ?? parts.keptBuilds);
  }
}

async function list({ libraryDir }: LibraryParts): Promise<Told> {
  const entries = await buildEntries(libraryDir);
  const current = entries.find(({ state }) => state === 'in use')?.id;
  const none = `There are no builds in ${libraryDir} yet: "npm run index" makes one.`;
  return {
    object: { kind: 'builds', current, builds: entries.map(buildObject) },
    lines: entries.length === 0 ? [none] : entries.flatMap(buildLines),
  };
}

function buildObject({ id, state, manifest, verdict }: BuildEntry): object {
  const complaints = verdict?.complaints.map(({ says }) => says) ?? [];
  const { documents, passages } = manifest?.counts ?? {};
  return { id, builtAt: manifest?.builtAt, documents, passages, state, complaints };
}

function buildLines({ id, state, manifest, verdict }: BuildEntry): string[] {
  const holds = manifest ? holdings(manifest) : '';
  const line = `${state.padEnd(10)}  ${id}  ${manifest?.builtAt ?? ''}  ${holds}`.trimEnd();
  return [line, ...(verdict?.complaints ?? []).map(({ says }) => `${' '.repeat(12)}${says}`)];
}

async function goBack({ libraryDir, model }: LibraryParts, to?: string): Promise<Told> {
  const done = await rollBack(libraryDir, await model(), to);
  return {
    object: { kind: 'rolled-back', from: done.from, to: done.to },
    lines: [
      `In use: ${done.to} (before: ${done.from}). It stays until documents change again; "npm run index -- --force" builds anew.`,
    ],
  };
}

async function prune({ libraryDir }: LibraryParts, keep: number): Promise<Told> {
  const lock = await lockBuilds(libraryDir);
  try {
    const removed = await pruneBuilds(libraryDir, keep);
    const lines =
      removed.length === 0 ? ['Nothing to remove.'] : removed.map((id) => `removed  ${id}`);
    return { object: { kind: 'pruned', removed }, lines };
  } finally {
    await lock.release();
  }
}
