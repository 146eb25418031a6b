import type { FileReading, FileRequest } from './documents/read-file.ts';
import type { Outline } from './documents/outline.ts';
import { documentOf, type TokenMeasure } from './documents/read-document.ts';
import type { ReadingLimits } from './documents/reading-limits.ts';
import { ReadingProcess } from './documents/reading-process.ts';
import type { Unreadable } from './documents/reading.ts';

/** What a file would be as a document. */
export interface FileLook {
  readonly title: string;
  /** ISO 639-1; `und` where that can't be told. */
  readonly language: string;
  /** UTF-16 units. */
  readonly chars: number;
  readonly passages: number;
  /** Whether only the beginning was counted, and `passages` drawn from it. */
  readonly isEstimate: boolean;
  /** Undefined for formats without pages. */
  readonly pages: number | undefined;
  /** The first lines of the text. */
  readonly beginning: string;
  /** Of its bytes, hexadecimal. */
  readonly sha256: string;
}

interface LookParts {
  readonly reader: { read(request: FileRequest): Promise<FileReading> };
  readonly measure: TokenMeasure;
}

/** Counting the tokens of so many UTF-16 units takes the embedder a second; of a longer text this much is counted. */
const COUNTED_CHARS = 200_000;

/** First lines, UTF-16 units. */
const BEGINNING_CHARS = 300;

/** Somebody waits for it in a chat, and the next file behind it. */
const LOOK_SECONDS = 60;

/** Looks at files within the limits of a build, and a minute at most, each in a process of its own. */
export function fileLooker(
  measure: TokenMeasure,
  { maxFileBytes, limits }: { readonly maxFileBytes: number; readonly limits: ReadingLimits },
) {
  const maxSeconds = Math.min(LOOK_SECONDS, limits.maxSeconds);
  return async (path: string, id: string): Promise<FileLook | Unreadable> => {
    const reader = new ReadingProcess({ ...limits, maxSeconds });
    try {
      return await lookAtFile({ path, id, maxFileBytes }, { reader, measure });
    } finally {
      reader.close();
    }
  };
}

/** Looks at a file that may become a document, without adding it to anything. */
export async function lookAtFile(
  request: FileRequest,
  { reader, measure }: LookParts,
): Promise<FileLook | Unreadable> {
  const { bytes, outline } = await reader.read(request);
  if ('reason' in outline) return outline;
  if (bytes === undefined) return { reason: "can't be read" };
  const { title, language, text, pageStarts } = outline;
  const counted = beginningOf(outline);
  const file = { id: request.id, sha256: bytes.sha256 };
  const { passages } = await documentOf(counted, file, measure);
  const share = counted.text.length / text.length;
  return {
    title,
    language,
    chars: text.length,
    passages: Math.round(passages.length / share),
    isEstimate: share < 1,
    pages: pageStarts.length === 0 ? undefined : pageStarts.length,
    beginning: text.slice(0, BEGINNING_CHARS).trim(),
    sha256: bytes.sha256,
  };
}

/** An outline up to the last paragraph that ends within what is counted. */
function beginningOf(outline: Outline): Outline {
  if (outline.text.length <= COUNTED_CHARS) return outline;
  const paragraphs = outline.paragraphs.filter(({ end }) => end <= COUNTED_CHARS);
  const end = paragraphs.at(-1)?.end;
  if (end !== undefined) return { ...outline, paragraphs, text: outline.text.slice(0, end) };
  // One paragraph without end: its beginning stands for it.
  const [first] = outline.paragraphs;
  const cut = first ? [{ ...first, end: COUNTED_CHARS }] : [];
  return { ...outline, paragraphs: cut, text: outline.text.slice(0, COUNTED_CHARS) };
}
