import { spawn } from 'node:child_process';
import { copyFile, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A program that PyPI has. */
export interface PythonProgram {
  /** Names its virtual environment, and the program in it. */
  readonly name: string;
  /** A requirements file that pins it and everything that it needs: nothing is resolved. */
  readonly requirements: string;
  /** Where PyPI is out of reach: undefined and a loud word about it, instead of an error. */
  readonly isOptional: boolean;
}

/** Thrown where a program cannot be installed, though PyPI is there. */
class ProgramInstallError extends Error {
  override name = 'ProgramInstallError' as const;
}

/**
 * The path of a program, from a virtual environment that is made for it below node_modules, once.
 *
 * @throws ProgramInstallError
 */
export async function installProgram(program: PythonProgram): Promise<string | undefined> {
  const { name, requirements, isOptional } = program;
  const venv = fileURLToPath(new URL(`../../node_modules/.cache/${name}-venv`, import.meta.url));
  const file = join(venv, 'bin', name);
  if (await isInstalled(venv, requirements)) return file;
  process.stderr.write(`Installing ${name} from PyPI ...\n`);
  await rm(venv, { recursive: true, force: true });
  await makeVenv(venv);
  const { code, output } = await run(join(venv, 'bin', 'python'), [...PIP, requirements]);
  if (code === 0) {
    await copyFile(requirements, join(venv, 'requirements.txt'));
    return file;
  }
  if (isOptional && isOutOfReach(output)) return undefined;
  throw new ProgramInstallError(
    `pip could not install ${requirements}. It said:\n${output.slice(-2000)}`,
  );
}

const PIP =
  '-m pip install --quiet --disable-pip-version-check --retries 1 --no-deps --requirement'.split(
    ' ',
  );

/** What is installed is noted beside it, last of all: half an installation is none. */
async function isInstalled(venv: string, requirements: string): Promise<boolean> {
  const texts = [requirements, join(venv, 'requirements.txt')].map((path) =>
    readFile(path, 'utf8'),
  );
  const [wanted, present] = await Promise.allSettled(texts);
  return (
    wanted?.status === 'fulfilled' &&
    present?.status === 'fulfilled' &&
    wanted.value === present.value
  );
}

/** One of them (lo-bot-api-emulator) needs Python 3.11. */
async function makeVenv(venv: string): Promise<void> {
  const isNew = 'import sys; sys.exit(sys.version_info < (3, 11))';
  const python = await run('python3', ['-c', isNew]);
  const made = python.code === 0 ? await run('python3', ['-m', 'venv', venv]) : python;
  if (made.code === 0) return;
  throw new ProgramInstallError(
    `This needs python3, 3.11 or newer, with its venv module: install them (Debian: python3-venv).\n${made.output}`,
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
