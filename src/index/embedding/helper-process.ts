import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { PassageText, PassageVectors } from './embedder.ts';
import type { FromHelper, HelperStart } from './helper-messages.ts';
import { EmbedderError, PassageTooLongError } from './model-errors.ts';
import { HelperEnded, type PassageHelper } from './shared-embedder.ts';

/** The compiled file in any case: Node 20 loads no TypeScript in another process. */
const COMPILED_FOLDER = new URL(
  import.meta.url.replace(/\/src\/index\/embedding\/[^/]*$/, '/dist/index/embedding/'),
).href;

interface Errand {
  readonly resolve: (vectors: PassageVectors) => void;
  readonly reject: (error: Error) => void;
}

/**
 * Starts a process with a model of its own, which `helper-worker.ts` describes.
 *
 * @returns when its model is loaded
 * @throws HelperEnded
 */
export async function startHelper(start: HelperStart): Promise<PassageHelper> {
  const file = fileURLToPath(new URL('helper-worker.js', COMPILED_FOLDER));
  // It knows nothing of the environment, and what it might print is nobody's.
  const child = fork(file, [JSON.stringify(start)], {
    env: {},
    execArgv: [],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  const helper = new HelperProcess(child);
  await helper.loaded;
  return helper;
}

/** Passages are answered in the order in which they were sent. It keeps this process alive only while there are any. */
class HelperProcess implements PassageHelper {
  readonly loaded: Promise<void>;
  readonly #child: ChildProcess;
  readonly #errands: Errand[] = [];
  #hasEnded = false;

  constructor(child: ChildProcess) {
    this.#child = child;
    this.loaded = new Promise((resolve, reject) => {
      child.on('message', (message: FromHelper) => {
        if (message.kind === 'ready') resolve();
        else this.#settle(message);
      });
      const end = (): void => {
        reject(new HelperEnded());
        this.#end();
      };
      child.once('exit', end).once('error', end);
    });
    this.#rest();
  }

  embedPassage(passage: PassageText): Promise<PassageVectors> {
    return new Promise((resolve, reject) => {
      if (this.#hasEnded) return reject(new HelperEnded());
      this.#errands.push({ resolve, reject });
      this.#child.ref();
      this.#child.channel?.ref();
      // Where it can't be sent the process has ended, which is told by itself.
      this.#child.send(passage, () => undefined);
    });
  }

  close(): void {
    this.#child.kill('SIGKILL');
    this.#end();
  }

  #settle(message: Exclude<FromHelper, { readonly kind: 'ready' }>): void {
    const errand = this.#errands.shift();
    if (this.#errands.length === 0) this.#rest();
    if (message.kind === 'passage') errand?.resolve(message.vectors);
    else errand?.reject(errorOf(message));
  }

  #end(): void {
    this.#hasEnded = true;
    for (const { reject } of this.#errands.splice(0)) reject(new HelperEnded());
  }

  #rest(): void {
    this.#child.unref();
    this.#child.channel?.unref();
  }
}

function errorOf({ kind, reason }: Extract<FromHelper, { readonly reason: string }>): Error {
  return kind === 'too-long'
    ? new PassageTooLongError(reason)
    : new EmbedderError(`The model failed on a passage: ${reason}.`);
}
