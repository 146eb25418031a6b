import type { PlaceMark } from '../place.ts';
import { contentProblem } from './content.ts';
import type { Document, Paragraph, Section } from './document.ts';
import { languageOf } from './language.ts';
import { READABLE_ENDINGS, readerOf } from './readers.ts';
import type { Reading, Unreadable } from './reading.ts';
import { structureOf } from './structure.ts';
import { titleOf } from './title.ts';

/** A document before its sentences are told apart: all that is known without the embedder. As in `Document`. */
export interface Outline extends Pick<Document, 'title' | 'language' | 'text' | 'pageStarts'> {
  readonly sections: readonly Section[];
  readonly paragraphs: readonly Paragraph[];
  readonly marks: readonly PlaceMark[];
}

/** Reads a file's bytes as its ending says, unless they are plainly something else. */
export async function readOutline(bytes: Uint8Array, id: string): Promise<Outline | Unreadable> {
  const reader = readerOf(id);
  if (reader === undefined)
    return { reason: `has a format that can't be read; can be: ${READABLE_ENDINGS.join(', ')}` };
  if (bytes.length === 0) return { reason: 'is empty' };
  const problem = contentProblem(bytes, reader.content ?? 'text');
  if (problem !== undefined) return { reason: problem };
  const reading = await reader.read(bytes, id);
  return 'reason' in reading ? reading : outlineOf(reading, id);
}

function outlineOf(reading: Reading, id: string): Outline {
  const { text, pageStarts, marks = [] } = reading;
  const language = languageOf(text);
  const title = titleOf(reading, id);
  const { sections, paragraphs } = structureOf(reading, title, language);
  return { title: title.title, language, text, pageStarts, marks, sections, paragraphs };
}
