import { parseTextStream } from 'media-captions';
import { linesOf } from './lines.ts';

// The package's own types name their files without endings, so that they aren't found.
declare module 'media-captions' {
  /** Seconds from the beginning. */
  export interface Cue {
    readonly startTime: number;
    readonly endTime: number;
    readonly text: string;
  }
  /** @param stream gives a line at a time, without its line feed */
  export function parseTextStream(
    stream: ReadableStream<string>,
    options: { readonly type: 'srt' | 'vtt'; readonly strict: boolean },
  ): Promise<{ readonly cues: readonly Cue[] }>;
}

/** What is shown for a while. */
export interface Caption {
  /** Whole milliseconds from the beginning. */
  readonly startMs: number;
  readonly endMs: number;
  /** With its markup and line feeds. */
  readonly markup: string;
}

/** Longest time that can be a place: seven weeks. */
const MAX_MS = 2 ** 32 - 1;

/** A cue that begins straight under another one, without the blank line that belongs there. */
const CROWDED_CUE = /\n(?=\d+[ \t]*\n\d{1,3}:\d\d:\d\d[,.]\d{1,3}[ \t]*-->)/gu;

/** The captions of a SubRip or WebVTT file, in its order; those whose time can't be read are left out. */
export async function captionsOf(text: string): Promise<readonly Caption[]> {
  const isVtt = text.startsWith('WEBVTT');
  const type = isVtt ? 'vtt' : 'srt';
  const apart = isVtt ? text : text.replaceAll(CROWDED_CUE, '\n\n');
  const { cues } = await parseTextStream(lineStream(apart), { type, strict: false });
  return cues
    .map(({ startTime, endTime, text: markup }) => ({
      startMs: Math.round(startTime * 1000),
      endMs: Math.round(endTime * 1000),
      markup,
    }))
    .filter(({ startMs }) => startMs >= 0 && startMs <= MAX_MS);
}

/** A line when it's asked for: a stream that holds many of them at once takes time with the square of their number. */
function lineStream(text: string): ReadableStream<string> {
  const lines = linesOf(text, { start: 0, end: text.length });
  return new ReadableStream({
    pull(controller) {
      const { value: line, done } = lines.next();
      if (done === true) controller.close();
      else controller.enqueue(text.slice(line.start, line.end));
    },
  });
}
