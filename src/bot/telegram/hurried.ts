/**
 * Marks a message that goes before those that wait for other chats. A symbol: whatever carries options on carries it, and
 * nothing of it reaches Telegram.
 */
const HURRIED = Symbol('hurried');

/** Options of a message to be sent before what waits for other chats. */
export function hurried<Options extends object>(options: Options): Options {
  return { ...options, [HURRIED]: true };
}

export function isHurried(payload: object): boolean {
  return HURRIED in payload;
}
