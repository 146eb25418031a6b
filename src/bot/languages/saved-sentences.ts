/** What is said of quotes that people save, and of files with quotes. */
export interface SavedSentences {
  /** Button under a quotation: keeps it for whoever presses. As short as can be. */
  readonly button: string;
  /** A quotation was saved. A passing note of at most 200 characters, or a message. */
  readonly saved: string;
  /** It was saved before. */
  readonly known: string;
  /** Nobody may save more. `most`: quotes. */
  readonly full: (most: number) => string;
  /** Answer to /save where it isn't known which answer is meant. */
  readonly howTo: string;
  /** Answer to `/save 5` where the answer quotes fewer places. */
  readonly noSuchQuote: string;
  /** Answer to /saved and /export where nothing is saved. */
  readonly none: string;
  /** Above a page of the list: its first and last quote, counted from 1, and how many there are. */
  readonly list: (first: number, last: number, total: number) => string;
  /** Stands after the place of a quote whose document says something else now. */
  readonly changed: string;
  /** Button: takes the quote of that number from the list. */
  readonly removeButton: (number: number) => string;
  /** Passing note. */
  readonly removed: string;
  /** Buttons: the page of later quotes, and of earlier ones. */
  readonly newer: string;
  readonly older: string;
  /** Answer in a group to what is one person's alone; below it is the button. */
  readonly inPrivate: string;
  /** Button: opens the private chat. */
  readonly openPrivate: string;
  /** First line of a file with somebody's quotes; also stands with the file. */
  readonly quotesTitle: string;
  /** First line of a file with the answers of a chat; also stands with the file. */
  readonly answersTitle: string;
  /** Below a quote in a file. `date`: 2026-11-27. */
  readonly savedOn: (date: string) => string;
  /** Answer to `/export chat` where no answers are kept, or no longer. */
  readonly noAnswers: string;
  /** Answer to `/export chat` of somebody who is no admin of the group. */
  readonly adminsOnly: string;
}
