import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { label } from '../label.ts';
import {
  type Downloaded,
  download,
  type FileSource,
  MAX_DOWNLOAD_MB,
} from '../telegram/downloading.ts';
import { Stopping, TelegramUnreachable } from '../telegram/errors.ts';
import { documentFor, safeName } from './document-name.ts';
import { wordsFor } from './languages/words-for.ts';
import type { MaintainerWords } from './languages/words.ts';
import { oneByOne } from './one-by-one.ts';
import type { MaintainingParts } from './parts.ts';
import { type Said, tell } from './telling.ts';
import type { Upload } from './upload-book.ts';
import type { DocumentState, FileFacts } from './workshop.ts';

/** Takes files from the chat in, as far as a maintainer's decision. */
export interface Reception {
  /** Fetches a file and shows what it holds, in the background. */
  take(upload: Upload): void;
  /** Goes on with what an earlier run left. */
  resume(): void;
  stop(): Promise<void>;
}

export interface ReceptionParts extends MaintainingParts {
  readonly source: FileSource;
}

/** Names of files and titles in messages, UTF-16 units. */
export const NAME_CHARS = 80;

export function createReception(parts: ReceptionParts): Reception {
  const queue = oneByOne(parts.onError);
  const take = (upload: Upload): void =>
    queue.add(async () => {
      try {
        await receive(upload, parts);
      } catch (error) {
        if (error instanceof Stopping) return;
        parts.onError(error);
        await giveUp(upload, parts);
      }
    });
  return {
    take,
    resume: () => parts.uploads.all('fetching').forEach(take),
    stop: () => queue.stop(),
  };
}

/** Where a file waits for the decision. */
export function stagedFile({ stagingDir }: Pick<MaintainingParts, 'stagingDir'>, id: string) {
  return path.join(stagingDir, id);
}

async function receive(upload: Upload, parts: ReceptionParts): Promise<void> {
  const { uploads, stagingDir, stopping } = parts;
  const words = wordsFor(upload.language);
  const shownName = label(upload.label, NAME_CHARS);
  const say = (said: Said) => tellOf(upload, said, parts);
  await mkdir(stagingDir, { recursive: true, mode: 0o700 });
  await say({ text: words.looking(shownName, MAX_DOWNLOAD_MB) });
  const fetched = await fetchFile(upload, parts);
  if (stopping.aborted) return;
  const verdict =
    fetched.kind === 'done'
      ? await judge(upload, { ...parts, words, shownName })
      : refusal(fetched, words, shownName);
  if (stopping.aborted) return;
  if (verdict.document === undefined) await close(upload, parts);
  else uploads.offer(upload.id, verdict.document);
  await parts.audit.write({
    who: upload.personId,
    action: 'upload',
    what: upload.label,
    outcome: verdict.outcome,
  });
  await say(verdict.said);
}

/** In the bot's message about the file. */
async function tellOf(upload: Upload, said: Said, { api, uploads }: ReceptionParts): Promise<void> {
  const { statusId } = uploads.find(upload.id) ?? upload;
  const spot = { chatId: upload.chatId, statusId, replyTo: upload.messageId };
  uploads.told(upload.id, await tell(api, spot, said));
}

async function giveUp(upload: Upload, parts: ReceptionParts): Promise<void> {
  await close(upload, parts);
  const text = wordsFor(upload.language).notFetched(label(upload.label, NAME_CHARS));
  await tellOf(upload, { text }, parts);
}

/** What becomes of a file: offered as a document, or refused. */
interface Verdict {
  readonly said: Said;
  /** Undefined where it is refused. */
  readonly document?: string;
  /** For the audit. */
  readonly outcome: string;
}

const ATTEMPTS = 3;
const PAUSE_MS = 1000;

