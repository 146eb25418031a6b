/**
 * Edits between two words: a character put in, left out, replaced, or two neighbours swapped. Restricted
 * Damerau-Levenshtein distance (optimal string alignment), in UTF-16 code units.
 *
 * @param atMost more edits than this are not counted out
 * @returns undefined where there are more
 */
export function editsBetween(a: string, b: string, atMost: number): number | undefined {
  if (Math.abs(a.length - b.length) > atMost) return undefined;
  let [beforeLast, last] = [
    new Array<number>(),
    Array.from({ length: b.length + 1 }, (_, at) => at),
  ];
  for (let row = 1; row <= a.length; row += 1) {
    const next = [row];
    let fewest = row;
    for (let column = 1; column <= b.length; column += 1) {
      const same = a[row - 1] === b[column - 1];
      const kept = (last[column - 1] ?? 0) + Number(!same);
      let edits = Math.min(kept, 1 + (last[column] ?? 0), 1 + (next[column - 1] ?? 0));
      if (row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]) {
        edits = Math.min(edits, 1 + (beforeLast[column - 2] ?? 0));
      }
      next.push(edits);
      fewest = Math.min(fewest, edits);
    }
    if (fewest > atMost) return undefined;
    [beforeLast, last] = [last, next];
  }
  const edits = last[b.length] ?? Infinity;
  return edits <= atMost ? edits : undefined;
}
