import { readFileSync } from 'node:fs';
import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';

interface MethodSchema {
  /** Name of the definition of its parameters; absent when it takes none. */
  readonly params?: string;
  readonly result: object;
}

interface BotApiSchema {
  readonly methods: Readonly<Record<string, MethodSchema>>;
  readonly definitions: Readonly<Record<string, ParamsSchema>>;
}

interface ParamsSchema {
  readonly properties?: Readonly<Record<string, PropertySchema>>;
}

interface PropertySchema {
  readonly type?: string | readonly string[];
  readonly anyOf?: readonly PropertySchema[];
  readonly $ref?: string;
}

/** The published Bot API 10.3 as a judge of requests, updates and answers (telegram.md §1.4). */
export interface Schema {
  /** The method as the Bot API spells it: names are not case-sensitive. */
  method(name: string): string | undefined;
  hasParameter(method: string, name: string): boolean;
  /** What the values of a form mean: numbers, booleans and JSON arrive there as text. */
  read(method: string, raw: Readonly<Record<string, unknown>>): Record<string, unknown>;
  /** What is wrong with a request's parameters, in words; empty when nothing is. */
  problemsOfParams(method: string, params: unknown): readonly string[];
  problemsOfResult(method: string, result: unknown): readonly string[];
  problemsOfUpdate(update: unknown): readonly string[];
}

let shared: Schema | undefined;

/** The schema, read and compiled once per process. */
export function botApiSchema(): Schema {
  shared ??= createSchema();
  return shared;
}

function createSchema(): Schema {
  const text = readFileSync(new URL('../schema/schema.json', import.meta.url), 'utf8');
  const botApi = JSON.parse(text) as BotApiSchema;
  const names = new Map(Object.keys(botApi.methods).map((name) => [name.toLowerCase(), name]));
  const ajv = createAjv(botApi);
  const problems = (pointer: string, value: unknown): readonly string[] => {
    const validate = ajv.getSchema(`bot-api#${pointer}`) as ValidateFunction;
    return validate(value) ? [] : explain(validate.errors ?? []);
  };
  return {
    method: (name) => names.get(name.toLowerCase()),
    hasParameter(method, name) {
      const params = botApi.definitions[botApi.methods[method]?.params ?? ''];
      return Object.hasOwn(params?.properties ?? {}, name);
    },
    read: (method, raw) => readValues(botApi, method, raw),
    problemsOfParams(method, params) {
      const definition = botApi.methods[method]?.params;
      if (definition) return problems(`/definitions/${definition}`, params);
      const given = Object.keys(params ?? {});
      return given.map((name) => `"${name}" is not a parameter of this method`);
    },
    problemsOfResult: (method, result) => problems(`/methods/${method}/result`, result),
    problemsOfUpdate: (update) => problems('/definitions/TelegramUpdate', update),
  };
}

function createAjv(botApi: BotApiSchema): Ajv {
  // `unicode: true` is ajv's default: lengths count code points, as Telegram does (telegram.md §2.1).
  // Compiled for few uses: without optimisation and inlining compiling takes a third of the time.
  const quickly = { validateSchema: false, inlineRefs: false, code: { optimize: false } } as const;
  const ajv = new Ajv({
    ...quickly,
    strict: false,
    allErrors: true,
    allowUnionTypes: true,
    verbose: true,
  });
  const bytes = (text: string): number => Buffer.byteLength(text, 'utf8');
  ajv.addKeyword({
    keyword: 'maxBytes',
    type: 'string',
    validate: (limit: number, text: string) => bytes(text) <= limit,
  });
  ajv.addKeyword({
    keyword: 'minBytes',
    type: 'string',
    validate: (limit: number, text: string) => bytes(text) >= limit,
  });
  return ajv.addSchema(botApi);
}

/** One line a problem. Of a union's branches only the one that was nearly right is told about. */
function explain(errors: readonly ErrorObject[]): readonly string[] {
  // One object schema is one group: verbose errors carry the schema that they come from.
  const groups = new Map<unknown, ErrorObject[]>();
  for (const error of errors.filter(({ keyword }) => keyword !== 'anyOf')) {
    groups.set(error.parentSchema, [...(groups.get(error.parentSchema) ?? []), error]);
  }
  const sizes = [...groups.values()].toSorted((a, b) => weight(a) - weight(b));
  const told = errors.some(({ keyword }) => keyword === 'anyOf')
    ? sizes.slice(0, 1).flat()
    : errors;
  return [...new Set(told.map(describe))];
}

/** A wrong discriminator means that another branch was meant, and wrong fields mean it nearly as surely. */
const WEIGHTS: Readonly<Record<string, number>> = {
  const: 100,
  required: 10,
  additionalProperties: 10,
};

function weight(errors: readonly ErrorObject[]): number {
  return errors.reduce((sum, { keyword }) => sum + (WEIGHTS[keyword] ?? 1), 0);
}

function describe({ instancePath, keyword, message, params, data }: ErrorObject): string {
  const place = instancePath === '' ? '' : `${instancePath.slice(1).replaceAll('/', '.')} `;
  if (keyword === 'additionalProperties') {
    return `${place}has an unknown field "${String(params['additionalProperty'])}"`;
  }
  if (keyword === 'maxBytes' && typeof data === 'string') {
    return `${place}has ${Buffer.byteLength(data)} bytes, more than allowed`;
  }
  const allowed: unknown = params['allowedValues'] ?? params['allowedValue'];
  return `${place}${message ?? keyword}${allowed === undefined ? '' : `: ${JSON.stringify(allowed)}`}`;
}

/** Telegram takes JSON as text for every field that is not itself a text, in forms and in JSON bodies alike. */
function readValues(
  botApi: BotApiSchema,
  method: string,
  raw: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const definition = botApi.definitions[botApi.methods[method]?.params ?? ''];
  const entries = Object.entries(raw).map(([name, value]): [string, unknown] => {
    const property = definition?.properties?.[name];
    const isText = typeof value === 'string';
    return [name, isText && property ? readText(value, types(botApi, property)) : value];
  });
  return Object.fromEntries(entries);
}

function readText(text: string, allowed: ReadonlySet<string>): unknown {
  const isNumber = /^-?\d+$/.test(text);
  if (allowed.has('string') && !(isNumber && allowed.has('number'))) return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function types(botApi: BotApiSchema, property: PropertySchema): ReadonlySet<string> {
  const name = property.$ref?.replace('#/definitions/', '');
  const target = name === undefined ? undefined : botApi.definitions[name];
  if (target) return types(botApi, target as PropertySchema);
  const branches = property.anyOf?.flatMap((each) => [...types(botApi, each)]) ?? [];
  return new Set([property.type ?? [], branches].flat());
}
