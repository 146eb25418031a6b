/**
 * Ways in which the bot could be wrong without anybody noticing, and the tests that notice.
 * Each: what goes wrong · file · text that stands there once · what stands there instead · test file · part of a test's name.
 */
const mutant = (name, [file, from, to], [test, red]) => ({
  name,
  file: `src/bot/${file}`,
  from,
  to,
  tests: [`tests/bot/${test}.test.ts`],
  red,
});

export const BOT_MUTANTS = [
  mutant(
    'a list of results goes on in another library',
    ['inline/pages.ts', 'library !== nameOf(libraryId) || ', ''],
    ['inline/pages', 'end where the library was built anew'],
  ),
  mutant(
    'numbers with a sign frame a question',
    ['inline/framed.ts', '(?=[^\\s\\d+＋])', ''],
    ['inline/framed', 'is a question as a whole'],
  ),
  mutant(
    'a question that was recorded twice is offered twice',
    [
      'inline/suggestions.ts',
      '[...new Set(seen.map(({ question }) => question))]',
      'seen.map(({ question }) => question)',
    ],
    ['hostile/answers', 'makes valid requests'],
  ),
  mutant(
    'follow-ups go on from what anybody asked',
    ['inbox/question-memory.ts', 'AND person_id = ?', 'AND (person_id = ? OR TRUE)'],
    ['inbox/question-memory', 'is nobody else’s'],
  ),
  mutant(
    'questions are gone on from for ever',
    [
      'inbox/question-memory.ts',
      'const oldestMs = () => now() - keepMs;',
      'const oldestMs = () => 0;',
    ],
    ['inbox/question-memory', 'when its time is over'],
  ),
  mutant(
    'follow-ups go on from what was asked long ago',
    ['following.ts', 'date * 1000 - FOLLOWS_WITHIN_MS', '0'],
    ['following', 'for ten minutes'],
  ),
  mutant(
    'a question is answered again after a crash',
    ['features/questions.ts', 'if (await parts.answers.find(askedIn(ctx))) return undefined;', ''],
    ['bot', 'that was answered before a crash is not answered again'],
  ),
  mutant(
    'presses of buttons are not answered',
    [
      'features/callbacks.ts',
      'await ctx.answerCallbackQuery({ text: ctx.sentences.oldButton });',
      '',
    ],
    ['bot', 'a press of an unknown button is answered'],
  ),
  mutant(
    'an edit sends a new answer',
    [
      'features/questions.ts',
      'if (answerId !== undefined) return editAnswer',
      'if (answerId === 0) return editAnswer',
    ],
    ['bot', 'that was edited edits its answer'],
  ),
  mutant(
    'an equal answer is edited',
    [
      'features/questions.ts',
      'if ((await parts.answers.find(askedIn(ctx)))?.digest === digestOf(shown)) return;',
      '',
    ],
    ['bot', 'that was edited edits its answer'],
  ),
  mutant(
    'stale questions are answered',
    [
      'features/lateness.ts',
      'if (now() - editDate * 1000 <= maxAgeMs) return next();',
      'return next();',
    ],
    ['bot', 'that is stale gets an apology'],
  ),
  mutant(
    'an apology goes to those who blocked the bot',
    ['features/apology.ts', 'if (isForeseen(error)) throw error;\n      observer', 'observer'],
    ['bot', 'whose chat is closed to the bot gets no apology'],
  ),
  mutant(
    'an update is forgotten before it is done',
    ['inbox/inbox.ts', 'WHERE done_ms IS NULL ORDER BY id', 'WHERE done_ms > 0 ORDER BY id'],
    ['inbox/inbox', 'keeps what is not done'],
  ),
  mutant(
    'an update counts as new each time it comes',
    ['inbox/inbox.ts', 'INSERT OR IGNORE INTO updates', 'INSERT OR REPLACE INTO updates'],
    ['inbox/inbox', 'takes an update once'],
  ),
  mutant(
    'what people wrote stays on disk',
    ['inbox/inbox.ts', 'done_ms = ?, body = NULL', 'done_ms = ?'],
    ['inbox/inbox', 'forgets what a person wrote'],
  ),
  mutant(
    'messages of one person are handled side by side',
    [
      'inbox/urgency.ts',
      '${message.chat.id} ${sender}`',
      '${message.chat.id} ${update.update_id}`',
    ],
    ['inbox/lanes', 'of one person in one chat are handled in order'],
  ),
  mutant(
    'after an outage the oldest come first',
    ['inbox/lanes.ts', 'ready.late.pop()', 'ready.late.shift()'],
    ['inbox/lanes', 'after an outage come newest first'],
  ),
  mutant(
    'two bots share a state folder',
    ['inbox/lock.ts', "db.exec('BEGIN EXCLUSIVE');", ''],
    ['inbox/lock', 'may be taken again once it was given back'],
  ),
  mutant(
    'retry_after is not obeyed',
    [
      'telegram/persistence.ts',
      'budget.pause(payload.chat_id, parameters.retry_after * 1000);',
      '',
    ],
    ['telegram/sending', 'waits as long as Telegram says'],
  ),
  mutant(
    'a message whose reply was lost is sent for ever',
    ['telegram/persistence.ts', 'lostReplies > MAX_LOST_REPLIES || ', ''],
    ['telegram/sending', 'may be doubled where the reply is lost'],
  ),
  mutant(
    'a group that has moved is not followed',
    [
      'telegram/persistence.ts',
      'await chats.moved(payload.chat_id, parameters.migrate_to_chat_id);',
      '',
    ],
    ['telegram/sending', 'follows a group that became a supergroup'],
  ),
  mutant(
    'typing delays answers',
    ['telegram/budget.ts', 'chat.waiting === 0 && hasSpare(ledger, chat)', 'true'],
    ['telegram/budget', 'spares what would delay a message'],
  ),
  mutant(
    'a group gets more than 20 messages a minute',
    ['telegram/budget.ts', '{ limit: 20, windowMs: 60_000 }', '{ limit: 40, windowMs: 60_000 }'],
    ['telegram/budget', 'sends at most 20 messages a minute to a group'],
  ),
  mutant(
    'the log holds tokens',
    ['operating/log.ts', 'message: redact(error.message)', 'message: error.message'],
    ['operating/log', 'in the words of Telegram keeps them, but for tokens'],
  ),
  mutant(
    'the log holds messages of unknown errors',
    ['operating/log.ts', '(isSpeakable(error) ?', '(error.message ?'],
    ['operating/log', 'loses its message'],
  ),
  mutant(
    'names in quotations ring their owners',
    ['names.ts', 'if (marks.length === 0) return message;', 'return message;'],
    ['rendering', 'silences names in the quotation'],
  ),
  mutant(
    'an answer grows beyond a message',
    ['rendering.ts', 'text.length <= maxChars && ', ''],
    ['rendering', 'keeps to the limits of Telegram'],
  ),
  mutant(
    'titles reorder the citation',
    ['label.ts', 'return isolated(truncate(line, maxChars));', 'return truncate(line, maxChars);'],
    ['rendering', 'isolates titles'],
  ),
  mutant(
    'commands for other bots are taken',
    [
      'addressing.ts',
      "if (bot !== undefined && bot !== me.username.toLowerCase()) return 'for-another-bot';",
      '',
    ],
    ['addressing', 'is for others'],
  ),
  mutant(
    'other bots are answered',
    [
      'addressing.ts',
      'return message.from?.is_bot === true && !message.sender_chat;',
      'return false;',
    ],
    ['addressing', 'other bots and copies of channel posts are left alone'],
  ),
  mutant(
    'a replied command asks nothing',
    [
      'addressing.ts',
      "return said === undefined ? { kind: 'hint', hint: 'empty' } : question(replied ?? message, said);",
      "return { kind: 'hint', hint: 'empty' };",
    ],
    ['addressing', 'as a reply takes that message as the question'],
  ),
  mutant(
    'older inline queries are searched too',
    [
      'newest.ts',
      'return query === undefined || (newest.get(query.from.id) ?? id) <= id;',
      'return true;',
    ],
    ['waiting', 'of a person are overtaken by newer ones'],
  ),
  mutant(
    'a path in the name of a file is followed',
    [
      'maintaining/document-name.ts',
      'const words = plain.slice(0, -ending.length).match(/[\\p{L}\\p{N}\\p{M}_]+/gu) ?? [];',
      'const words = [label.slice(0, -ending.length)];',
    ],
    ['maintaining/document-name', 'is never a path, hidden, or longer than a file system takes'],
  ),
  mutant(
    'whoever writes as a group may be a maintainer',
    ['settings.ts', ' || SHARED_ACCOUNTS.has(Number(id))', ''],
    ['settings', 'refuse "1087968824" as a maintainer'],
  ),
  mutant(
    'questions are kept for ever',
    ['maintaining/unanswered.ts', 'WHERE asked_ms > ? ORDER', 'WHERE ? > 0 ORDER'],
    ['maintaining/counts', 'are forgotten when their time is over'],
  ),
  mutant(
    'questions are kept though none are to be',
    ['maintaining/unanswered.ts', 'if (keepDays > 0) await', 'await'],
    ['maintaining/counts', 'are never written where none are to be kept'],
  ),
  mutant(
    'all questions are of one meaning',
    ['maintaining/grouping.ts', 'if (similarity < bestSimilarity) continue;', ''],
    ['maintaining/insight', 'questions of like meaning are grouped'],
  ),
  mutant(
    'files of strangers are taken',
    ['maintaining/maintainer.ts', '!msg?.sender_chat && ids.has(from.id)', '!msg?.sender_chat'],
    ['maintaining/feature', 'of anybody else is declined, and nothing is fetched'],
  ),
  mutant(
    'maintainers are obeyed in groups',
    [
      'maintaining/maintainer.ts',
      "const isOwnChat = chat?.type === 'private' && chat.id === from?.id;",
      'const isOwnChat = true;',
    ],
    ['maintaining/feature', 'in a group is none'],
  ),
  mutant(
    'a decision is taken twice',
    ['maintaining/upload-book.ts', 'WHERE id = ? AND state = ?', 'WHERE id = ? AND state <> ?'],
    ['maintaining/feature', 'is decided on once'],
  ),
  mutant(
    'a task is forgotten when the process dies',
    [
      'maintaining/task-book.ts',
      "WHERE state IN ('waiting', 'running') ORDER",
      "WHERE state = 'waiting' ORDER",
    ],
    ['maintaining/feature', 'goes on after a restart'],
  ),
  mutant(
    'what a file replaces is lost',
    ['maintaining/placing.ts', 'if (await isThere(target)) await put(target, kept);\n  else ', ''],
    ['maintaining/feature', 'is undone to the byte'],
  ),
  mutant(
    'a folder that is gone opens all documents',
    [
      'groups/chat-settings.ts',
      'return (documentId) => documentId.startsWith(beginning);',
      'return (documentId) => documentId.startsWith(beginning) || folder === "old";',
    ],
    ['groups/chat-settings', 'none of a folder that is gone'],
  ),
  mutant(
    'a code lets in whoever sends it',
    [
      'access/pairing-codes.ts',
      'DELETE FROM pairing_codes WHERE digest = ?',
      'SELECT digest FROM pairing_codes WHERE digest = ?',
    ],
    ['access/pairing-codes', 'a code works once'],
  ),
  mutant(
    'codes can be guessed for ever',
    ['access/pairing-codes.ts', "if (before >= ATTEMPTS) return 'no-attempts';", ''],
    ['access/pairing-codes', 'after some wrong codes'],
  ),
  mutant(
    'two admins undo each other’s settings',
    [
      'groups/settings-book.ts',
      'VALUES (?) ON CONFLICT DO NOTHING',
      'VALUES (?) ON CONFLICT (chat_id) DO UPDATE SET length = char(120)',
    ],
    ['groups/settings-book', 'undo nothing of each other'],
  ),
  mutant(
    'an outage’s backlog is taken for a burst',
    ['limits/rates.ts', 'Math.floor(atMs / MINUTE_MS)', 'Math.floor(Date.now() / MINUTE_MS)'],
    ['limits/rates', 'what piled up over an outage'],
  ),
  mutant(
    'a link to a place names another',
    ['deep-links.ts', '`${LINKS.citation}_${citationId}`', '`${LINKS.citation}_${citationId}x`'],
    ['rendering', 'links each place to where it can be read on'],
  ),
  mutant(
    'a link holds a name that is code',
    ['names.ts', "entity.type !== 'bold' && entity.type !== 'text_link'", "entity.type !== 'bold'"],
    ['names', 'interrupt the link that they stand in'],
  ),
  mutant(
    'all that was asked for is shown, and not what fits the answer',
    ['rendering.ts', '.slice(0, rendering.mostExcerpts)', ''],
    ['rendering', 'shows no more excerpts than it is to'],
  ),
  mutant(
    'buttons that copy are sent to servers that know none',
    ['telegram/basic-requests.ts', "'copy_text' in item", "'copied' in item"],
    ['telegram/basic-requests', 'buttons that copy are left out'],
  ),
  mutant(
    'presses have no room for a section’s part',
    ['reading/presses.ts', '`s:${press.part}:', '`section-part:${press.part}:'],
    ['reading/presses', 'all that it needs in 64 bytes'],
  ),
  mutant(
    'a vote whose press comes again after a crash is taken back',
    ['votes/vote-book.ts', 'if (before.update_id === updateId) return before.vote;', ''],
    ['votes/vote-book', 'delivered once more'],
  ),
  mutant(
    'a finger that slips takes its vote back',
    ['votes/vote-book.ts', '&& !isSlip', ''],
    ['votes/vote-book', 'finger slipped'],
  ),
  mutant(
    'a question is a gap for as many votes as there are',
    ['maintaining/unanswered.ts', 'const known = id ??', 'const known ='],
    ['votes/vote-book', 'among those without a good answer once'],
  ),
  mutant(
    'what is too old to be kept is exported',
    [
      'votes/cases.ts',
      'CASE WHEN judged_ms > ? THEN question END',
      'CASE WHEN judged_ms > ? OR TRUE THEN question END',
    ],
    ['votes/cases', 'too old are not written'],
  ),
  mutant(
    'quotes of others can be removed',
    [
      'saved/saved-book.ts',
      'DELETE FROM saved WHERE person_id = ? AND id = ?',
      'DELETE FROM saved WHERE ? AND id = ?',
    ],
    ['saved/saved-book', 'removed by its owner alone'],
  ),
  mutant(
    'markup of a document is markup of the file',
    ['saved/markdown.ts', 'const MARKUP = /[\\\\`*_', 'const MARKUP = /[\\\\`_'],
    ['saved/markdown', 'makes no markup of it'],
  ),
  mutant(
    'what is erased stays in the file',
    ['inbox/state.ts', ' PRAGMA secure_delete = ON;', ''],
    ['privacy/privacy-book', 'stands nowhere in the file'],
  ),
  mutant(
    'whoever is forgotten goes on voting',
    ['privacy/privacy-book.ts', 'yield* votes.withdraw(personId);', ''],
    ['privacy/privacy-book', 'takes their votes back'],
  ),
  mutant(
    'a table of the state is forgotten',
    [
      'privacy/personal-tables.ts',
      "  { table: 'saved', whose: 'shared', erase: 'DELETE FROM saved WHERE person_id = ?1' },",
      '',
    ],
    ['privacy/personal-tables', 'every table of the state'],
  ),
  mutant(
    'instances hold on to what they could not note as done',
    ['inbox/claims.ts', 'while (!(await isNoted', 'if (!(await isNoted'],
    ['inbox/claims', 'that is done is noted as soon as that can be'],
  ),
  mutant(
    'what is asked while the database is away fails',
    ['inbox/patient-store.ts', "error.name === 'DatabaseError'", "error.name === 'Error'"],
    ['inbox/patient-store', 'is answered when it is back'],
  ),
];
