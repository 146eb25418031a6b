import { randomBytes } from 'node:crypto';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { readIfThere } from '../missing.ts';

/** A question of the maintainers' own that every library must answer. */
export interface GoldenQuestion {
  readonly question: string;
  /** The id of the document that answers it. */
  readonly document: string;
  /** Stands in one of the first three excerpts. Blank space counts as one space. */
  readonly text: string;
}

/** Thrown for a file of golden questions that can't be used, or a question that can't be recorded. */
export class GoldenError extends Error {
  override name = 'GoldenError' as const;
}

/**
 * The golden questions of a file, a JSON object a line; none where there is no such file.
 *
 * @throws GoldenError that names the line
 */
export async function readGoldenQuestions(file: string): Promise<readonly GoldenQuestion[]> {
  const lines = (await contentsOf(file)).split('\n');
  return lines.flatMap((line, at) => {
    if (line.trim() === '') return [];
    const question = goldenQuestionOf(line);
    if (question !== undefined) return [question];
    throw new GoldenError(
      `Line ${at + 1} of ${file} is no golden question: it must be {"question": "…", "document": "…", "text": "…"}. Mend or remove it.`,
    );
  });
}

/** Replaces the file in one step: a build that reads it meanwhile sees all of it. */
export async function writeGoldenQuestions(
  file: string,
  questions: readonly GoldenQuestion[],
): Promise<void> {
  const beside = `${file}.${randomBytes(6).toString('hex')}.tmp`;
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(beside, questions.map((one) => `${JSON.stringify(one)}\n`).join(''));
  await rename(beside, file);
}

async function contentsOf(file: string): Promise<string> {
  try {
    return (await readIfThere(file)) ?? '';
  } catch (error) {
    throw new GoldenError(
      `The golden questions in ${file} can't be read: mend its permissions, or set GOLDEN_FILE to another file.`,
      { cause: error },
    );
  }
}

function goldenQuestionOf(line: string): GoldenQuestion | undefined {
  const parsed = parse(line);
  const [question, document, text] = ['question', 'document', 'text'].map((key) => {
    const value = parsed?.[key];
    return typeof value === 'string' && value.trim() !== '' ? value : undefined;
  });
  if (question === undefined || document === undefined || text === undefined) return undefined;
  return { question, document, text };
}

function parse(line: string): Record<string, unknown> | undefined {
  try {
    const parsed: unknown = JSON.parse(line);
    return typeof parsed === 'object' && parsed !== null ? { ...parsed } : undefined;
  } catch {
    return undefined;
  }
}
