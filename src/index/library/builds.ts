import path from 'node:path';
import { readIfThere } from '../missing.ts';
import { buildFolder, currentBuild, listBuilds, removeBuild } from './build-folders.ts';
import { VERDICT_FILE, type Verdict } from './gate.ts';
import { MANIFEST_FILE, type Manifest, readManifest } from './manifest.ts';

/** A build on the disk. */
export interface BuildEntry {
  readonly id: string;
  /** `unreadable`: of another version of this program, or damaged. */
  readonly state: 'in use' | 'kept' | 'refused' | 'unreadable';
  /** Undefined where it is unreadable. */
  readonly manifest: Manifest | undefined;
  /** What the gate said; undefined for builds of before there was one. */
  readonly verdict: Verdict | undefined;
}

/** All builds, newest first. Only their manifests are looked at. */
export async function buildEntries(libraryDir: string): Promise<readonly BuildEntry[]> {
  const current = await currentBuild(libraryDir);
  const ids = (await listBuilds(libraryDir)).reverse();
  return await Promise.all(ids.map((id) => entryOf(libraryDir, id, id === current)));
}

/** The manifest of the library in use; undefined where there is none, or none that can be read. */
export async function currentManifest(libraryDir: string): Promise<Manifest | undefined> {
  const id = await currentBuild(libraryDir);
  return id === undefined ? undefined : await manifestOf(buildFolder(libraryDir, id));
}

/**
 * Removes old builds. The one in use stays in any case, and a refused one that nothing came after. Call it as the only
 * builder.
 *
 * @param kept builds that stay, the newest: at least 1
 * @returns the ids of those that were removed
 */
export async function pruneBuilds(libraryDir: string, kept: number): Promise<readonly string[]> {
  const entries = await buildEntries(libraryDir);
  const [newest] = entries;
  const sound = entries.filter(({ state }) => state !== 'refused').slice(0, kept);
  const staying = new Set([...sound, ...(newest?.state === 'refused' ? [newest] : [])]);
  const old = entries.filter((entry) => entry.state !== 'in use' && !staying.has(entry));
  for (const { id } of old) await removeBuild(libraryDir, id);
  return old.map(({ id }) => id);
}

async function entryOf(libraryDir: string, id: string, isCurrent: boolean): Promise<BuildEntry> {
  const folder = buildFolder(libraryDir, id);
  const manifest = await manifestOf(folder);
  const verdict = await verdictOf(folder);
  const refused = verdict?.outcome === 'refused' ? 'refused' : 'kept';
  const state = isCurrent ? 'in use' : manifest === undefined ? 'unreadable' : refused;
  return { id, state, manifest, verdict };
}

async function manifestOf(folder: string): Promise<Manifest | undefined> {
  const text = await readIfThere(path.join(folder, MANIFEST_FILE));
  const read = text === undefined ? undefined : readManifest(text);
  return read?.kind === 'manifest' ? read.manifest : undefined;
}

async function verdictOf(folder: string): Promise<Verdict | undefined> {
  const text = await readIfThere(path.join(folder, VERDICT_FILE));
  try {
    return text === undefined ? undefined : (JSON.parse(text) as Verdict);
  } catch {
    return undefined;
  }
}
