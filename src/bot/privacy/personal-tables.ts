/**
 * What the bot's state holds, table by table, and what becomes of it when somebody wants to be forgotten. A test compares the list
 * with the database: a new table has to be entered here.
 */
export type StateTable = {
  readonly table: string;
  /**
   * `shared`: of people and chats, the same for all instances of the bot where there are several (`STATE_URL`). `own`: each
   * instance has its own, of what it does itself.
   */
  readonly whose: 'shared' | 'own';
} & (
  | /** How what one person left in it is erased: ?1 is their id, which is that of their private chat too. */
    { readonly erase: string }
    /** Why nothing of it is erased. */
  | { readonly stays: string }
);

/** Whether the answer that a row of a table is about is to a question of the person. */
const toTheirQuestion = (table: string) => `EXISTS (SELECT * FROM asked WHERE asked.person_id = ?1
  AND asked.chat_id = ${table}.chat_id AND asked.answer_id = ${table}.answer_id)`;

/** Erased in this order: what is found by way of another table goes before it. */
export const STATE_TABLES: readonly StateTable[] = [
  // Nothing in it says whose it is: it is found while the same words stand in a row that is known to be the person's.
  {
    table: 'unanswered',
    whose: 'shared',
    erase: `DELETE FROM unanswered WHERE question IN (
      SELECT question FROM asked WHERE person_id = ?1 OR chat_id = ?1
      UNION SELECT question FROM judged WHERE chat_id = ?1 OR ${toTheirQuestion('judged')})`,
  },
  {
    table: 'answers',
    whose: 'shared',
    erase: `DELETE FROM answers WHERE chat_id = ?1 OR ${toTheirQuestion('answers')}`,
  },
  {
    table: 'judged',
    whose: 'shared',
    erase: `DELETE FROM judged WHERE chat_id = ?1 OR ${toTheirQuestion('judged')}`,
  },
  {
    table: 'votes',
    whose: 'shared',
    erase: 'DELETE FROM votes WHERE person_id = ?1 OR chat_id = ?1',
  },
  {
    table: 'asked',
    whose: 'shared',
    erase: 'DELETE FROM asked WHERE person_id = ?1 OR chat_id = ?1',
  },
  { table: 'saved', whose: 'shared', erase: 'DELETE FROM saved WHERE person_id = ?1' },
  {
    table: 'chat_settings',
    whose: 'shared',
    erase: 'DELETE FROM chat_settings WHERE chat_id = ?1',
  },
  { table: 'chats', whose: 'shared', erase: 'DELETE FROM chats WHERE chat_id = ?1' },
  // Of maintainers. What is under way ends first; then it is forgotten in its own time (src/bot/maintaining/works.ts).
  {
    table: 'uploads',
    whose: 'own',
    erase: "DELETE FROM uploads WHERE state = 'closed' AND (person_id = ?1 OR chat_id = ?1)",
  },
  // The number of a task names the folder of what it replaced, so it stays, without whose it was.
  {
    table: 'jobs',
    whose: 'own',
    erase: `UPDATE jobs SET person_id = 0, chat_id = 0, status_id = NULL, language = ''
      WHERE state = 'done' AND (person_id = ?1 OR chat_id = ?1)`,
  },
  { table: 'updates', whose: 'own', stays: 'What an update says is erased as soon as it is done.' },
  { table: 'listed', whose: 'shared', stays: 'Whom an admin let in could ask no more.' },
  { table: 'pairing_codes', whose: 'shared', stays: 'Whom a code is for is not in it.' },
  { table: 'tallies', whose: 'shared', stays: 'Counts by day.' },
  { table: 'facts', whose: 'own', stays: 'Of the bot.' },
];
