/**
 * Makes a thing for each position from 0, several at a time, and takes them in order.
 *
 * @param ahead how many are under way at most, at least 1
 */
export async function inOrder<Thing>(
  { count, ahead }: { readonly count: number; readonly ahead: number },
  make: (position: number) => Promise<Thing>,
  take: (thing: Thing, position: number) => Promise<void>,
): Promise<void> {
  const underWay: Promise<Thing>[] = [];
  let next = 0;
  try {
    for (let position = 0; position < count; position += 1) {
      for (; next < Math.min(count, position + ahead); next += 1) {
        const thing = make(next);
        // Its failure is thrown when its turn comes; until then it isn't unheard-of.
        thing.catch(() => undefined);
        underWay.push(thing);
      }
      const first = underWay.shift();
      if (first !== undefined) await take(await first, position);
    }
  } finally {
    // After a failure the others end before anything they use is closed.
    await Promise.allSettled(underWay);
  }
}
