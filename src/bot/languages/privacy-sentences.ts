/** What is said of what is kept about people. Plain words: it is read by whoever is worried. */
export interface PrivacySentences {
  /** First line of the answer to /privacy; below it come the lines on what is kept, then the last two. */
  readonly heading: string;
  /** Questions with what was quoted. `hours`: how long they are kept. `now`: how many of this person's are at this moment. */
  readonly questions: (hours: number, now: number) => string;
  /** The words of a question without a good answer, or voted on, nameless; kept `days` days for the maintainers. */
  readonly texts: (days: number) => string;
  /** `days`: how long votes are kept. `now`: this person's. */
  readonly votes: (days: number, now: number) => string;
  /** `days`: how long saved quotes stay after their owner last looked at them. `now`: this person's. */
  readonly saved: (days: number, now: number) => string;
  /** Settings of the private chat, and where the bot was let in by an admin the permission to ask. */
  readonly settings: string;
  readonly nothingElse: string;
  readonly howToForget: string;

  /** Answer to /forget: asks whether it is meant. Below it are the two buttons. */
  readonly ask: string;
  readonly deleteButton: string;
  readonly keepButton: string;
  /** In place of the question, after each of the buttons. */
  readonly deleted: string;
  readonly kept: string;
  /** Follows `deleted`: what can't be deleted, and why. The words of questions as in `texts`, `days` days at most. */
  readonly remainingTexts: (days: number) => string;
  /** The permission to ask, where an admin gave one. */
  readonly remainingPermission: string;
  /** Of a maintainer of the documents: the record of what they changed. */
  readonly remainingRecord: string;
}
