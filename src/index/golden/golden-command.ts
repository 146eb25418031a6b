import { parseArgs } from 'node:util';
import type { Library, UseLibrary } from '../library/library.ts';
import { printable } from '../printable.ts';
import { type Asking, checkGoldenQuestions, isAnswered } from './golden-check.ts';
import {
  GoldenError,
  type GoldenQuestion,
  readGoldenQuestions,
  writeGoldenQuestions,
} from './golden-questions.ts';

/** What `npm run golden` was told to do. */
export type GoldenOptions =
  | { readonly kind: 'list' | 'check' }
  | {
      readonly kind: 'add';
      readonly question: string;
      /** Undefined: those of today's first excerpt. */
      readonly document: string | undefined;
      readonly text: string | undefined;
    }
  /** `number` counts from 1, as `list` does. */
  | { readonly kind: 'remove'; readonly number: number };

export const GOLDEN_USAGE = `Usage: npm run golden -- list | check | remove NUMBER
       npm run golden -- add "QUESTION" [--text "TEXT" [--document ID]]

  list    the questions that every new library must answer, numbered
  check   asks the library in use each of them
  add     records a question with the document and the text that one of the first three
          excerpts must hold; unless told, with what is answered first today
  remove  forgets one
`;

/** @returns what can't be understood, in words */
export function parseGoldenOptions(
  args: readonly string[],
): GoldenOptions | { readonly mistake: string } {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { document: { type: 'string' }, text: { type: 'string' } },
      allowPositionals: true,
    });
    const [kind, ...rest] = positionals;
    return optionsOf(kind, rest.join(' ').trim(), values);
  } catch (error) {
    return { mistake: error instanceof Error ? error.message : String(error) };
  }
}

function optionsOf(
  kind: string | undefined,
  rest: string,
  { document, text }: { document?: string | undefined; text?: string | undefined },
): GoldenOptions | { readonly mistake: string } {
  const isAlone = rest === '' && document === undefined && text === undefined;
  if ((kind === 'list' || kind === 'check') && isAlone) return { kind };
  if (kind === 'remove') {
    if (/^[1-9]\d*$/.test(rest)) return { kind, number: Number(rest) };
    return { mistake: 'Which one? Name its number in the list.' };
  }
  if (kind !== 'add') return { mistake: 'list, check, add or remove?' };
  if (rest === '') return { mistake: 'What is the question?' };
  if (document !== undefined && text === undefined)
    return { mistake: 'Which text of it? (--text)' };
  return { kind, question: rest, document, text };
}

export interface GoldenParts {
  readonly file: string;
  /** Opens the library in use; asked for only where it is needed. */
  readonly open: () => Promise<{ readonly useLibrary: UseLibrary; readonly ask: Asking }>;
  readonly out: NodeJS.WritableStream;
}

/**
 * Records, lists or asks golden questions.
 *
 * @returns the exit code: 1 when `check` found one that isn't answered
 * @throws GoldenError
 */
export async function runGoldenCommand(
  parts: GoldenParts,
  options: GoldenOptions,
): Promise<number> {
  const questions = await readGoldenQuestions(parts.file);
  switch (options.kind) {
    case 'list':
      return list(questions, parts);
    case 'check':
      return await check(questions, parts);
    case 'remove':
      return await remove(questions, options.number, parts);
    case 'add':
      return await add(questions, options, parts);
  }
}

function list(questions: readonly GoldenQuestion[], { out, file }: GoldenParts): number {
  questions.forEach((golden, at) => out.write(`${at + 1}. ${lineOf(golden)}\n`));
  if (questions.length === 0) out.write(`No golden questions yet (${file}).\n`);
  return 0;
}

function lineOf({ question, document, text }: GoldenQuestion): string {
  return `${printable(question)}  ->  ${printable(document)}: ${printable(text)}`;
}

async function check(
  questions: readonly GoldenQuestion[],
  { open, out }: GoldenParts,
): Promise<number> {
  if (questions.length === 0) {
    out.write('No golden questions yet: nothing to check.\n');
    return 0;
  }
  const { ask } = await open();
  const { asked, missing } = await checkGoldenQuestions(questions, ask);
  for (const complaint of missing) out.write(`${printable(complaint)}\n`);
  out.write(`${asked - missing.length} of ${asked} golden questions are answered.\n`);
  return missing.length === 0 ? 0 : 1;
}

async function remove(
  questions: readonly GoldenQuestion[],
  number: number,
  { file, out }: GoldenParts,
): Promise<number> {
  const golden = questions[number - 1];
  if (golden === undefined) {
    throw new GoldenError(`There is no golden question ${number}: "npm run golden -- list".`);
  }
  await writeGoldenQuestions(file, questions.toSpliced(number - 1, 1));
  out.write(`Removed: ${lineOf(golden)}\n`);
  return 0;
}

async function add(
  questions: readonly GoldenQuestion[],
  asked: Extract<GoldenOptions, { kind: 'add' }>,
  { file, open, out }: GoldenParts,
): Promise<number> {
  const { useLibrary, ask } = await open();
  const golden = await goldenFrom(asked, useLibrary, ask);
  const others = questions.filter(({ question }) => question !== golden.question);
  await writeGoldenQuestions(file, [...others, golden]);
  out.write(`Recorded: ${lineOf(golden)}\n`);
  if (!(await isAnswered(golden, ask))) {
    out.write('Today it is NOT among the first three excerpts: no new build will be put in use.\n');
  }
  return 0;
}

async function goldenFrom(
  { question, document, text }: Extract<GoldenOptions, { kind: 'add' }>,
  useLibrary: UseLibrary,
  ask: Asking,
): Promise<GoldenQuestion> {
  if (text === undefined) return { question, ...(await answeredToday(question, ask)) };
  const holding = await useLibrary((library) => documentWith(library, text, document));
  if (holding === undefined) {
    const where = document === undefined ? 'No document holds' : `${document} doesn't hold`;
    throw new GoldenError(
      `${where} that text: copy it from the document, with --document its path.`,
    );
  }
  return { question, document: holding, text };
}

async function answeredToday(question: string, ask: Asking) {
  const { kind, excerpts } = await ask(question, { limit: 1 });
  const [first] = excerpts;
  if (kind === 'nothing' || first === undefined) {
    throw new GoldenError(
      'The documents answer that with nothing today: give the text that should, with --text.',
    );
  }
  const { document, text, start, best } = first;
  return { document, text: text.slice(best.start - start, best.end - start) };
}

/** The first document that holds a text. @param only of these ids; any, where undefined */
async function documentWith(
  library: Library,
  text: string,
  only: string | undefined,
): Promise<string | undefined> {
  for (const [position, { id, length }] of library.documents.entries()) {
    if (only !== undefined && id !== only) continue;
    await library.fetch({ documents: [position] });
    if (holds(library.text(position, { start: 0, end: length }), text)) return id;
  }
  return undefined;
}

function holds(whole: string, text: string): boolean {
  const spaced = (some: string) => some.replace(/\s+/gu, ' ').trim();
  return spaced(whole).includes(spaced(text));
}
