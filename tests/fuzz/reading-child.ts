// Reads changed files, one for each message from the parent process, and says how it went.
import { readDocument } from '../../src/index/documents/read-document.ts';
import { toyMeasure } from '../index/documents/toy-measure.ts';
import { checkDocument } from './check-document.ts';
import { fuzzedFile } from './fuzzed-file.ts';
import type { FuzzReply, FuzzRequest } from './messages.ts';
import { readSamples } from './samples.ts';

const samples = readSamples();

async function reply(request: FuzzRequest): Promise<FuzzReply> {
  const { id, bytes } = fuzzedFile(samples, request);
  const begun = performance.now();
  const { outcome, failure } = await readIt(bytes, id);
  const ms = performance.now() - begun;
  return { outcome, failure, ms, memoryBytes: process.resourceUsage().maxRSS * 1024 };
}

async function readIt(
  bytes: Uint8Array,
  id: string,
): Promise<Pick<FuzzReply, 'outcome' | 'failure'>> {
  try {
    const document = await readDocument(bytes, id, toyMeasure());
    if ('reason' in document) return { outcome: 'refused', failure: undefined };
    checkDocument(document);
    return { outcome: 'read', failure: undefined };
  } catch (error) {
    // A parser's own complaint is told in a line; anything else is a mistake in a parser or a reader.
    if (error instanceof Error && error.constructor === Error)
      return { outcome: 'refused', failure: undefined };
    const failure = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { outcome: 'failed', failure };
  }
}

process.on('message', (request: FuzzRequest) => {
  void reply(request).then((message) => process.send?.(message));
});
process.send?.('ready');
