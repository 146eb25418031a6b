import { openListedBook } from './access/listed-book.ts';
import { openPairingCodes } from './access/pairing-codes.ts';
import { openSettingsBook } from './groups/settings-book.ts';
import { openAnswerMemory, openChatBook } from './inbox/chat-book.ts';
import { openQuestionMemory } from './inbox/question-memory.ts';
import type { StateDatabase } from './inbox/state.ts';
import type { Store } from './inbox/store.ts';
import { openUnanswered } from './maintaining/unanswered.ts';
import { openPrivacy } from './privacy/privacy-book.ts';
import { openSaved } from './saved/saved-book.ts';
import type { BotSettings } from './settings.ts';
import { openVotes } from './votes/vote-book.ts';

const DAY_MS = 24 * 60 * 60_000;

/** All that the bot remembers of chats and people. @param db what this instance has for itself */
export function openBooks(db: StateDatabase, store: Store, settings: BotSettings) {
  const { keepQuestionsDays: keepDays, retentionMs: keepMs, contextMs } = settings;
  const unanswered = openUnanswered({ store, keepDays });
  const answers = openAnswerMemory(store);
  const questions = openQuestionMemory({ store, keepMs: contextMs });
  const votes = openVotes({ store, unanswered, keepMs, keepTextMs: keepDays * DAY_MS });
  const saved = openSaved({ store, keepMs });
  return {
    answers,
    questions,
    votes,
    saved,
    privacy: openPrivacy({ db, store, votes }),
    chats: openChatBook(store),
    settingsBook: openSettingsBook(store),
    listed: openListedBook(store),
    codes: openPairingCodes(store),
    /** Forgets what is older than it may be kept. */
    async forgetOld(): Promise<void> {
      await answers.forgetOld();
      await questions.forget();
      await votes.forgetOld();
      await unanswered.forgetOld();
      await saved.forgetOld();
    },
  };
}
