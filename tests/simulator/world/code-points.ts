/** Telegram counts the characters of a text in code points; only entities count UTF-16 units (telegram.md §2.1). */
export function countCodePoints(text: string): number {
  return Array.from(text).length;
}

/** The first `count` code points of a text. */
export function firstCodePoints(text: string, count: number): string {
  return text.length <= count ? text : Array.from(text).slice(0, count).join('');
}
