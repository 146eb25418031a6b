/** What an inline query asks for, and the person's own words that are to stand around the quotation. */
export interface FramedQuestion {
  /** Trimmed. */
  readonly question: string;
  /** Stands above the quotation; empty for none. */
  readonly before: string;
  /** Stands below the citation; empty for none. */
  readonly after: string;
}

/**
 * `text before +question+ text after`. The first plus sign stands before a word and after a blank, the second one after a
 * word and before a blank or a punctuation mark: C++, 1+1, +5 and "a + b" frame nothing.
 */
const FRAMED =
  /^(?<before>(?:.*?\s)?)[+＋](?<question>(?=[^\s\d+＋]).*?[^\s+＋])[+＋](?=$|[\s\p{P}])(?<after>.*)$/su;

/** Reads an inline query. What has no word between its plus signs is a question as a whole. */
export function framedQuestion(query: string): FramedQuestion {
  const { question = '', before = '', after = '' } = FRAMED.exec(query)?.groups ?? {};
  return isAsking(question)
    ? { question: question.trim(), before: before.trim(), after: after.trim() }
    : { question: query.trim(), before: '', after: '' };
}

/** Whether there is a letter or a digit to search for. */
export function isAsking(question: string): boolean {
  return /[\p{L}\p{N}]/u.test(question);
}
