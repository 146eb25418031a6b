/**
 * Writes schema.json: the parameters and answers of every method of Bot API 10.3, and `Update`, as JSON Schema.
 * The source is `@gramio/types`, which is generated from core.telegram.org/bots/api and keeps the documentation of each
 * field; it is independent of grammY's own types, so that it can catch grammY too (telegram.md §1.4).
 * Limits that stand in a description ("1-64 bytes", "0-200 characters") become keywords.
 *
 * Run it with `npm run schema` after updating @gramio/types.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { format } from 'prettier';
import { createGenerator } from 'ts-json-schema-generator';
import { limitsIn, PATCHES } from './limits.mjs';

const TYPES = fileURLToPath(new URL('../../../node_modules/@gramio/types/out/', import.meta.url));
/** A file comes as an id, a URL, `attach://…` or as a part of its own; the part's place holds its name (see http/). */
const UPLOAD = { type: 'string' };
const OUTPUT = fileURLToPath(new URL('schema.json', import.meta.url));

const definitions = readDefinitions();
const methods = readMethods(readFileSync(join(TYPES, 'methods.d.ts'), 'utf8'));
const schema = { $id: 'bot-api', methods, definitions: reachable(definitions, methods) };
writeFileSync(OUTPUT, await format(JSON.stringify(schema), { parser: 'json', printWidth: 100 }));
console.log(
  `${Object.keys(methods).length} methods, ${Object.keys(schema.definitions).length} definitions`,
);

function readDefinitions() {
  const folder = mkdtempSync(join(tmpdir(), 'bot-api-schema-'));
  const entry = join(folder, 'entry.ts');
  writeFileSync(
    entry,
    `export * from ${JSON.stringify(join(TYPES, 'params.d.ts'))};
     export * from ${JSON.stringify(join(TYPES, 'objects.d.ts'))};`,
  );
  const config = { path: entry, type: '*', skipTypeCheck: true, expose: 'export' };
  try {
    const raw = createGenerator(config).createSchema('*').definitions ?? {};
    const tidied = Object.entries(raw).map(([name, each]) => [name, tidy(each, name)]);
    return { ...Object.fromEntries(tidied), TelegramInputFile: UPLOAD };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Method name → the definition of its parameters (absent when it takes none) and the schema of what it returns. */
function readMethods(source) {
  const declaration = /^ {4}(\w+): CallAPI(?:WithOptionalParams|WithoutParams)?<([^;]*?)>$/gm;
  return Object.fromEntries(
    [...source.replaceAll(/,?\s*\n\s+>/g, '>').matchAll(declaration)].map(([, name, types]) => {
      const params = /Params\.(\w+)/.exec(types)?.[1];
      return [name, { ...(params ? { params } : {}), result: resultSchema(types) }];
    }),
  );
}

function resultSchema(types) {
  const returned = types.replace(/^\s*Params\.\w+,\s*/, '').trim();
  const alternatives = returned.split('|').map((each) => each.trim());
  const schemas = alternatives.map((each) => {
    const object = /^Objects\.(\w+)(\[\])?$/.exec(each);
    if (!object) return each === 'true' || each === 'boolean' ? { type: 'boolean' } : {};
    const one = { $ref: `#/definitions/${object[1]}` };
    return object[2] ? { type: 'array', items: one } : one;
  });
  return schemas.length === 1 ? schemas[0] : { anyOf: schemas };
}

/** Drops descriptions (after reading limits from them) and the TypeScript conveniences `toJSON`, `toString`. */
function tidy(node, path) {
  if (Array.isArray(node)) return node.map((each) => tidy(each, path));
  if (typeof node !== 'object' || node === null) return node;
  const { description: _description, ...rest } = node;
  const entries = Object.entries(rest).map(([key, value]) => [
    key,
    key === 'properties' ? tidyProperties(value, path) : tidy(value, path),
  ]);
  return withoutConveniences(Object.fromEntries(entries));
}

function tidyProperties(properties, path) {
  return Object.fromEntries(
    Object.entries(properties).map(([name, property]) => {
      const tidied = tidy(property, path);
      const limits = limitsIn(name, property.description ?? '', tidied);
      return [name, { ...tidied, ...limits, ...PATCHES[`${path}.${name}`] }];
    }),
  );
}

function withoutConveniences(node) {
  if (!node.anyOf) return node;
  const kept = node.anyOf.filter(
    (each) => !Object.keys(each.properties ?? {}).some((key) => /^to(JSON|String)$/.test(key)),
  );
  if (kept.length > 1) return { ...node, anyOf: kept };
  const { anyOf: _anyOf, ...rest } = node;
  return { ...rest, ...kept[0] };
}

function reachable(all, roots) {
  const names = new Set(['TelegramUpdate', 'TelegramAPIResponseError']);
  const follow = (node) => {
    for (const [, name] of JSON.stringify(node).matchAll(/#\/definitions\/([\w.%]+)/g)) visit(name);
  };
  const visit = (name) => {
    if (names.has(name) || !(name in all)) return;
    names.add(name);
    follow(all[name]);
  };
  follow(all.TelegramUpdate);
  for (const { params, result } of Object.values(roots)) {
    if (params) visit(params);
    follow(result);
  }
  const sorted = Object.keys(all)
    .filter((name) => names.has(name))
    .toSorted();
  return Object.fromEntries(sorted.map((name) => [name, all[name]]));
}
