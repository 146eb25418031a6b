/** What a format's files hold: text in some encoding, a zip archive, a PDF. Told by their first bytes. */
export type Content = 'text' | 'zip' | 'pdf';

interface Signature {
  /** First bytes as Latin-1: one of these. */
  readonly marks: readonly string[];
  /** Stands somewhere in the first kilobyte, too. */
  readonly also?: string;
  readonly content?: Content;
  /** What a maintainer calls it. */
  readonly name: string;
  readonly ending?: string;
}

/** How much of a file is looked at, in bytes. PDF's readers accept its mark anywhere in the first kilobyte. */
const HEAD_BYTES = 1024;

const PDF_MARK = '%PDF-';
const ZIP = { marks: ['PK\u0003\u0004', 'PK\u0005\u0006'], content: 'zip' } as const;

/** First the kinds of zip archive that tell themselves apart early on, then any. None of these is the beginning of a text. */
const SIGNATURES: readonly Signature[] = [
  { marks: [PDF_MARK], content: 'pdf', name: 'a PDF', ending: '.pdf' },
  { ...ZIP, also: 'mimetypeapplication/epub+zip', name: 'an EPUB book', ending: '.epub' },
  { ...ZIP, also: 'mimetypeapplication/vnd.oasis.opendocument', name: 'an OpenDocument file' },
  { ...ZIP, also: 'word/', name: 'a Word document', ending: '.docx' },
  { ...ZIP, also: 'xl/', name: 'a spreadsheet' },
  { ...ZIP, also: 'ppt/', name: 'a presentation' },
  { ...ZIP, name: 'a zip archive' },
  {
    marks: ['\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1'],
    name: 'an Office document of the old kind or with a password',
  },
  { marks: ['{\\rtf1'], name: 'RTF' },
  {
    marks: ['\u0089PNG\r\n', '\u00ff\u00d8\u00ff', 'GIF87a', 'GIF89a'],
    name: 'a picture',
  },
  { marks: ['\0\0\0'], also: 'ftyp', name: 'a film' },
  { marks: ['OggS\0', 'ID3\u0002', 'ID3\u0003', 'ID3\u0004'], name: 'a recording' },
  { marks: ['\u001f\u008b', '7z\u00bc\u00af', 'Rar!\u001a', '\u00fd7zXZ\0'], name: 'an archive' },
  { marks: ['\u007fELF', 'MZ\u0090\0'], name: 'a program' },
  { marks: ['SQLite format 3\0'], name: 'a database' },
];

/**
 * Why a file can't be of the format that its ending says, judged by its content.
 *
 * @param expected what files of this format hold
 * @returns a clause after the file's name; undefined where nothing speaks against it
 */
export function contentProblem(bytes: Uint8Array, expected: Content): string | undefined {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, HEAD_BYTES));
  const start = head.toString('latin1');
  if (expected === 'pdf' && start.includes(PDF_MARK)) return undefined;
  const found = SIGNATURES.find(
    ({ marks, also = '' }) => marks.some((mark) => start.startsWith(mark)) && start.includes(also),
  );
  if (found === undefined) return expected === 'text' ? undefined : PLAIN_PROBLEMS[expected];
  if (found.content === expected) return undefined;
  const advice = found.ending === undefined ? '' : `; give it the ending ${found.ending}`;
  return `is ${found.name} by its content, not what its ending says${advice}`;
}

const PLAIN_PROBLEMS = {
  zip: 'is not what its ending says: files of this format are zip archives, and this one is none',
  pdf: 'is not what its ending says: it has no mark of a PDF',
} as const;
