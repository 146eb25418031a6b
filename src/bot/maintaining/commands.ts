import { type Api, Composer } from 'grammy';
import type { BotContext } from '../context.ts';
import { privateCommands } from '../features/welcome.ts';
import { LANGUAGES } from '../languages/languages.ts';
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
  for (const [position, sentences] of LANGUAGES.entries()) {
    const language = position === 0 ? {} : { language_code: sentences.code };
    const letting = access === 'listed' ? sentences.access.commands : {};
    const commands = { ...wordsFor(sentences.code).commands, ...letting };
    const own = Object.entries(commands).map(([command, description]) => ({
      command,
      description,
    }));
    const all = [...privateCommands(sentences), ...own];
    try {
      await api.setMyCommands(all, { ...language, scope: { type: 'chat', chat_id: adminId } });
    } catch (error) {
      if (error instanceof TelegramRefusal && error.code === 400) return;
      throw error;
    }
  }
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
