/**
 * What the bot's state holds, table by table, and what becomes of it when somebody wants to be forgotten. A test compares the list
 * with the database: a new table has to be entered here.
 */
type StateTable =
  /** How what one person left in it is erased: @person is their id, which is that of their private chat too. */
  | { readonly table: string; readonly erase: string }
  /** Why nothing of it is erased. */
  | { readonly table: string; readonly stays: string };

/** Whether the answer that a row of a table is about is to a question of the person. */
const toTheirQuestion = (
  table: string,
) => `EXISTS (SELECT * FROM asked WHERE asked.person_id = @person
  AND asked.chat_id = ${table}.chat_id AND asked.answer_id = ${table}.answer_id)`;

/** Erased in this order: what is found by way of another table goes before it. */
export const STATE_TABLES: readonly StateTable[] = [
  // Nothing in it says whose it is: it is found while the same words stand in a row that is known to be the person's.
  {
    table: 'unanswered',
    erase: `DELETE FROM unanswered WHERE question IN (
      SELECT question FROM asked WHERE person_id = @person OR chat_id = @person
      UNION SELECT question FROM judged WHERE chat_id = @person OR ${toTheirQuestion('judged')})`,
  },
  {
    table: 'answers',
    erase: `DELETE FROM answers WHERE chat_id = @person OR ${toTheirQuestion('answers')}`,
  },
  {
    table: 'judged',
    erase: `DELETE FROM judged WHERE chat_id = @person OR ${toTheirQuestion('judged')}`,
  },
  { table: 'votes', erase: 'DELETE FROM votes WHERE person_id = @person OR chat_id = @person' },
  { table: 'asked', erase: 'DELETE FROM asked WHERE person_id = @person OR chat_id = @person' },
  { table: 'saved', erase: 'DELETE FROM saved WHERE person_id = @person' },
  { table: 'chat_settings', erase: 'DELETE FROM chat_settings WHERE chat_id = @person' },
  { table: 'chats', erase: 'DELETE FROM chats WHERE chat_id = @person' },
  // Of maintainers. What is under way ends first; then it is forgotten in its own time (src/bot/maintaining/works.ts).
  {
    table: 'uploads',
    erase:
      "DELETE FROM uploads WHERE state = 'closed' AND (person_id = @person OR chat_id = @person)",
  },
  // The number of a task names the folder of what it replaced, so it stays, without whose it was.
  {
    table: 'jobs',
    erase: `UPDATE jobs SET person_id = 0, chat_id = 0, status_id = NULL, language = ''
      WHERE state = 'done' AND (person_id = @person OR chat_id = @person)`,
  },
  { table: 'updates', stays: 'What an update says is erased as soon as it is done.' },
  { table: 'listed', stays: 'Whom an admin let in could ask no more.' },
  { table: 'pairing_codes', stays: 'Whom a code is for is not in it.' },
  { table: 'tallies', stays: 'Counts by day.' },
  { table: 'facts', stays: 'Of the bot.' },
];
