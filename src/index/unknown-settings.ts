import { editsBetween } from './library/edit-distance.ts';

/** Names with fewer characters are at most one edit from a setting that is meant, longer ones two. */
const SHORT_NAME_CHARS = 8;

/**
 * Variables that look like settings but are none: misspelt, most likely. One looks like a setting when it starts with
 * the first word of one (`LIBRARY_DIRECTORY` beside `LIBRARY_DIR`) or is a slip or two away (`EXCERPT`).
 *
 * @param known the names of all settings
 * @returns what to do about them; undefined where there are none
 */
export function unknownSettingsAdvice(
  env: NodeJS.ProcessEnv,
  known: readonly string[],
): string | undefined {
  const unknown = unknownSettings(env, known);
  if (unknown.length === 0) return undefined;
  return `Not among the settings: ${unknown.join(', ')}. Misspelt? .env.example lists them all.`;
}

function unknownSettings(env: NodeJS.ProcessEnv, known: readonly string[]): string[] {
  const names = new Set(known);
  const firstWords = new Set(known.map(firstWordOf));
  const looksMeant = (name: string) => {
    if (firstWords.has(firstWordOf(name))) return true;
    const atMost = name.length < SHORT_NAME_CHARS ? 1 : 2;
    return known.some((setting) => editsBetween(name, setting, atMost) !== undefined);
  };
  return Object.keys(env)
    .filter((name) => !names.has(name) && looksMeant(name))
    .sort();
}

/** `LIBRARY_` of `LIBRARY_DIR`. */
function firstWordOf(name: string): string {
  return `${name.split('_')[0]}_`;
}
