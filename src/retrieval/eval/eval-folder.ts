import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type EvalSet, EvalSetError, parseEvalSet } from './cases.ts';

/** A set of labelled questions as it lies in its folder. */
export interface EvalFolder {
  readonly set: EvalSet;
  /** The folder's name. */
  readonly name: string;
  /** Of the questions' file, hexadecimal. */
  readonly sha256: string;
  readonly documentsDir: string;
}

/**
 * The set, and where its documents are: where it says, else beside it, else the documents folder of the settings.
 *
 * @param given a folder with questions.json, or such a file
 * @throws EvalSetError
 */
export async function readEvalFolder(given: string, byDefault: string): Promise<EvalFolder> {
  const isFolder = (await stat(given).catch(() => undefined))?.isDirectory();
  const file = isFolder ? path.join(given, 'questions.json') : given;
  const json = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new EvalSetError(`${file} can't be read. See "Evaluation" in the README.`, { cause });
  });
  const set = parseEvalSet(json, file);
  const beside = path.resolve(path.dirname(file), set.documents ?? 'documents');
  return {
    set,
    name: path.basename(path.resolve(given), '.json'),
    sha256: createHash('sha256').update(json).digest('hex'),
    documentsDir: existsSync(beside) ? beside : byDefault,
  };
}

/** Where the library of a set's documents is kept from one evaluation to the next. */
export function evalLibraryFolder(documentsDir: string, model: string): string {
  const name = createHash('sha256').update(`${documentsDir}\n${model}`).digest('hex').slice(0, 16);
  return path.join(tmpdir(), 'excerpt-bot-eval', name);
}
