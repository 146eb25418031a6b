import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { config } from 'dotenv';
import { z } from 'zod';
import { READING_LIMITS, type ReadingLimits } from './documents/reading-limits.ts';

/** Thrown for settings that can't be used; lists every mistake with what is allowed. */
export class SettingsError extends Error {
  override name = 'SettingsError' as const;
}

/** The checkout: the folder above src/ (or dist/, where this runs compiled). Default folders lie in it. */
const PROJECT_DIR = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

/**
 * The process environment with the `.env` file of the project's folder beneath it: a variable that is set already wins.
 * Call it in a `main.ts`, once.
 */
export function readEnvironment(): NodeJS.ProcessEnv {
  const env = { ...process.env };
  config({ path: path.join(PROJECT_DIR, '.env'), processEnv: withoutUndefined(env), quiet: true });
  return env;
}

/** dotenv writes into the object that it is given, and its type admits no absent value. */
function withoutUndefined(env: NodeJS.ProcessEnv): Record<string, string> {
  return env as Record<string, string>;
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
  throw new SettingsError(
    `Settings that can't be used (.env or the environment; .env.example says what is allowed):\n${mistakes.join('\n')}`,
  );
}

/**
 * Variables that look like ours but aren't: misspelt, most likely. A variable looks like ours when it starts with the
 * first word of a known one (`LIBRARY_DIRECTORY` beside `LIBRARY_DIR`).
 */
export function unknownVariables(env: NodeJS.ProcessEnv, known: readonly string[]): string[] {
  const prefixes = new Set(known.map((name) => `${name.split('_')[0]}_`));
  return Object.keys(env)
    .filter((name) => !known.includes(name) && prefixes.has(`${name.split('_')[0]}_`))
    .sort();
}

/** A line for each variable that looks like one of the settings for index and retrieval but isn't; empty for none. */
export function unknownVariablesAdvice(env: NodeJS.ProcessEnv): string {
  return unknownVariables(env, Object.keys(indexSettingsShape.shape))
    .map((name) => `${name} is not a setting: misspelt? .env.example lists them all.\n`)
    .join('');
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
