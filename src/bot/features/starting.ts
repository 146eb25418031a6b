import { Composer, type Filter } from 'grammy';
import type { BotContext } from '../context.ts';

/** Does what a link asked for. `rest`: what follows the prefix in the payload, never empty; anybody may have written it. */
export type Opener = (ctx: Filter<BotContext, 'message'>, rest: string) => Promise<void>;

/**
 * `/start <prefix>_<rest>`, as links to the bot say it (deep-links.ts). Other payloads are met as a bare /start is.
 *
 * @param openers by prefix, without `_`
 */
export function starting(openers: Readonly<Record<string, Opener>>): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.on('message', async (ctx, next) => {
    if (ctx.addressed.kind !== 'start') return next();
    const [, prefix = '', rest = ''] = /^([a-z]+)_([\w-]+)$/.exec(ctx.addressed.payload) ?? [];
    const open = Object.hasOwn(openers, prefix) ? openers[prefix] : undefined;
    return open ? open(ctx, rest) : next();
  });
  return composer;
}
