/** Texts have few words, over and over; these are some hundred kB. */
const MOST_WORDS = 5000;

/** Longer ones hardly come again. UTF-16 units. */
const MOST_CHARS = 24;

/** Makes a thing of each word once, until there are too many to remember. */
export function remembered<Thing>(make: (word: string) => Thing): (word: string) => Thing {
  const known = new Map<string, { readonly thing: Thing }>();
  return (word) => {
    if (word.length > MOST_CHARS) return make(word);
    const found = known.get(word);
    if (found !== undefined) return found.thing;
    if (known.size === MOST_WORDS) known.clear();
    const thing = make(word);
    known.set(word, { thing });
    return thing;
  };
}
