import type { Reader } from '../../../src/retrieval/reading/reader.ts';

const gone = async () => ({ kind: 'document-gone' }) as const;
const noPage = async () => ({ items: [], page: 1, pages: 1, total: 0 });

/** A library without documents, for tests that read none. */
export const NOTHING_TO_READ: Reader = {
  around: gone,
  before: gone,
  after: gone,
  section: gone,
  between: gone,
  documents: noPage,
  contents: gone,
  search: async () => ({ ...(await noPage()), isComplete: true }),
};
