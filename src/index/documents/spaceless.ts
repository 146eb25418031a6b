/** Scripts that put no spaces between words. */
const SPACELESS = String.raw`\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\u3000-\u303f\uff00-\uffef`;
const ENDS_SPACELESS = new RegExp(`[${SPACELESS}]$`, 'u');
const STARTS_SPACELESS = new RegExp(`^[${SPACELESS}]`, 'u');

/** Whether no space belongs between two stretches of text because their script has none. */
export function joinsWithoutSpace(before: string, after: string): boolean {
  return ENDS_SPACELESS.test(before) && STARTS_SPACELESS.test(after);
}
