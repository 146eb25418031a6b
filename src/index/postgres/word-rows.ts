import type { PassageTerms } from '../library/word-index.ts';
import { FIELDS } from '../library/word-fields.ts';
import { plainForm, signatureOf } from '../library/vocabulary.ts';
import { insertRows } from './insert-rows.ts';
import type { Connection } from './pg.ts';

/** Writes the words of a library's passages. */
export interface WordRows {
  /** A passage of which no words are there. */
  add(passage: number, terms: PassageTerms): Promise<void>;
  /** Takes out the words of passages. */
  remove(passages: readonly number[]): Promise<void>;
  /** Writes what is still held. */
  flush(): Promise<void>;
}

/** How often a term stands in a passage, by field. */
type Counts = [text: number, headings: number, question: number];

/** Passages whose words are written together. */
const TOGETHER = 500;

/** More of one term in one field than this says no more (and wouldn't fit into the column). */
const MOST_COUNTED = 32_767;

export function wordRows(connection: Connection, schema: string): WordRows {
  let held = new Map<number, ReadonlyMap<string, Counts>>();
  const flush = async (): Promise<void> => {
    const passages = held;
    held = new Map();
    if (passages.size > 0) await write(connection, schema, passages);
  };
  return {
    async add(passage, terms) {
      held.set(passage, countsOf(terms));
      if (held.size >= TOGETHER) await flush();
    },
    async remove(passages) {
      await flush();
      await connection.query(
        `WITH gone AS (DELETE FROM ${schema}.postings WHERE passage = ANY($1::bigint[]) RETURNING *), ${SUMS}
          UPDATE ${schema}.terms t SET passages = t.passages - s.passages, in_text = t.in_text - s.in_text,
            in_headings = t.in_headings - s.in_headings, in_question = t.in_question - s.in_question
          FROM sums s WHERE s.term = t.id`,
        [passages],
      );
    },
    flush,
  };
}

/** By term, in how many of the rows of `gone` it stands. */
const SUMS = `sums AS (SELECT term, count(*) AS passages, count(*) FILTER (WHERE in_text > 0) AS in_text,
  count(*) FILTER (WHERE in_headings > 0) AS in_headings, count(*) FILTER (WHERE in_question > 0) AS in_question
  FROM gone GROUP BY term)`;

function countsOf(terms: PassageTerms): ReadonlyMap<string, Counts> {
  const counts = new Map<string, Counts>();
  for (const [field, { name }] of FIELDS.entries()) {
    for (const term of terms[name]) {
      if (term === '') continue;
      const known = counts.get(term) ?? [0, 0, 0];
      known[field] = Math.min(MOST_COUNTED, (known[field] ?? 0) + 1);
      counts.set(term, known);
    }
  }
  return counts;
}

async function write(
  connection: Connection,
  schema: string,
  passages: ReadonlyMap<number, ReadonlyMap<string, Counts>>,
): Promise<void> {
  const ids = await addTerms(connection, schema, passages);
  const postings = [...passages].flatMap(([passage, counts]) =>
    [...counts].map(([term, inFields]) => [passage, ids.get(term) ?? 0, ...inFields]),
  );
  await insertRows(connection, { table: `${schema}.postings`, columns: POSTING_COLUMNS }, postings);
  const lengths = [...passages].map(([passage, counts]) => [passage, ...lengthsOf(counts)]);
  await connection.query(
    `UPDATE ${schema}.passages p SET in_text = u.t, in_headings = u.h, in_question = u.q
      FROM unnest($1::bigint[], $2::int[], $3::int[], $4::int[]) AS u(passage, t, h, q)
      WHERE p.position = u.passage`,
    [0, 1, 2, 3].map((at) => lengths.map((row) => row[at] ?? 0)),
  );
}

const POSTING_COLUMNS = [
  ['passage', 'bigint'],
  ['term', 'bigint'],
  ['in_text', 'smallint'],
  ['in_headings', 'smallint'],
  ['in_question', 'smallint'],
] as const;

const VOCABULARY_COLUMNS = [
  ['word', 'text'],
  ['chars', 'int'],
  ['signature', 'int'],
  ['count', 'bigint'],
] as const;

/** Distinct terms, by field; 1 for an empty one, as MiniSearch counts. */
function lengthsOf(counts: ReadonlyMap<string, Counts>): Counts {
  const inFields = [...counts.values()];
  const distinct = (field: 0 | 1 | 2) =>
    Math.max(1, inFields.filter((one) => one[field] > 0).length);
  return [distinct(0), distinct(1), distinct(2)];
}

/** Counts the passages for their terms. @returns the numbers of the terms */
async function addTerms(
  connection: Connection,
  schema: string,
  passages: ReadonlyMap<number, ReadonlyMap<string, Counts>>,
): Promise<ReadonlyMap<string, number>> {
  const spread = new Map<string, [all: number, ...Counts]>();
  for (const counts of passages.values()) {
    for (const [term, inFields] of counts) {
      const sums = spread.get(term) ?? [0, 0, 0, 0];
      spread.set(term, [
        sums[0] + 1,
        sums[1] + Number(inFields[0] > 0),
        sums[2] + Number(inFields[1] > 0),
        sums[3] + Number(inFields[2] > 0),
      ]);
    }
  }
  const rows = [...spread].map(([term, sums]) => [term, ...sums] as const);
  const found = await connection.query<{ term: string; id: number }>(
    `INSERT INTO ${schema}.terms AS t (term, passages, in_text, in_headings, in_question)
      SELECT * FROM unnest($1::text[], $2::bigint[], $3::bigint[], $4::bigint[], $5::bigint[])
      ON CONFLICT (term) DO UPDATE SET passages = t.passages + excluded.passages, in_text = t.in_text + excluded.in_text,
        in_headings = t.in_headings + excluded.in_headings, in_question = t.in_question + excluded.in_question
      RETURNING term, id`,
    [0, 1, 2, 3, 4].map((at) => rows.map((row) => row[at] ?? 0)),
  );
  return new Map(found.map(({ term, id }) => [term, id]));
}

/** Adds to how often words stand in the texts, or takes from it. @param sign 1 or -1 */
export async function countVocabulary(
  connection: Connection,
  schema: string,
  counts: ReadonlyMap<string, number>,
  sign: 1 | -1,
): Promise<void> {
  await insertRows(
    connection,
    {
      table: `${schema}.vocabulary AS v`,
      columns: VOCABULARY_COLUMNS,
      ending: 'ON CONFLICT (word) DO UPDATE SET count = v.count + excluded.count',
    },
    [...counts].map(([word, count]) => {
      const plain = plainForm(word);
      return [word, plain.length, signatureOf(plain) | 0, sign * count];
    }),
  );
  if (sign < 0) await connection.query(`DELETE FROM ${schema}.vocabulary WHERE count <= 0`);
}
