import { Composer, type Filter } from 'grammy';
import { commandIn } from '../addressing.ts';
import { type BotContext, replyTo, saying } from '../context.ts';
import type { Admins } from '../groups/admins.ts';
import type { Audit } from '../maintaining/audit.ts';
import type { AccessParts } from './access.ts';
import type { ListedBook } from './listed-book.ts';
import { CODE_MINUTES, type PairingCodes } from './pairing-codes.ts';

export interface PairingParts extends AccessParts {
  readonly listed: ListedBook;
  readonly codes: PairingCodes;
  readonly admins: Pick<Admins, 'isAdmin'>;
  readonly audit: Audit;
}

type Saying = Filter<BotContext, 'message'>;

/** How a deep link brings a code: `/start pair_ABCD2345`. */
const LINK_PREFIX = 'pair_';

/**
 * /pair: an admin of the bot gets a code in the private chat; a person who sends it there is let in, and so is a group where
 * one of its admins does. Comes before the gate.
 */
export function pairing(parts: PairingParts): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.on('message', async (ctx, next) => {
    const code = codeIn(ctx);
    if (code === undefined) return next();
    if (code === '' && isAdminAtHome(ctx, parts)) return giveCode(ctx, parts);
    if (code === '' || parts.access === 'open') return next();
    const id = ctx.chat.id;
    if (await parts.listed.has(id)) return say(ctx, ctx.sentences.access.alreadyIn);
    return ctx.chat.type === 'private'
      ? letPersonIn(ctx, code, parts)
      : letGroupIn(ctx, code, parts);
  });
  return composer;
}

/** What follows /pair, which may be nothing, or the code of a deep link; undefined for everything else. */
function codeIn({ message, me }: Saying): string | undefined {
  const command = commandIn(message, me);
  if (message.forward_origin || message.via_bot) return undefined;
  const rest = command?.rest.trim() ?? '';
  if (command?.name === 'pair') return rest;
  const isLink = command?.name === 'start' && rest.startsWith(LINK_PREFIX);
  return isLink ? rest.slice(LINK_PREFIX.length) : undefined;
}

function isAdminAtHome({ chat, from }: Saying, { adminIds }: AccessParts): boolean {
  return chat.type === 'private' && adminIds.has(from.id);
}

async function giveCode(ctx: Saying, { access, codes, audit }: PairingParts): Promise<void> {
  const { sentences, me } = ctx;
  if (access === 'open') return say(ctx, sentences.access.isOpen);
  const code = await codes.issue();
  await audit.write({ who: ctx.from.id, action: 'make a code', outcome: 'done' });
  const start = `${LINK_PREFIX}${code.replace('-', '')}`;
  const link = `https://t.me/${me.username}?start=${start}`;
  const groupLink = `https://t.me/${me.username}?startgroup=${start}`;
  return say(ctx, sentences.access.code({ code, minutes: CODE_MINUTES, link, groupLink }));
}

async function letPersonIn(ctx: Saying, code: string, parts: PairingParts): Promise<void> {
  if (await redeem(ctx, code, parts)) await letIn(ctx, ctx.sentences.access.personIn, parts);
}

/** A code is used up even where its sender may not decide: all members have read it. */
async function letGroupIn(ctx: Saying, code: string, parts: PairingParts): Promise<void> {
  const { groupIn, groupNeedsAdmin } = ctx.sentences.access;
  if (!(await redeem(ctx, code, parts))) return;
  if (await parts.admins.isAdmin(ctx)) await letIn(ctx, groupIn, parts);
  else await say(ctx, groupNeedsAdmin);
}

async function letIn(ctx: Saying, welcome: string, { listed, audit }: PairingParts): Promise<void> {
  await listed.add(ctx.chat.id);
  await audit.write({
    who: ctx.from.id,
    action: 'let in',
    what: String(ctx.chat.id),
    outcome: 'done',
  });
  await say(ctx, welcome);
}

/** Whether the code was right; else the sender is told, as long as attempts are left. */
async function redeem(ctx: Saying, code: string, { codes }: PairingParts): Promise<boolean> {
  const { wrongCode, tooManyCodes } = ctx.sentences.access;
  const outcome = await codes.redeem(code, ctx.message.sender_chat?.id ?? ctx.from.id);
  if (outcome === 'wrong') await say(ctx, wrongCode);
  if (outcome === 'last-attempt') await say(ctx, tooManyCodes(CODE_MINUTES));
  return outcome === 'right';
}

async function say(ctx: Saying, sentence: string): Promise<void> {
  await replyTo(ctx, ctx.msgId, saying(sentence));
}
