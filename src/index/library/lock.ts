import { createHash, randomBytes } from 'node:crypto';
import { mkdir, open, readFile, readdir, rm, stat, utimes } from 'node:fs/promises';
import { hostname } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { isMissing } from '../missing.ts';
import { BuildRunningError } from './library-errors.ts';

/** The right to build in a library folder. */
export interface BuildLock {
  release(): Promise<void>;
}

/** A builder's claim: an empty file that says in its name who claims. `.building-PID-START-HOST-RANDOM` */
interface Claim {
  readonly file: string;
  readonly pid: number;
  /** When the process started, in a form that only equality is asked of; `0` where the system doesn't tell. */
  readonly start: string;
  readonly host: string;
}

const CLAIM = /^\.building-(\d+)-(\d+)-([0-9a-f]{8})-[0-9a-f]{12}$/;

/** Two that start in the same moment both step back, and try again after a random while. */
const ATTEMPTS = 5;
const MAX_PAUSE_MS = 60;

/** How often a builder touches its claim, and how old a claim of another machine (or container) must be to be void. */
const TOUCH_MS = 5_000;
const VOID_AFTER_MS = 60_000;

/**
 * Takes the right to build, so that one build at a time runs in a folder. Claims of processes that are gone, killed ones
 * too, don't count.
 *
 * Each builder first puts its claim there and then looks for others: of two, the one that came later sees the other.
 *
 * @throws BuildRunningError that names the process
 */
export async function lockBuilds(libraryDir: string): Promise<BuildLock> {
  await mkdir(libraryDir, { recursive: true });
  const own = await ownClaim(libraryDir);
  for (let attempt = 1; ; attempt += 1) {
    await (await open(own.file, 'wx')).close();
    const other = await otherClaim(libraryDir, own);
    if (other === undefined) return held(own.file);
    const since = await sinceOf(other);
    await rm(own.file, { force: true });
    if (attempt === ATTEMPTS) throw new BuildRunningError(libraryDir, { pid: other.pid, since });
    await delay(Math.random() * MAX_PAUSE_MS);
  }
}

function held(file: string): BuildLock {
  const timer = setInterval(() => {
    // Missing only when the folder was removed under a running build: the build itself will say so.
    utimes(file, new Date(), new Date()).catch(() => undefined);
  }, TOUCH_MS);
  timer.unref();
  return {
    async release() {
      clearInterval(timer);
      await rm(file, { force: true });
    },
  };
}

async function ownClaim(libraryDir: string): Promise<Claim> {
  const start = await startOf(process.pid);
  const host = createHash('sha256').update(hostname()).digest('hex').slice(0, 8);
  const name = `.building-${process.pid}-${start}-${host}-${randomBytes(6).toString('hex')}`;
  return { file: path.join(libraryDir, name), pid: process.pid, start, host };
}

/** Another's claim that holds. Void ones are removed: their names will never come again. */
async function otherClaim(libraryDir: string, own: Claim): Promise<Claim | undefined> {
  const claims = (await readdir(libraryDir)).flatMap((name) => claimOf(libraryDir, name));
  for (const claim of claims.filter(({ file }) => file !== own.file)) {
    if (await holds(claim, own.host)) return claim;
    await rm(claim.file, { force: true });
  }
  return undefined;
}

function claimOf(libraryDir: string, name: string): Claim[] {
  const [, pid, start, host] = CLAIM.exec(name) ?? [];
  if (pid === undefined || start === undefined || host === undefined) return [];
  return [{ file: path.join(libraryDir, name), pid: Number(pid), start, host }];
}

async function holds(claim: Claim, ownHost: string): Promise<boolean> {
  if (claim.host === ownHost)
    return isAlive(claim.pid) && (await startOf(claim.pid)) === claim.start;
  const touchedAt = await touchedAtMs(claim.file);
  return touchedAt !== undefined && Date.now() - touchedAt < VOID_AFTER_MS;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it is there, under another user.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/**
 * When a process started, as Linux counts (ticks since boot): process ids are used again, pairs of both are not.
 * Elsewhere `0`, so that the id alone decides.
 */
async function startOf(pid: number): Promise<string> {
  try {
    const status = await readFile(`/proc/${pid}/stat`, 'utf8');
    // Field 22; the second, the command's name in brackets, may hold anything. proc(5)
    return /^\d+$/.exec(status.slice(status.lastIndexOf(')') + 2).split(' ')[19] ?? '')?.[0] ?? '0';
  } catch {
    return '0';
  }
}

async function touchedAtMs(file: string): Promise<number | undefined> {
  try {
    return (await stat(file)).mtimeMs;
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

async function sinceOf(claim: Claim): Promise<Date> {
  try {
    return (await stat(claim.file)).birthtime;
  } catch {
    return new Date(); // it ended this moment
  }
}
