/** What a terminal takes for a command, and what turns the direction of all that follows in a line; not what joins letters. */
const STEERING = /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\u202a-\u202e\u2066-\u2069]/gu;

/** A name or another text of foreign origin as a part of one line: it can do nothing to what stands around it. */
export function printable(text: string): string {
  return text.replace(STEERING, '\uFFFD');
}
