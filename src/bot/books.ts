import { openListedBook } from './access/listed-book.ts';
import { openPairingCodes } from './access/pairing-codes.ts';
import { openSettingsBook } from './groups/settings-book.ts';
import { openAnswerMemory, openChatBook } from './inbox/chat-book.ts';
import type { Journal } from './inbox/journal.ts';
import { openQuestionMemory } from './inbox/question-memory.ts';
import type { StateDatabase } from './inbox/state.ts';
import { openUnanswered } from './maintaining/unanswered.ts';
import { openPrivacy } from './privacy/privacy-book.ts';
import { openSaved } from './saved/saved-book.ts';
import type { BotSettings } from './settings.ts';
import { openVotes } from './votes/vote-book.ts';

const DAY_MS = 24 * 60 * 60_000;

/** All that the bot remembers of chats and people, in its state. */
export function openBooks(db: StateDatabase, journal: Journal, settings: BotSettings) {
  const { keepQuestionsDays: keepDays, retentionMs: keepMs, contextMs } = settings;
  const unanswered = openUnanswered({ db, journal, keepDays });
  const questions = openQuestionMemory({ db, journal, keepMs: contextMs });
  const votes = openVotes({ db, unanswered, keepMs, keepTextMs: keepDays * DAY_MS });
  const saved = openSaved({ db, keepMs });
  return {
    answers: openAnswerMemory(db, journal),
    questions,
    votes,
    saved,
    privacy: openPrivacy({ db, votes }),
    chats: openChatBook(db),
    settingsBook: openSettingsBook(db),
    listed: openListedBook(db),
    codes: openPairingCodes(db),
    /** Forgets what is older than it may be kept. */
    forgetOld(): void {
      questions.forget();
      votes.forgetOld();
      saved.forgetOld();
    },
  };
}
