import type { TelegramInlineQueryResult } from '@gramio/types';
import { badRequest } from '../bot-api-error.ts';
import { checkKeyboard } from '../validator/keyboard.ts';
import { checkMessageText, MAX_TEXT_CHARS } from '../validator/text.ts';
import { answerAsGuest } from '../world/guests.ts';
import type { World } from '../world/records.ts';
import type { Methods } from './method.ts';

/** telegram.md §2.1: cache_time is 300 s unless told, and cut to a day. */
const DEFAULT_CACHE_S = 300;
const LONGEST_CACHE_S = 86_400;
/** "No more than 50 results per query are allowed." */
const MAX_RESULTS = 50;

const TOO_OLD = 'query is too old and response timeout expired or query ID is invalid';

/** The query that is answered, if it can still be. An id that never was is the bot's fault. */
function living<Q extends { readonly expiresAt: number }>(
  world: World,
  queries: ReadonlyMap<string, Q>,
  id: string,
): Q {
  const query = queries.get(id);
  if (!query) throw badRequest(TOO_OLD);
  if (query.expiresAt <= world.clock.now()) throw badRequest(TOO_OLD, 'world');
  return query;
}

/** Answers to what people do with buttons and with the bot's name in the input field. */
export const queryMethods: Methods<
  'answerInlineQuery' | 'answerCallbackQuery' | 'answerGuestQuery'
> = {
  answerInlineQuery({ world }, params) {
    checkResults(params.results);
    const query = living(world, world.inlineQueries, params.inline_query_id);
    query.answer = {
      results: params.results,
      nextOffset: params.next_offset ?? '',
      button: params.button,
      cacheTimeS: Math.min(Math.max(params.cache_time ?? DEFAULT_CACHE_S, 0), LONGEST_CACHE_S),
      isPersonal: params.is_personal ?? false,
    };
    world.events.emit({ kind: 'inline-answer', queryId: query.query.id, results: params.results });
    return true;
  },
  answerCallbackQuery({ world }, { callback_query_id: id, text, show_alert: alert = false, url }) {
    const query = living(world, world.callbackQueries, id);
    query.answer = { text, alert, url };
    world.events.emit({ kind: 'callback-answer', queryId: id, text, alert, url });
    return true;
  },
  answerGuestQuery({ world }, { guest_query_id: id, result }) {
    checkResult(result);
    const query = living(world, world.guestQueries, id);
    if (query.sent) throw badRequest(TOO_OLD);
    return { inline_message_id: answerAsGuest(world, query, result).inlineMessageId };
  },
};

function checkResults(results: readonly TelegramInlineQueryResult[]): void {
  if (results.length > MAX_RESULTS) throw badRequest('Too many inline query results specified');
  const ids = results.map(({ id }) => id);
  if (new Set(ids).size < ids.length) throw badRequest('RESULT_ID_DUPLICATE');
  for (const result of results) checkResult(result);
}

function checkResult(result: TelegramInlineQueryResult): void {
  checkKeyboard('reply_markup' in result ? result.reply_markup : undefined);
  if (result.type === 'article' && result.title.trim() === '')
    throw badRequest('ARTICLE_TITLE_EMPTY');
  const content = 'input_message_content' in result ? result.input_message_content : undefined;
  if (!content || !('message_text' in content)) return;
  checkMessageText({
    text: String(content.message_text),
    entities: content.entities,
    parseMode: content.parse_mode,
    maxChars: MAX_TEXT_CHARS,
  });
}
