import { Composer } from 'grammy';
import type { BotContext } from '../context.ts';

/** Albums remembered; one arrives within a second or two. */
const MAX_ALBUMS = 500;

/**
 * An album is several messages, of which the first holds the caption: it gets one answer or one hint, not ten. Comes before
 * what answers and hints.
 */
export function albums(): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  const seen = new Set<string>();
  composer.on('message', async (ctx, next) => {
    const album = ctx.message.media_group_id;
    if (album === undefined) return next();
    const isFirst = !seen.has(album);
    seen.add(album);
    const [oldest] = seen;
    if (seen.size > MAX_ALBUMS && oldest !== undefined) seen.delete(oldest);
    return isFirst || ctx.addressed.kind === 'question' ? next() : undefined;
  });
  return composer;
}
