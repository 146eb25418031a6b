import os from 'node:os';
import type { HelperStart, FromHelper, ToHelper } from './helper-messages.ts';
import { PassageTooLongError } from './model-errors.ts';
import { openModelFolder, verifyModelFiles } from './model-files.ts';
import type { TextEmbedder } from './text-embedder.ts';

/*
 * A process that helps to embed passages: a second thread with the model is what onnxruntime-node 1.14 can't take. It
 * embeds one passage after the other and decides nothing; `helper-process.ts` starts and ends it. It ends by itself when
 * the one that started it has, whatever ended that.
 */

// What @xenova/transformers prints may hold the tokens of a text.
Object.assign(console, { warn: () => undefined, error: () => undefined });

const { place, sha256 } = JSON.parse(process.argv[2] ?? '{}') as HelperStart;
process.on('disconnect', () => process.exit());
giveWay();
const embedder = await load();
let turn: Promise<unknown> = Promise.resolve();
process.on('message', (passage: ToHelper) => {
  turn = turn.then(async () => tell(await embed(passage)));
});
tell({ kind: 'ready' });

async function load(): Promise<TextEmbedder> {
  const folder = await openModelFolder(place.modelsDir, place.id);
  if (folder.sha256 !== sha256) throw new Error('The model was replaced.');
  await verifyModelFiles(folder);
  const [{ loadTokenizer, loadTokenModel }, { TextEmbedder }, { readTokenMeans }] =
    await Promise.all([
      import('./transformers.ts'),
      import('./text-embedder.ts'),
      import('./token-means.ts'),
    ]);
  const { manifest } = folder;
  const model = await loadTokenModel(place, await loadTokenizer(place), manifest);
  return new TextEmbedder(model, { manifest, tokenMeans: await readTokenMeans(folder) });
}

async function embed(passage: ToHelper): Promise<FromHelper> {
  try {
    return { kind: 'passage', vectors: await embedder.embedPassage(passage) };
  } catch (error) {
    if (error instanceof PassageTooLongError) return { kind: 'too-long', reason: error.message };
    // The reasons of a library may quote what it was given.
    return { kind: 'failed', reason: error instanceof Error ? error.name : typeof error };
  }
}

function tell(message: FromHelper): void {
  process.send?.(message);
}

/** Whoever asks a question meanwhile comes first. A system that can't do it helps at the same priority. */
function giveWay(): void {
  try {
    os.setPriority(os.constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {
    return;
  }
}
