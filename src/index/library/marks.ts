import type { Place, PlaceMark } from '../place.ts';
import { firstPosition } from './halving.ts';
import { type GrowingTable, NONE } from './table.ts';
import { type DocumentMarks, type LibraryTables, MARK_COLUMNS, cell } from './tables.ts';

type MarkRow = Readonly<Record<(typeof MARK_COLUMNS)[number], number>>;

/** Lays a document's marks out as rows of whole numbers: 20 bytes each, however long authors and links are. */
export function layMarks(
  table: GrowingTable<(typeof MARK_COLUMNS)[number]>,
  marks: readonly PlaceMark[],
): DocumentMarks | undefined {
  const kind = marks[0]?.kind;
  if (kind === undefined) return undefined;
  const first = table.rows;
  const names = namesInOrder();
  for (const mark of marks) table.add(rowOf(mark, names.position));
  return { kind, first, end: table.rows, names: names.all };
}

function namesInOrder() {
  const all: string[] = [];
  const known = new Map<string, number>();
  return {
    all,
    position: (name: string): number => {
      const position = known.get(name) ?? all.length;
      if (position === all.length) all.push(name);
      known.set(name, position);
      return position;
    },
  };
}

function rowOf(mark: PlaceMark, position: (name: string) => number): MarkRow {
  const { start } = mark;
  const none = { author: NONE, link: NONE, linkNumber: NONE };
  switch (mark.kind) {
    case 'time':
      return { start, value: whole(mark.ms), ...none };
    case 'row':
      return { start, value: whole(mark.row), ...none };
    case 'message': {
      const said = { start, value: whole(mark.clockSeconds), author: position(mark.author) };
      return { ...none, ...said, ...(mark.link && linkParts(mark.link, position)) };
    }
  }
}

function whole(value: number): number {
  return Math.min(Math.max(0, Math.trunc(value) || 0), NONE - 1);
}

/** A chat's links differ in their last number only. */
function linkParts(link: string, position: (name: string) => number) {
  const [, head = link, number] = /^(.*?)([1-9]\d{0,8})$/su.exec(link) ?? [];
  return { link: position(head), linkNumber: number === undefined ? NONE : Number(number) };
}

/** The place whose mark is the last one at or before an offset; before the first one, the first. */
export function placeAtOffset(
  tables: Pick<LibraryTables, 'documents' | 'marks'>,
  document: number,
  offset: number,
): Place | undefined {
  const marks = tables.documents[document]?.marks;
  if (marks === undefined) return undefined;
  const { start } = tables.marks.columns;
  const after = firstPosition(
    marks.end - marks.first,
    (at) => cell(start, marks.first + at) > offset,
  );
  return placeOfRow(tables.marks, marks, marks.first + Math.max(0, after - 1));
}

/** The marks of a document, as its reader gave them. */
export function marksOf(
  tables: Pick<LibraryTables, 'documents' | 'marks'>,
  document: number,
): PlaceMark[] {
  const marks = tables.documents[document]?.marks;
  if (marks === undefined) return [];
  return Array.from({ length: marks.end - marks.first }, (_, at) => {
    const row = marks.first + at;
    const start = cell(tables.marks.columns.start, row);
    return { ...placeOfRow(tables.marks, marks, row), start };
  });
}

function placeOfRow(table: LibraryTables['marks'], marks: DocumentMarks, row: number): Place {
  const { columns } = table;
  const value = cell(columns.value, row);
  switch (marks.kind) {
    case 'time':
      return { kind: 'time', ms: value };
    case 'row':
      return { kind: 'row', row: value };
    case 'message': {
      const author = marks.names[cell(columns.author, row)] ?? '';
      const head = marks.names[cell(columns.link, row)];
      const number = cell(columns.linkNumber, row);
      const link = head === undefined || number === NONE ? head : `${head}${number}`;
      return { kind: 'message', author, clockSeconds: value, link };
    }
  }
}
