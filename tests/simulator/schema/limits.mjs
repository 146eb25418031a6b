/** Reads the limits that the Bot API states in words, and adds those that it states elsewhere. */

/** Numbers that may have a fraction; every other number of the Bot API is an integer. */
const FRACTIONAL =
  /latitude|longitude|horizontal_accuracy|(x|y)_shift|scale|percentage|_rate|angle/;

/** Limits that no field's description holds, or that it holds in a form no pattern reads. Keys: definition.field. */
export const PATCHES = {
  // https://core.telegram.org/bots/api#botcommand: "1-32 characters. Can contain only lowercase English letters, digits and underscores."
  'TelegramBotCommand.command': { minLength: 1, maxLength: 32, pattern: '^[a-z0-9_]*$' },
  // telegram.md §2.1: `[A-Za-z0-9_-]`, 1-256
  'SetWebhookParams.secret_token': { minLength: 1, maxLength: 256, pattern: '^[A-Za-z0-9_-]*$' },
  // https://core.telegram.org/bots/api#setmycommands
  'SetMyCommandsParams.commands': { maxItems: 100 },
  // "bots can set up to one reaction per message": https://core.telegram.org/bots/api#setmessagereaction
  'SetMessageReactionParams.reaction': { maxItems: 1 },
  // Clamped by the server, refused here so that nobody relies on it (telegram.md §2.1: 50 s).
  'GetUpdatesParams.timeout': { minimum: 0, maximum: 50 },
};

/** Texts of messages: the semantic checks have Telegram's words for them. */
const BY_HAND = new Set(['message_text']);

const RANGE = /(?<!\d-?)\b(\d+)-(\d+)(?:\*\*)? (characters|bytes)/i;

/** Keywords for one field. Texts counted "after entities parsing" are left to the semantic checks, which have Telegram's words. */
export function limitsIn(name, description, property) {
  if (BY_HAND.has(name)) return {};
  if (property.type === 'string') return stringLimits(description);
  if (property.type === 'array') return arrayLimits(description);
  if (property.type === 'number') return numberLimits(name, description);
  return {};
}

function stringLimits(description) {
  if (/after entit(y|ies) parsing/.test(description)) return {};
  const range = RANGE.exec(description);
  const atMost = /can't exceed (\d+) bytes/.exec(description);
  return {
    ...(range && sized(range[3].toLowerCase(), Number(range[1]), Number(range[2]))),
    ...(atMost && { maxBytes: Number(atMost[1]) }),
    ...(/only `A-Z`, `a-z`, `0-9`, `_` and `-` are allowed/.test(description) && {
      pattern: '^[A-Za-z0-9_-]*$',
    }),
  };
}

/** JSON Schema counts characters as code points, as Telegram does; bytes need a keyword of our own (see validator/). */
function sized(unit, min, max) {
  return unit === 'bytes' ? { minBytes: min, maxBytes: max } : { minLength: min, maxLength: max };
}

function arrayLimits(description) {
  const range = /(?:list of|must include) (\d+)-(\d+) /.exec(description);
  const atMost = /(?:at most|up to) (\d+) /i.exec(description);
  if (range) return { minItems: Number(range[1]), maxItems: Number(range[2]) };
  return atMost ? { maxItems: Number(atMost[1]) } : {};
}

function numberLimits(name, description) {
  const range = /(?:Values between |; |, )(\d+)-(\d+)(?: are accepted|\.|$|, )/.exec(description);
  return {
    ...(FRACTIONAL.test(name) ? {} : { type: 'integer' }),
    ...(range && { minimum: Number(range[1]), maximum: Number(range[2]) }),
  };
}
