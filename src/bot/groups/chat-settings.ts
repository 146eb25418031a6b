/** How much an answer shows: one excerpt, as many as the bot's setting says, or twice as many. */
type AnswerLength = 'short' | 'usual' | 'long';

/** What a chat wants of the bot. A private chat has these too; what concerns groups alone keeps its default there. */
export interface ChatSettings {
  readonly length: AnswerLength;
  /** `questions`: also to questions that nobody put to the bot, where the documents clearly answer. */
  readonly speaks: 'addressed' | 'questions';
  /** How it says in a group that the documents don't answer: a line, or a reaction to the question. */
  readonly nothing: 'line' | 'reaction';
  /** ISO 639-1 code of the language that the bot speaks there; undefined: that of whoever asks. */
  readonly language: string | undefined;
  /** The folder directly below the documents folder that the chat sees; undefined: all documents. */
  readonly folder: string | undefined;
  /** Until then the bot keeps silent there, milliseconds since the epoch; 0 where it doesn't. */
  readonly silentUntilMs: number;
}

/** What holds for a chat that has changed nothing. */
export const UNCHANGED_SETTINGS: ChatSettings = {
  length: 'usual',
  speaks: 'addressed',
  nothing: 'line',
  language: undefined,
  folder: undefined,
  silentUntilMs: 0,
};

/** Whether a document may be quoted, by its id. */
export type MayQuote = (documentId: string) => boolean;

const QUOTES_ALL: MayQuote = () => true;

/** The documents that a chat sees. Of a folder that is gone it sees none, and not suddenly all. */
export function mayQuoteIn({ folder }: Pick<ChatSettings, 'folder'>): MayQuote {
  if (folder === undefined) return QUOTES_ALL;
  const beginning = `${folder}/`;
  return (documentId) => documentId.startsWith(beginning);
}

/** `AskOptions.limit` allows 20; more than ten excerpts fit into no message. */
const MOST_EXCERPTS = 10;

/** Most excerpts of an answer in a chat. @param usual as the bot is set, 1..10 */
export function excerptsIn({ length }: Pick<ChatSettings, 'length'>, usual: number): number {
  switch (length) {
    case 'short':
      return 1;
    case 'usual':
      return usual;
    case 'long':
      return Math.min(usual * 2, MOST_EXCERPTS);
  }
}

/** The folders directly below the documents folder, in order. @param documentIds paths below it */
export function foldersOf(documentIds: readonly string[]): string[] {
  const folders = documentIds.flatMap((id) =>
    id.includes('/') ? [id.slice(0, id.indexOf('/'))] : [],
  );
  return [...new Set(folders)].sort((a, b) => a.localeCompare(b));
}
