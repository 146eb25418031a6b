import type { TelegramBotCommandScope } from '@gramio/types';
import { badRequest } from '../bot-api-error.ts';
import { findReadable } from '../world/targets.ts';
import type { Methods } from './method.ts';

/** Where a list of commands is kept: https://core.telegram.org/bots/api#botcommandscope */
function placeOf(scope: TelegramBotCommandScope | undefined, language: string | undefined): string {
  const { type, ...rest } = scope ?? { type: 'default' };
  return [type, ...Object.values(rest), language ?? ''].join(' ');
}

/** The bot's own account. */
export const botMethods: Methods<'getMe' | 'setMyCommands' | 'getMyCommands' | 'deleteMyCommands'> =
  {
    getMe: ({ world }) => world.bot.user,
    setMyCommands({ world }, { commands, scope, language_code: language }) {
      if (scope && 'chat_id' in scope) findReadable(world, scope.chat_id);
      const names = commands.map(({ command }) => command);
      if (new Set(names).size < names.length) throw badRequest('the same command is listed twice');
      if (language !== undefined && !/^([a-z]{2})?$/.test(language)) {
        throw badRequest('invalid language code specified');
      }
      world.bot.commands.set(placeOf(scope, language), commands);
      world.events.emit({
        kind: 'commands',
        scope: scope?.type ?? 'default',
        language: language ?? '',
      });
      return true;
    },
    getMyCommands: ({ world }, { scope, language_code: language }) => [
      ...(world.bot.commands.get(placeOf(scope, language)) ?? []),
    ],
    deleteMyCommands({ world }, { scope, language_code: language }) {
      world.bot.commands.delete(placeOf(scope, language));
      return true;
    },
  };
