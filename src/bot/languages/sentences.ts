import type { ExplanationWords } from '../../retrieval/explanation-words.ts';
import type { AccessSentences, LimitSentences } from './access-sentences.ts';
import type { Spoken } from './counting.ts';
import type { ReadingWords } from './reading-words.ts';
import type { PrivacySentences } from './privacy-sentences.ts';
import type { SavedSentences } from './saved-sentences.ts';
import type { VoteSentences } from './vote-sentences.ts';
import type { SettingsSentences } from './settings-sentences.ts';

/**
 * All that the bot says in one language: one file per language, and a sentence that is missing is a type error.
 *
 * To add a language, copy en.ts to <ISO 639-1 code>.ts, translate it, and list it in languages.ts. Telegram shows the
 * texts as they are: no markup. Keep the tone of en.ts, plain and short, since they are read on phones and by screen readers.
 */
export interface Sentences {
  /** How Telegram's `language_code` begins for this language: ISO 639-1. */
  readonly code: Spoken;
  /** What its speakers call the language, as a list of languages shows it. */
  readonly name: string;

  /** Answer to /start. `topics`: titles of some documents, joined; empty when there are none to name. */
  readonly welcome: (topics: string) => string;
  /** Answer to /help. `name`: the bot's username without `@`. */
  readonly help: (name: string) => string;
  /** First message in a group. `hearsMentions`: false where privacy mode keeps mentions of the bot from it. */
  readonly joined: (name: string, hearsMentions: boolean) => string;

  /** Stands above excerpts that may not answer the question. */
  readonly closest: string;
  /** The documents don't answer. */
  readonly nothing: string;
  /** Follows `nothing`. `topics`: titles of documents, joined. */
  readonly about: (topics: string) => string;
  /** What was searched in place of the question as it was written. */
  readonly searchedFor: (question: string) => string;
  /** Button: asks the question alone, where it was taken to go on from the one before it. */
  readonly askAfresh: string;
  /** Button: asks the question as it was written, where its spelling was corrected. */
  readonly askAsWritten: string;
  /** Stands above the answer to a message of which only the beginning was searched. */
  readonly onlyBeginning: (chars: number) => string;

  /** Answer to /why: how an answer came about. */
  readonly why: ExplanationWords;
  /** Answer to /why where it isn't known which question is meant. */
  readonly whyUnknown: string;

  /** Stands between the parts of a list or a place, with the space that belongs to it. */
  readonly comma: string;
  readonly votes: VoteSentences;
  readonly saved: SavedSentences;
  readonly privacy: PrivacySentences;

  readonly page: (page: number) => string;
  readonly paragraph: (paragraph: number) => string;
  /** Of a table, as a spreadsheet numbers it. */
  readonly row: (row: number) => string;
  /** Marks the citation of an excerpt that is shown in part. */
  readonly shortened: string;

  readonly reading: ReadingWords;

  /** Hint for a message without any letter or digit. */
  readonly emptyQuestion: string;
  /** Hint for a bare /ask or mention in a group. */
  readonly emptyQuestionInGroup: string;
  /** Hint for stickers, voice messages, photos without caption and the like. */
  readonly onlyText: string;
  readonly unknownCommand: string;

  /** Something unforeseen; the details are in the log, for the operator. */
  readonly failed: string;
  /** The question waited so long that an answer would come as a surprise. */
  readonly tooLate: string;
  /** Reply to a question that has to wait for half a minute or so, since very many ask at once; its answer follows by itself. */
  readonly busy: string;
  /** A button whose meaning is gone. At most 200 characters. */
  readonly oldButton: string;

  /** Telegram's list of commands: at most 256 characters each. */
  readonly commands: Readonly<
    Record<
      | 'ask'
      | 'doc'
      | 'export'
      | 'forget'
      | 'help'
      | 'privacy'
      | 'save'
      | 'saved'
      | 'search'
      | 'settings'
      | 'start'
      | 'toc'
      | 'why',
      string
    >
  >;
  readonly settings: SettingsSentences;
  readonly access: AccessSentences;
  readonly limits: LimitSentences;
  readonly inline: {
    /** Button above inline results that opens the private chat: at most 64 characters or so are seen. */
    readonly open: string;
    /** The same button where there are no results. */
    readonly nothing: string;
    /** Title in the list that is shown before anything is typed, for a question that others may like to ask. */
    readonly example: (question: string) => string;
  };
}
