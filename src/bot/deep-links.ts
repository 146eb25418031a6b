/** What a link to the bot may carry: https://core.telegram.org/bots/features#deep-linking */
const PAYLOAD = /^[\w-]{1,64}$/;

/** What `/start` payloads begin with; the rest is what they are about. */
export const LINKS = { citation: 'c', copy: 'k' } as const;

/**
 * An address that opens the private chat with the bot and says `/start <payload>` there.
 *
 * @param botName without `@`; empty on servers that don't say it, and then there is no link
 * @param payload at most 64 of `[A-Za-z0-9_-]`; there is no link for others
 */
export function deepLink(botName: string, payload: string): string | undefined {
  if (botName === '' || !PAYLOAD.test(payload)) return undefined;
  return `https://t.me/${botName}?start=${payload}`;
}

/** Opens a cited place. */
export function citationLink(botName: string, citationId: string): string | undefined {
  return deepLink(botName, `${LINKS.citation}_${citationId}`);
}
