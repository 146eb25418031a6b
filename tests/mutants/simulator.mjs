/**
 * Ways in which the simulator could be wrong without anybody noticing, and the tests that notice.
 * Each: what goes wrong · file · text that stands there once · what stands there instead · test file · part of a test's name.
 */
const mutant = (name, [file, from, to], [test, red]) => ({
  name,
  file: `tests/simulator/${file}`,
  from,
  to,
  tests: [`tests/simulator/${test}.test.ts`],
  red,
});

export const SIMULATOR_MUTANTS = [
  mutant(
    'an offset confirms nothing',
    ['updates/queue.ts', 'forgetBelow(offset);\n      return offset;', 'return offset;'],
    ['updates', 'is an offset above the number of an update'],
  ),
  mutant(
    'an offset far in the future confirms everything',
    ['updates/queue.ts', 'if (offset === 0 || isFuture)', 'if (offset === 0)'],
    ['updates', 'ignores an offset far in the future'],
  ),
  mutant(
    'limit is ignored',
    ['updates/queue.ts', 'wanted.slice(0, limit)', 'wanted'],
    ['updates', 'brings at most `limit` updates'],
  ),
  mutant(
    'polls do not wait',
    ['updates/polling.ts', 'updates.length > 0 || patienceS <= 0', 'true'],
    ['updates', 'waits for an update and ends with it'],
  ),
  mutant(
    'two polls wait side by side',
    ['updates/polling.ts', 'waiting?.conflict(OTHER_POLLER);', ''],
    ['updates', 'by a second poller ends the first one with 409'],
  ),
  mutant(
    'allowed_updates are forgotten',
    ['updates/queue.ts', 'kinds = wanted ?? kinds;', 'kinds = wanted ?? [];'],
    ['updates', 'persist until they are changed'],
  ),
  mutant(
    'inline queries wait for ever',
    ['updates/kinds.ts', 'inline_query: 30,', 'inline_query: 30_000,'],
    ['updates', 'are a day for messages, 30 s for inline queries'],
  ),
  mutant(
    'mentions are delivered in privacy mode',
    ['world/delivery.ts', "standing === 'administrator' || !world.bot.privacyMode", 'true'],
    ['chats', 'but no plain mentions'],
  ),
  mutant(
    'other bots are heard',
    ['world/delivery.ts', 'if (message.from?.is_bot && !message.sender_chat) return false;', ''],
    ['chats', 'never brings messages of other bots'],
  ),
  mutant(
    'a blocked bot can write',
    [
      'world/targets.ts',
      "if (person.hasBlocked) throw forbidden('bot was blocked by the user');",
      '',
    ],
    ['chats', 'tells the bot when it is blocked'],
  ),
  mutant(
    'the old id of a migrated group still works',
    ['world/targets.ts', 'if (chat.migratedTo !== undefined) throw upgraded(chat.migratedTo);', ''],
    ['chats', 'refuses the old id with the new one'],
  ),
  mutant(
    'replies leave their topic',
    [
      'world/post.ts',
      'replied.is_topic_message ? replied.message_thread_id : undefined',
      'undefined',
    ],
    ['chats', 'keeps a reply in its topic'],
  ),
  mutant(
    'any chain of replies is a topic',
    [
      'world/targets.ts',
      "if (!topic) throw badRequest('message thread not found');",
      'if (!topic) return { id: threadId, name: "", isClosed: false, isDeleted: false };',
    ],
    ['chats', 'is not what a chain of replies in a plain supergroup is'],
  ),
  mutant(
    '4,096 is counted in UTF-16 units',
    ['world/code-points.ts', 'return Array.from(text).length;', 'return text.length;'],
    ['validation', 'may have 4,096 code points'],
  ),
  mutant(
    'entities may end beyond the text',
    ['validator/text.ts', 'if (end > text.length) {', 'if (end < 0) {'],
    ['validation', 'beyond the end are refused'],
  ),
  mutant(
    'entities may split a character',
    [
      'validator/text.ts',
      'if (splitsPair(text, offset) || splitsPair(text, end)) {',
      'if (end < 0) {',
    ],
    ['validation', 'that split a pair are refused'],
  ),
  mutant(
    'bytes are not counted',
    [
      'validator/schema.ts',
      'validate: (limit: number, text: string) => bytes(text) <= limit',
      'validate: (limit: number, text: string) => limit > 0 || bytes(text) > 0',
    ],
    ['validation', 'limited in bytes are measured in bytes'],
  ),
  mutant(
    'unknown parameters are ignored',
    [
      'http/dispatch.ts',
      'if (problems.length > 0) throw new BotApiError(400',
      'if (problems.length > 9) throw new BotApiError(400',
    ],
    ['validation', 'unknown are refused and counted'],
  ),
  mutant(
    'quotations are not compared',
    [
      'methods/send.ts',
      '[text.indexOf(wanted, position), text.indexOf(wanted)].find((at) => at >= 0)',
      'Math.max(0, text.indexOf(wanted, position))',
    ],
    ['validation', 'quotes what the message says, to the letter'],
  ),
  mutant(
    'wrong requests are not held against the bot',
    [
      'http/dispatch.ts',
      "if (error.blame === 'bot') violations",
      'if (error.code === 1) violations',
    ],
    ['validation', 'missing are refused and counted'],
  ),
  mutant(
    'what people did is held against the bot',
    ['http/dispatch.ts', "if (error.blame === 'bot') violations", 'violations'],
    ['validation', 'to a message that was deleted is refused, but not held against the bot'],
  ),
  mutant(
    'a connection that drops after the commit drops before it',
    ['faults.ts', 'return fault.commit !== true;', 'return true;'],
    ['faults', 'dropped after the commit'],
  ),
  mutant(
    'truncated replies are whole',
    ['http/reply.ts', 'Math.floor(bytes.length / 2)', 'bytes.length'],
    ['faults', 'truncated the commit'],
  ),
  mutant(
    'webhooks get no secret',
    [
      'updates/webhook.ts',
      "to.secret !== undefined && { 'x-telegram-bot-api-secret-token': to.secret }",
      'false',
    ],
    ['webhook', 'gets updates with its secret'],
  ),
  mutant(
    'what a webhook refuses is lost',
    ['updates/webhook.ts', 'if (response.ok) return', 'if (response.status > 0) return'],
    ['webhook', 'gets an update again until it takes it'],
  ),
  mutant(
    'inline queries can be answered for ever',
    [
      'methods/queries.ts',
      'if (query.expiresAt <= world.clock.now()) throw',
      'if (query.expiresAt < 0) throw',
    ],
    ['content', 'can be answered for ten seconds'],
  ),
  mutant(
    'personal answers are shown to everybody',
    ['world/inline.ts', '(!answer.isPersonal || other.from.id === query.from.id) &&', ''],
    ['content', 'personal answers are for one person'],
  ),
  mutant(
    'edits that change nothing succeed',
    [
      'methods/edits.ts',
      'if (content(message) === content(changed)) throw',
      'if (message.date < 0) throw',
    ],
    ['content', 'must change something'],
  ),
  mutant(
    'files of any size can be downloaded',
    ['methods/files.ts', 'file.bytes.length > MAX_DOWNLOAD_BYTES', 'file.bytes.length < 0'],
    ['content', 'of more than 20 MiB are not handed out'],
  ),
];
