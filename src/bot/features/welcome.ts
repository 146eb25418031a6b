import { type Api, Composer } from 'grammy';
import type { BotCommand } from 'grammy/types';
import { type BotContext, replyTo, saying } from '../context.ts';
import type { MayQuote } from '../groups/chat-settings.ts';
import { labels } from '../label.ts';
import { LANGUAGES } from '../languages/languages.ts';
import type { Sentences } from '../languages/sentences.ts';
import { TOPIC_CHARS } from '../rendering.ts';

/** Titles that /start names. */
const TOPICS = 5;

/** /start, /help, and a short hint for what cannot be answered. */
export function welcome(topics: (mayQuote: MayQuote) => readonly string[]): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  const hintOnce = sparing();
  composer.on('message', async (ctx, next) => {
    const said = sentenceFor(ctx, topics);
    if (said === undefined) return next();
    if (ctx.addressed.kind === 'hint' && !hintOnce(ctx)) return undefined;
    return void (await replyTo(ctx, ctx.msg.message_id, saying(said)));
  });
  return composer;
}

function sentenceFor(
  ctx: BotContext,
  topics: (mayQuote: MayQuote) => readonly string[],
): string | undefined {
  const { sentences, addressed, mayQuote } = ctx;
  switch (addressed.kind) {
    case 'start':
      return sentences.welcome(
        labels(topics(mayQuote).slice(0, TOPICS), TOPIC_CHARS, sentences.comma),
      );
    case 'help':
      return sentences.help(ctx.me.username);
    case 'hint':
      return hintFor(ctx, addressed.hint);
    case 'question':
    case 'doc':
    case 'toc':
    case 'search':
    case 'overheard':
    case 'save':
    case 'saved':
    case 'export':
    case 'privacy':
    case 'forget':
    case 'why':
    case 'not-for-us':
      return undefined;
  }
}

function hintFor({ sentences, chat }: BotContext, hint: 'empty' | 'not-text' | 'unknown-command') {
  switch (hint) {
    case 'empty':
      return chat?.type === 'private' ? sentences.emptyQuestion : sentences.emptyQuestionInGroup;
    case 'not-text':
      return sentences.onlyText;
    case 'unknown-command':
      return sentences.unknownCommand;
  }
}

/** Ten stickers get one hint: after one, a chat hears none for this long, seconds. */
const HINT_PAUSE_SECONDS = 20;

/** Chats whose last hint is remembered. */
const MAX_CHATS = 1000;

function sparing(): (ctx: BotContext) => boolean {
  const lastHints = new Map<string, number>();
  return ({ chat, addressed, msg }) => {
    const hint = addressed.kind === 'hint' ? addressed.hint : '';
    const key = `${chat?.id} ${hint}`;
    const date = msg?.date ?? 0;
    const isDue =
      hint !== 'not-text' || date - (lastHints.get(key) ?? -Infinity) > HINT_PAUSE_SECONDS;
    if (isDue) lastHints.set(key, date);
    if (lastHints.size > MAX_CHATS) lastHints.clear();
    return isDue;
  };
}

/** What everyone is offered in a private chat. */
export function privateCommands(sentences: Sentences): BotCommand[] {
  return commandsOf(sentences, [
    ...(['help', 'search', 'doc', 'toc', 'why', 'save', 'saved', 'export'] as const),
    ...(['settings', 'privacy', 'forget', 'start'] as const),
  ]);
}

function commandsOf(
  { commands }: Sentences,
  names: readonly (keyof Sentences['commands'])[],
): BotCommand[] {
  return names.map((command) => ({ command, description: commands[command] }));
}

/** Tells Telegram which commands to offer, in each language, in private chats and in groups. */
export async function publishCommands(api: Api): Promise<void> {
  for (const [position, sentences] of LANGUAGES.entries()) {
    const language = position === 0 ? {} : { language_code: sentences.code };
    const inPrivate = privateCommands(sentences);
    const inGroups = commandsOf(sentences, [
      ...(['ask', 'search', 'doc', 'toc'] as const),
      ...(['why', 'save', 'settings', 'help'] as const),
    ]);
    await api.setMyCommands(inPrivate, { ...language, scope: { type: 'all_private_chats' } });
    await api.setMyCommands(inGroups, { ...language, scope: { type: 'all_group_chats' } });
  }
}
