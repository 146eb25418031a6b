import type { MiddlewareFn } from 'grammy';
import { commandIn } from '../addressing.ts';
import type { BotContext } from '../context.ts';
import { isSilent } from '../groups/silence.ts';
import { tellQuietly } from '../quietly.ts';
import { createRates } from './rates.ts';

export interface LimitParts {
  /** Questions that a person may ask in a minute, and all in a group together; 0: no limit. */
  readonly personPerMinute: number;
  readonly groupPerMinute: number;
  readonly adminIds: ReadonlySet<number>;
}

/** While somebody types every letter is an inline query, and reading on is a press a page: each counts as a part of a question. */
const SMALL_WEIGHT = 1 / 4;

/**
 * Whoever asks too fast is told so once, kindly, and then not answered until the next minute. A list of results and a press have
 * to be answered anyway. Admins of the bot may ask as they like. Comes before all that answers.
 */
export function limits(parts: LimitParts): MiddlewareFn<BotContext> {
  const people = createRates(parts.personPerMinute);
  const groups = createRates(parts.groupPerMinute);
  return async (ctx, next) => {
    const wish = wishOf(ctx);
    if (!wish || isSilent(ctx) || (ctx.from && parts.adminIds.has(ctx.from.id))) return next();
    const { atMs, weight, personId, groupId } = wish;
    const person = people.take(String(personId), atMs, weight);
    const group =
      person === 'within' && groupId !== undefined
        ? groups.take(String(groupId), atMs, weight)
        : 'within';
    if (person === 'within' && group === 'within') return next();
    const isTold = person === 'first-beyond' || group === 'first-beyond';
    const { limits: words } = ctx.sentences;
    const said = person === 'within' ? words.group : words.person;
    if (wish.isAlwaysAnswered || (isTold && wish.isSpoken)) {
      await tellQuietly(ctx, said, words.briefly);
    }
  };
}

/** Something that the bot is to do for somebody. */
interface Wish {
  readonly personId: number;
  /** The group that it is done in. */
  readonly groupId: number | undefined;
  readonly atMs: number;
  /** In questions. */
  readonly weight: number;
  /** Telegram waits for an answer. */
  readonly isAlwaysAnswered: boolean;
  /** Said to the bot, just now. */
  readonly isSpoken: boolean;
}

/** Undefined for what asks nothing of the bot: most of what is said in groups. */
function wishOf(ctx: BotContext): Wish | undefined {
  const { from, guestMessage } = ctx;
  const message = ctx.message ?? ctx.editedMessage;
  if (message && isWish(ctx)) {
    const isGroup = message.chat.type !== 'private';
    return {
      personId: message.sender_chat?.id ?? message.from?.id ?? message.chat.id,
      groupId: isGroup ? message.chat.id : undefined,
      atMs: (message.edit_date ?? message.date) * 1000,
      weight: 1,
      isAlwaysAnswered: false,
      isSpoken: ctx.message !== undefined && ctx.addressed.kind !== 'overheard',
    };
  }
  if (!from || !(ctx.callbackQuery ?? ctx.inlineQuery ?? guestMessage)) return undefined;
  return {
    personId: from.id,
    groupId: undefined,
    atMs: Date.now(),
    weight: guestMessage ? 1 : SMALL_WEIGHT,
    isAlwaysAnswered: !guestMessage,
    isSpoken: false,
  };
}

/** A question, something that gets a hint, or one of the bot's commands. */
function isWish({ addressed, message, me, sentences }: BotContext): boolean {
  if (addressed.kind !== 'not-for-us') return true;
  const command = message && commandIn(message, me);
  return command !== undefined && Object.hasOwn(sentences.commands, command.name);
}
