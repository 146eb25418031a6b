import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'dotenv';
import { z } from 'zod';
import { READING_LIMITS, type ReadingLimits } from './documents/reading-limits.ts';
import { isMissing } from './missing.ts';

/** Thrown for settings that can't be used; lists every mistake with what is allowed. */
export class SettingsError extends Error {
  override name = 'SettingsError' as const;
}

/** Thrown for values that aren't allowed. */
class WrongValuesError extends SettingsError {
  /** A line for each, with the variable's name and what is allowed. */
  readonly mistakes: readonly string[];

  constructor(mistakes: readonly string[]) {
    const where = '.env or the environment; .env.example says what is allowed';
    super(`Settings that can't be used (${where}):\n${mistakes.join('\n')}`);
    this.mistakes = mistakes;
  }
}

/** The checkout: the folder above src/ (or dist/, where this runs compiled). Default folders lie in it. */
const PROJECT_DIR = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

/**
 * The process environment with the `.env` file of the project's folder beneath it: a variable that is set already wins.
 * Call it in a `main.ts`, once.
 *
 * @throws SettingsError where there is such a file that can't be read
 */
export function readEnvironment(file = path.join(PROJECT_DIR, '.env')): NodeJS.ProcessEnv {
  return { ...parse(textOf(file)), ...process.env };
}

/** Editors of Windows may save as UTF-16, of which not a line would be understood. */
function textOf(file: string): string {
  const text = contentsOf(file);
  if (!text.includes('\0')) return text;
  throw new SettingsError(`${file} is not in UTF-8: save it as UTF-8 text.`);
}

/** Nothing where there is no such file. */
function contentsOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    if (isMissing(cause)) return '';
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
    throw new SettingsError(
      `${file} can't be read (${code}): make it a file that this user may read, or remove it.`,
      { cause },
    );
  }
}

/** A setting that names a folder or a file: relative ones start at the project's folder, so that it is the same from any place. */
function place(byDefault: string) {
  return z
    .string()
    .default(byDefault)
    .transform((given) => path.resolve(PROJECT_DIR, given));
}

/** A setting that is a whole number within bounds. */
export function wholeNumber(bounds: { min: number; max: number; byDefault: number }) {
  const allowed = `a whole number from ${bounds.min} to ${bounds.max}`;
  return z
    .string()
    .regex(/^\d{1,15}$/, allowed)
    .transform(Number)
    .refine((given) => given >= bounds.min && given <= bounds.max, allowed)
    .default(bounds.byDefault);
}

/** A setting that is the address of a PostgreSQL database; it may hold a password, so it is never repeated. */
export function postgresUrl() {
  return z
    .string()
    .refine(
      (given) => /^postgres(ql)?:\/\/./.test(given) && URL.canParse(given),
      'postgres://user:password@host:port/database',
    )
    .optional();
}

/**
 * Checks the environment against a shape of settings.
 *
 * An empty value counts as not set, as in `.env` files that list every variable.
 *
 * @throws SettingsError that lists all mistakes, each with the variable's name and what is allowed.
 */
export function readSettings<Shape extends z.ZodRawShape>(
  shape: z.ZodObject<Shape>,
  env: NodeJS.ProcessEnv,
): z.output<z.ZodObject<Shape>> {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const outcome = shape.safeParse(given);
  if (outcome.success) return outcome.data;
  const mistakes = outcome.error.issues.map(
    (issue) => `  ${issue.path.join('.')}: ${issue.message}`,
  );
  throw new WrongValuesError(mistakes);
}

/**
 * Two groups of settings.
 *
 * @throws SettingsError that lists the mistakes of both
 */
export function readBoth<One, Other>(
  readOne: () => One,
  readOther: () => Other,
): readonly [One, Other] {
  const mistakes = [...mistakesOf(readOne), ...mistakesOf(readOther)];
  if (mistakes.length > 0) throw new WrongValuesError(mistakes);
  return [readOne(), readOther()];
}

function mistakesOf(read: () => unknown): readonly string[] {
  try {
    read();
    return [];
  } catch (error) {
    if (error instanceof WrongValuesError) return error.mistakes;
    throw error;
  }
}

/** What all three rooms need to find and shape a library. The keys are the variables' names. */
export const indexSettingsShape = z.object({
  DOCUMENTS_DIR: place('data/documents'),
  LIBRARY_DIR: place('data/library'),
  LIBRARY_URL: postgresUrl(),
  STATE_DIR: place('data/state'),
  MODELS_DIR: place('data/models'),
  EMBEDDING_MODEL: z
    .string()
    .regex(/^[\w.-]+(\/[\w.-]+)?$/, 'a folder below data/models, or owner/name of a model hub')
    .default('multilingual-e5-small'),
  MAX_FILE_MB: wholeNumber({ min: 1, max: 2000, byDefault: 50 }),
  MAX_READ_SECONDS: wholeNumber({ min: 1, max: 3600, byDefault: READING_LIMITS.maxSeconds }),
  MAX_READ_MEMORY_MB: wholeNumber({ min: 256, max: 65_536, byDefault: READING_LIMITS.maxMemoryMb }),
  KEPT_BUILDS: wholeNumber({ min: 1, max: 100, byDefault: 3 }),
  GOLDEN_FILE: place('data/golden.jsonl'),
});

export interface IndexSettings {
  readonly documentsDir: string;
  readonly libraryDir: string;
  /** Of the PostgreSQL database that holds the library; undefined where it lies in `libraryDir`. */
  readonly databaseUrl: string | undefined;
  readonly stateDir: string;
  readonly modelsDir: string;
  readonly embeddingModel: string;
  readonly maxFileBytes: number;
  readonly limits: ReadingLimits;
  readonly keptBuilds: number;
  readonly goldenFile: string;
}

/** @throws SettingsError */
export function readIndexSettings(env: NodeJS.ProcessEnv): IndexSettings {
  const settings = readSettings(indexSettingsShape, env);
  return {
    documentsDir: settings.DOCUMENTS_DIR,
    libraryDir: settings.LIBRARY_DIR,
    databaseUrl: settings.LIBRARY_URL,
    stateDir: settings.STATE_DIR,
    modelsDir: settings.MODELS_DIR,
    embeddingModel: settings.EMBEDDING_MODEL,
    maxFileBytes: settings.MAX_FILE_MB * 1024 * 1024,
    limits: { maxSeconds: settings.MAX_READ_SECONDS, maxMemoryMb: settings.MAX_READ_MEMORY_MB },
    keptBuilds: settings.KEPT_BUILDS,
    goldenFile: settings.GOLDEN_FILE,
  };
}
