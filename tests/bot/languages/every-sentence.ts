/** One sentence as it is said, and where it stands in its table: `reading.part`. */
export interface Said {
  readonly path: string;
  readonly text: string;
}

/** Everything that a table can say: each sentence as it is, or with each of its samples. */
export function everySentence(words: object, samples: object, above = ''): Said[] {
  return Object.entries(words).flatMap(([name, said]: [string, unknown]) => {
    const path = above === '' ? name : `${above}.${name}`;
    const tried: unknown = Reflect.get(samples, name);
    if (typeof said === 'string') return [{ path, text: said }];
    if (typeof said === 'function') return withSamples(said, tried, path);
    return everySentence(said as object, (tried ?? {}) as object, path);
  });
}

function withSamples(say: object, tried: unknown, path: string): Said[] {
  if (!Array.isArray(tried)) throw new Error(`No samples for ${path}`);
  return tried.map((given: readonly unknown[]) => {
    const said: unknown = (say as (...given: readonly unknown[]) => unknown)(...given);
    return { path, text: Array.isArray(said) ? said.join('\n') : String(said) };
  });
}
