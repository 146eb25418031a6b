import { spawn } from 'node:child_process';
import { copyFile, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const VENV = fileURLToPath(new URL('../../node_modules/.cache/peer-venv', import.meta.url));
const PINNED = fileURLToPath(new URL('requirements.txt', import.meta.url));
const PROGRAM = join(VENV, 'bin', 'lo-bot-api-emulator');

/** Without resolving anything: what is pinned is all that is needed. */
const PIP = '-m pip install --quiet --disable-pip-version-check --retries 1 --no-deps --requirement'
  .split(' ')
  .concat(PINNED);

/** Thrown where the peer cannot be installed, though PyPI is there. */
class PeerInstallError extends Error {
  override name = 'PeerInstallError' as const;
}

/**
 * The independent server's program, from a virtual environment that is made for it below node_modules, once.
 *
 * @param isOptional where PyPI is out of reach: undefined and a loud word about it, instead of an error
 * @throws PeerInstallError
 */
export async function installEmulator(isOptional: boolean): Promise<string | undefined> {
  if (await isInstalled()) return PROGRAM;
  process.stderr.write('Installing lo-bot-api-emulator from PyPI ...\n');
  await rm(VENV, { recursive: true, force: true });
  await makeVenv();
  const { code, output } = await run(join(VENV, 'bin', 'python'), PIP);
  if (code === 0) {
    await copyFile(PINNED, join(VENV, 'requirements.txt'));
    return PROGRAM;
  }
  if (isOptional && isOutOfReach(output)) return undefined;
  throw new PeerInstallError(`pip could not install ${PINNED}. It said:\n${output.slice(-2000)}`);
}

/** What is installed is noted beside it, last of all: half an installation is none. */
async function isInstalled(): Promise<boolean> {
  const texts = [PINNED, join(VENV, 'requirements.txt')].map((path) => readFile(path, 'utf8'));
  const [wanted, present] = await Promise.allSettled(texts);
  return (
    wanted?.status === 'fulfilled' &&
    present?.status === 'fulfilled' &&
    wanted.value === present.value
  );
}

/** The emulator (PyPI: lo-bot-api-emulator) needs Python 3.11. */
async function makeVenv(): Promise<void> {
  const isNew = 'import sys; sys.exit(sys.version_info < (3, 11))';
  const python = await run('python3', ['-c', isNew]);
  const made = python.code === 0 ? await run('python3', ['-m', 'venv', VENV]) : python;
  if (made.code === 0) return;
  throw new PeerInstallError(
    `npm run e2e:peer needs python3, 3.11 or newer, with its venv module: install them (Debian: python3-venv).\n${made.output}`,
  );
}

/** pip's words where it found no index to ask; of a version that does not exist it says which others do. */
function isOutOfReach(output: string): boolean {
  return /\(from versions: none\)|connection (?:error|broken|refused)|name resolution|timed out/i.test(
    output,
  );
}

function run(
  command: string,
  args: readonly string[],
): Promise<{ readonly code: number; readonly output: string }> {
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    const note = (text: string): void => {
      output += text;
    };
    child.stdout.setEncoding('utf8').on('data', note);
    child.stderr.setEncoding('utf8').on('data', note);
    child.once('error', (error) => resolve({ code: 1, output: error.message }));
    child.once('close', (code) => resolve({ code: code ?? 1, output }));
  });
}