/** A connection that breaks off is tried again. */
async function fetchFile(upload: Upload, parts: ReceptionParts): Promise<Downloaded> {
  const { fileId, statedBytes } = upload;
  const target = stagedFile(parts, upload.id);
  for (let attempt = 1; ; attempt++) {
    try {
      return await download(parts.source, {
        fileId,
        target,
        statedBytes,
        stopping: parts.stopping,
      });
    } catch (error) {
      if (!(error instanceof TelegramUnreachable)) throw error;
      if (attempt === ATTEMPTS || parts.stopping.aborted) return { kind: 'gone' };
      await sleep(PAUSE_MS);
    }
  }
}

function refusal({ kind }: Downloaded, words: MaintainerWords, name: string): Verdict {
  const text =
    kind === 'too-large' ? words.tooLarge(name, MAX_DOWNLOAD_MB) : words.notFetched(name);
  return { said: { text }, outcome: `not fetched: ${kind}` };
}

interface Judging extends MaintainingParts {
  readonly words: MaintainerWords;
  readonly shownName: string;
}

async function judge(upload: Upload, judging: Judging): Promise<Verdict> {
  const { workshop, words, shownName } = judging;
  const name = safeName(upload.label, workshop.endings) ?? '';
  const documents = (await workshop.documents()).filter(({ change }) => change !== 'removed');
  const document = documentFor(
    name,
    documents.map(({ id }) => id),
  );
  const look = await workshop.look(stagedFile(judging, upload.id), document);
  if ('reason' in look) {
    const text = words.unreadable(shownName, look.reason);
    return { said: { text }, outcome: `unreadable: ${look.reason}` };
  }
  const same = documents.find(({ sha256, skipped }) => sha256 === look.sha256 && !skipped);
  if (same) {
    const text = words.sameContent(shownName, nameOf(same));
    return { said: { text }, outcome: `same as ${same.id}` };
  }
  if (await isOffered(look.sha256, upload, judging)) {
    return { said: { text: words.sameAsWaiting(shownName) }, outcome: 'same as another upload' };
  }
  const known = documents.find(({ id }) => id === document);
  return { document, outcome: 'offered', said: preview(upload, look, { words, shownName, known }) };
}

async function isOffered(
  sha256: string,
  upload: Upload,
  parts: MaintainingParts,
): Promise<boolean> {
  const others = [...parts.uploads.all('offered'), ...parts.uploads.all('taken')];
  for (const { id } of others) {
    if (id === upload.id) continue;
    if ((await sumOf(stagedFile(parts, id))) === sha256) return true;
  }
  return false;
}

/** Undefined where there is no such file. */
async function sumOf(file: string): Promise<string | undefined> {
  const hash = createHash('sha256');
  try {
    for await (const part of createReadStream(file)) hash.update(part as Buffer);
    return hash.digest('hex');
  } catch {
    return undefined;
  }
}

function preview(
  upload: Upload,
  { beginning, ...facts }: FileFacts,
  given: Pick<Judging, 'words' | 'shownName'> & { readonly known: DocumentState | undefined },
): Said {
  const { words, shownName, known } = given;
  const replaces = known && nameOf(known);
  const lines = words.preview(shownName, { ...facts, replaces });
  return {
    text: [...lines, `«${label(facts.title, NAME_CHARS)}»`, label(beginning, 300)].join('\n'),
    buttons: [
      [
        [words.addButton, `up:add:${upload.id}`],
        [words.discardButton, `up:drop:${upload.id}`],
      ],
    ],
  };
}

/** Title and id of a document, in one line. */
export function nameOf({ id, title }: Pick<DocumentState, 'id' | 'title'>): string {
  return title === undefined
    ? label(id, NAME_CHARS)
    : `${label(title, NAME_CHARS)} (${label(id, NAME_CHARS)})`;
}

/** Nothing more becomes of the file. */
export async function close(
  upload: Upload,
  parts: Pick<MaintainingParts, 'uploads' | 'stagingDir'>,
): Promise<void> {
  parts.uploads.move(upload.id, upload.state, 'closed');
  await rm(stagedFile(parts, upload.id), { force: true });
}
