/**
 * The first position in `[0, count)` at which something that stays true once it is true becomes true, by halving.
 *
 * @returns `count` where it never does
 */
export function firstPosition(count: number, isThere: (position: number) => boolean): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (isThere(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
