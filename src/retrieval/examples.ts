import type {
  Library,
  LibraryDocument,
  LibrarySentence,
  UseLibrary,
} from '../index/library/library.ts';

/** A question to show what can be asked. */
export interface ExampleQuestion {
  readonly question: string;
  /** Id of the document that it is about. */
  readonly document: string;
}

/** Examples for the library in use. Nothing in them is made up. */
export type Examples = () => Promise<readonly ExampleQuestion[]>;

export interface ExamplesParts {
  readonly useLibrary: UseLibrary;
  /** The maintainers' own: they come first. */
  readonly golden: () => Promise<readonly ExampleQuestion[]>;
}

/** The maintainers' own questions; where there are none, what stands in the documents. Looked up once for each library. */
export function createExamples({ useLibrary, golden }: ExamplesParts): Examples {
  let known: { readonly of: string; readonly examples: ReturnType<Examples> } | undefined;
  return () =>
    useLibrary(async (library) => {
      if (known?.of !== library.id) known = { of: library.id, examples: gather(library, golden) };
      return await known.examples;
    });
}

/** Examples in all; some of them may not be for everyone, or find no clear answer. */
const MOST_EXAMPLES = 12;

async function gather(library: Library, golden: ExamplesParts['golden']) {
  const own = await golden();
  return (own.length > 0 ? own : await examplesIn(library)).slice(0, MOST_EXAMPLES);
}

/** Documents that are looked into, spread over all. */
const DOCUMENTS_LOOKED_INTO = 24;

/**
 * Questions that the documents ask and answer themselves, as interviews do; where there are none, those within a text, and
 * where there are none either, headings.
 */
export async function examplesIn(library: Library): Promise<ExampleQuestion[]> {
  const positions = spread(library.documents.length, DOCUMENTS_LOOKED_INTO);
  await library.fetch({ documents: positions });
  const all = <T>(look: (document: LibraryDocument, position: number) => T[]) =>
    positions.map((position) => {
      const document = library.documents[position];
      return document ? look(document, position) : [];
    });
  const asked = (kind: LibrarySentence['kind']) =>
    inTurn(all((document, position) => questionsOf(library, { ...document, position }, kind)));
  const tries = [() => asked('question'), () => asked('text'), () => inTurn(all(headingsOf))];
  for (const look of tries) {
    const found = look();
    if (found.length > 0) return found;
  }
  return [];
}

/** UTF-16 units: shorter ones lean on what stands before them, longer ones are cut in a list. */
const QUESTION_CHARS = { min: 20, max: 120 };

function questionsOf(
  library: Library,
  { id, firstSentence, endSentence, position: document }: LibraryDocument & { position: number },
  kind: LibrarySentence['kind'],
): ExampleQuestion[] {
  const found: ExampleQuestion[] = [];
  for (let position = firstSentence; position < endSentence; position++) {
    if (found.length === MOST_EXAMPLES) break;
    const sentence = library.sentence(position);
    if (sentence.kind !== kind) continue;
    const question = library.text(document, sentence).replace(/^[\s\p{Pd}•*]+/u, '');
    const { length } = question;
    const isFit = length >= QUESTION_CHARS.min && length <= QUESTION_CHARS.max;
    if (isFit && /[?？؟]["”»]?\s*$/u.test(question)) found.push({ question, document: id });
  }
  return found;
}

/** Headings, UTF-16 units. */
const HEADING_CHARS = { min: 3, max: 80 };

function headingsOf({ id, title, sections }: LibraryDocument): ExampleQuestion[] {
  const headings = sections.map((section) => section.headings.at(-1) ?? title);
  return [...new Set([...headings, title])]
    .filter(({ length }) => length >= HEADING_CHARS.min && length <= HEADING_CHARS.max)
    .slice(0, MOST_EXAMPLES)
    .map((question) => ({ question, document: id }));
}

/** The first of each list, then the second of each, and so on. */
function inTurn(lists: readonly (readonly ExampleQuestion[])[]): ExampleQuestion[] {
  return Array.from({ length: MOST_EXAMPLES }, (_, at) =>
    lists.flatMap((list) => list.slice(at, at + 1)),
  )
    .flat()
    .slice(0, MOST_EXAMPLES);
}

/** At most `most` of the positions below `count`, evenly spread. */
function spread(count: number, most: number): number[] {
  const taken = Math.min(count, most);
  return Array.from({ length: taken }, (_, at) => Math.floor((at * count) / taken));
}
