/** A wait shorter than this needs no sign of life. */
const TYPING_AFTER_MS = 700;

/** Telegram shows the sign for 5 s at most: https://core.telegram.org/bots/api#sendchataction. */
const TYPING_AGAIN_MS = 4500;

/**
 * Awaits some work and shows meanwhile that it goes on, if it takes longer than a moment.
 *
 * @param show sends the sign; its failures are its own affair
 */
export async function withTyping<T>(show: () => Promise<void>, work: () => Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const showLater = (delayMs: number): void => {
    timer = setTimeout(() => {
      showLater(TYPING_AGAIN_MS);
      void show();
    }, delayMs);
  };
  showLater(TYPING_AFTER_MS);
  try {
    return await work();
  } finally {
    clearTimeout(timer);
  }
}
