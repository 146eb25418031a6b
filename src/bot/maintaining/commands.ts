import { type Api, Composer } from 'grammy';
import type { BotCommand } from 'grammy/types';
import type { BotContext } from '../context.ts';
import { privateCommands } from '../features/welcome.ts';
import { LANGUAGES } from '../languages/languages.ts';
import type { Sentences } from '../languages/sentences.ts';
import type { BotSettings } from '../settings.ts';
import { TelegramRefusal } from '../telegram/errors.ts';
import { wordsFor } from './languages/words-for.ts';
import { commandRest } from './maintainer.ts';

/**
 * Offers the maintainers' commands beside everyone's, in a maintainer's own chat alone and in each language of the bot.
 * Somebody who has never written to the bot has no chat with it yet: theirs are published when they begin one.
 */
export async function publishMaintainersCommands(
  api: Pick<Api, 'setMyCommands'>,
  adminId: number,
  access: BotSettings['access'],
): Promise<void> {
  const scope = { type: 'chat', chat_id: adminId } as const;
  const [first, ...others] = LANGUAGES;
  try {
    await api.setMyCommands(allCommands(first, access), { scope });
  } catch (error) {
    if (error instanceof TelegramRefusal && error.code === 400) return;
    throw error;
  }
  // At once: somebody may be waiting for the answer to /start.
  await Promise.all(
    others.map((sentences) =>
      api.setMyCommands(allCommands(sentences, access), { scope, language_code: sentences.code }),
    ),
  );
}

function allCommands(sentences: Sentences, access: BotSettings['access']): BotCommand[] {
  const letting = access === 'listed' ? sentences.access.commands : {};
  const own = Object.entries({ ...wordsFor(sentences.code).commands, ...letting });
  return [
    ...privateCommands(sentences),
    ...own.map(([command, description]) => ({ command, description })),
  ];
}

/** A maintainer who begins a chat is offered the commands there. */
export function commandsAtStart(
  access: BotSettings['access'],
  onError: (error: unknown) => void,
): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.on('message', async (ctx, next) => {
    if (commandRest(ctx, 'start') !== undefined) {
      await publishMaintainersCommands(ctx.api, ctx.chat.id, access).catch(onError);
    }
    return next();
  });
  return composer;
}
