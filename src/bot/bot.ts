import { Bot, Composer, type Transformer } from 'grammy';
import type { UserFromGetMe } from 'grammy/types';
import type { Ask } from '../retrieval/answer.ts';
import type { Examples } from '../retrieval/examples.ts';
import type { Reader } from '../retrieval/reading/reader.ts';
import { accessList } from './access/access-list.ts';
import { gate } from './access/gate.ts';
import type { ListedBook } from './access/listed-book.ts';
import { pairing } from './access/pairing.ts';
import type { PairingCodes } from './access/pairing-codes.ts';
import type { AnswerMemory } from './answered.ts';
import type { QuestionMemory } from './asked.ts';
import { bearings } from './bearings.ts';
import type { BotContext } from './context.ts';
import { albums } from './features/albums.ts';
import { apology } from './features/apology.ts';
import { asWritten } from './features/as-written.ts';
import { unknownCallbacks } from './features/callbacks.ts';
import { guests } from './features/guests.ts';
import { crowding } from './features/crowding.ts';
import { inline } from './features/inline.ts';
import { lateness } from './features/lateness.ts';
import { membership } from './features/membership.ts';
import { questions } from './features/questions.ts';
import { starting } from './features/starting.ts';
import { welcome } from './features/welcome.ts';
import { why } from './features/why.ts';
import { createAdmins } from './groups/admins.ts';
import type { MayQuote } from './groups/chat-settings.ts';
import type { SettingsBook } from './groups/settings-book.ts';
import { settingsMenu } from './groups/settings-menu.ts';
import { silence } from './groups/silence.ts';
import { limits } from './limits/limits.ts';
import type { Audit } from './maintaining/audit.ts';
import type { NewestInlineQueries } from './newest.ts';
import type { Observer } from './observer.ts';
import { browsing } from './reading/browsing.ts';
import { placeOpeners } from './reading/opening.ts';
import { readingOn } from './reading/reading-on.ts';
import type { PrivacyBook } from './privacy/privacy-book.ts';
import { privacy, privacyInGroups } from './privacy/privacy.ts';
import { exporting } from './saved/exporting.ts';
import type { SavedBook } from './saved/saved-book.ts';
import { savedList } from './saved/saved-list.ts';
import { saving } from './saved/saving.ts';
import type { BotSettings } from './settings.ts';
import { connection } from './telegram/connection.ts';
import { isForeseen } from './telegram/errors.ts';
import { createTurns } from './turns.ts';
import type { VoteBook } from './votes/vote-book.ts';
import { voting } from './votes/voting.ts';

export interface BotParts {
  readonly settings: Pick<
    BotSettings,
    | 'token'
    | 'apiRoot'
    | 'excerpts'
    | 'inlineCacheSeconds'
    | 'questionMaxAgeMs'
    | 'access'
    | 'adminIds'
    | 'personPerMinute'
    | 'groupPerMinute'
    | 'contextMs'
    | 'keepQuestionsDays'
    | 'retentionMs'
  >;
  /** Who the bot is, as getMe says. */
  readonly me: UserFromGetMe;
  readonly ask: Ask;
  /** What can be asked. */
  readonly examples: Examples;
  /** Reads the documents beyond answers. */
  readonly reader: Reader;
  /** Names the library in use. */
  readonly libraryId: () => string;
  /** Titles of those documents that may be quoted, for /start. */
  readonly topics: (mayQuote: MayQuote) => readonly string[];
  readonly answers: AnswerMemory;
  readonly questions: QuestionMemory;
  readonly votes: Pick<VoteBook, 'cast'>;
  readonly saved: SavedBook;
  readonly privacy: PrivacyBook;
  readonly settingsBook: SettingsBook;
  readonly listed: ListedBook;
  readonly codes: PairingCodes;
  readonly audit: Audit;
  /** Folders directly below the documents folder. */
  readonly folders: () => readonly string[];
  readonly newest: NewestInlineQueries;
  readonly observer: Observer;
  /** What only maintainers may; undefined where nothing can be maintained. */
  readonly maintaining?: Composer<BotContext> | undefined;
  /** What every call to Telegram passes through, the last one first. */
  readonly transformers: readonly Transformer[];
}

/**
 * What Telegram is asked to deliver.
 * https://core.telegram.org/bots/api#getupdates: the list holds until another one is given.
 */
export const ALLOWED_UPDATES = [
  'message',
  'edited_message',
  'inline_query',
  'guest_message',
  'callback_query',
  'my_chat_member',
] as const;

/** The embedder takes one question at a time; a second one is ranked meanwhile. */
const SEARCHES_AT_ONCE = 2;

/** What comes before all that answers: who may ask, how much, and whether the chat wants to hear anything at all. */
function admission(parts: BotParts): Composer<BotContext> {
  const { settings } = parts;
  const admins = createAdmins();
  const composer = new Composer<BotContext>();
  composer.use(pairing({ ...parts, ...settings, admins }), gate());
  composer.use(limits(settings));
  composer.use(settingsMenu({ ...parts, ...settings, admins }), silence());
  composer.use(accessList({ ...parts, ...settings }));
  return composer;
}

/** Builds the bot; it takes updates through `handleUpdate` and starts nothing by itself. */
export function createBot(parts: BotParts): Bot<BotContext> {
  const { settings, me, observer } = parts;
  const turns = createTurns(SEARCHES_AT_ONCE);
  const bot = new Bot<BotContext>(settings.token, {
    botInfo: me,
    client: { apiRoot: settings.apiRoot, fetch: connection() },
  });
  bot.api.config.use(...parts.transformers);
  bot.use(bearings({ ...parts, ...settings }), apology(observer, isForeseen));
  bot.use(privacy(parts), membership(), admission(parts));
  // Before what forgets late messages and takes captions for questions: a file is welcome at any time.
  if (parts.maintaining) bot.use(parts.maintaining);
  bot.use(lateness(settings.questionMaxAgeMs));
  bot.use(albums(), crowding());
  const asking = { ...parts, turn: turns.patient, excerpts: settings.excerpts };
  bot.use(questions(asking), asWritten(asking), why(asking));
  bot.use(readingOn(asking), voting(parts));
  bot.use(saving(parts), savedList(parts), exporting(parts), privacyInGroups());
  bot.use(starting({ ...placeOpeners(parts) }), browsing(parts));
  bot.use(welcome(parts.topics));
  bot.use(inline({ ...parts, turn: turns.urgent, cacheSeconds: settings.inlineCacheSeconds }));
  bot.use(guests({ ...parts, turn: turns.urgent }));
  bot.use(unknownCallbacks());
  return bot;
}
