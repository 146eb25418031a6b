import { counted, holdings } from '../counted.ts';
import { listFolder } from '../documents/folder.ts';
import type { EmbeddingModel } from '../embedding/embedder.ts';
import { embeddingModel, openModelFolder, verifyModelFiles } from '../embedding/model-files.ts';
import { readGoldenQuestions } from '../golden/golden-questions.ts';
import { buildEntries, currentManifest } from '../library/builds.ts';
import { inLibraryFolder } from '../library/library-errors.ts';
import { previewRefresh } from '../library/refresh-library.ts';
import { fileCounts } from '../refresh-report.ts';
import type { IndexSettings } from '../settings.ts';
import { type Check, type Finding, failed, ok, warning } from './check.ts';

/** @param calibrationAdvice what to do about a model that isn't calibrated; undefined where it is */
export function libraryChecks(
  settings: IndexSettings,
  calibrationAdvice: (model: EmbeddingModel) => Promise<string | undefined>,
): Check[] {
  const { databaseUrl } = settings;
  const ofModel = [
    { name: 'model', look: () => modelFinding(settings) },
    { name: 'calibration', look: () => calibrationFinding(settings, calibrationAdvice) },
  ];
  if (databaseUrl !== undefined) {
    return [
      ...ofModel,
      { name: 'library', look: () => databaseFinding({ ...settings, databaseUrl }) },
    ];
  }
  return [
    { name: 'documents', look: () => documentsFinding(settings) },
    ...ofModel,
    { name: 'library', look: () => libraryFinding(settings) },
    { name: 'builds', look: () => buildsFinding(settings) },
    { name: 'golden questions', look: () => goldenFinding(settings) },
  ];
}

/** Bytes of the build in use; 0 where there is none. */
export async function buildBytes({ libraryDir }: IndexSettings): Promise<number> {
  const manifest = await inLibraryFolder(libraryDir, () => currentManifest(libraryDir));
  return Object.values(manifest?.files ?? {}).reduce((sum, { bytes }) => sum + bytes, 0);
}

async function documentsFinding({ documentsDir }: IndexSettings): Promise<Finding> {
  const files = await listFolder(documentsDir);
  const readable = files.filter(({ skipped }) => skipped === undefined).length;
  const others = files.length - readable;
  const here = `${counted(readable, 'file')} in ${documentsDir}`;
  if (readable === 0) return failed(`${here}: put documents there, or set DOCUMENTS_DIR.`);
  if (others === 0) return ok(here);
  return ok(`${here}; ${others} can't be read: "npm run index -- --dry-run" says why.`);
}

async function modelHere({ modelsDir, embeddingModel: id }: IndexSettings) {
  return await openModelFolder(modelsDir, id);
}

async function modelFinding(settings: IndexSettings): Promise<Finding> {
  const folder = await modelHere(settings);
  await verifyModelFiles(folder);
  const { dimensions, maxTokens } = folder.manifest;
  return ok(`${folder.id}, ${dimensions} dimensions, ${maxTokens} tokens; its checksums are right`);
}

async function calibrationFinding(
  settings: IndexSettings,
  calibrationAdvice: (model: EmbeddingModel) => Promise<string | undefined>,
): Promise<Finding> {
  const model = embeddingModel(await modelHere(settings));
  const advice = await calibrationAdvice(model);
  return advice === undefined ? ok(`${model.id} has one`) : warning(advice);
}

async function libraryFinding(settings: IndexSettings): Promise<Finding> {
  const model = embeddingModel(await modelHere(settings));
  const { because, library, files, complaints } = await previewRefresh({ ...settings, model });
  const [complaint] = complaints;
  if (complaint !== undefined) return failed(complaint.says);
  const command = 'Run "npm run index" ("npm start" does it by itself).';
  const isRolledBack = because?.startsWith('Rolled back') === true;
  if (because !== undefined && !isRolledBack) return warning(`${because} ${command}`);
  const counts = fileCounts(files.filter(({ change }) => change !== 'unchanged'));
  const changes = Object.entries(counts).filter(([, count]) => count > 0);
  if (changes.length > 0) {
    const list = changes.map(([kind, count]) => `${count} ${kind}`).join(', ');
    return warning(`Files changed since ${library} was built: ${list}. ${command}`);
  }
  const manifest = await currentManifest(settings.libraryDir);
  if (!manifest) return failed(`There is no library. ${command}`);
  return ok(
    `${holdings(manifest)}; built ${manifest.builtAt}, up to date, its checksums are right`,
  );
}

/** Whether a bot here could answer from it; documents may lie on another machine. */
async function databaseFinding(
  settings: IndexSettings & { readonly databaseUrl: string },
): Promise<Finding> {
  const { openDatabase } = await import('../postgres/open-database.ts');
  const model = embeddingModel(await modelHere(settings));
  const database = await openDatabase({ databaseUrl: settings.databaseUrl, model });
  try {
    const { documents, passageCount: passages, builtAtMs } = database.library();
    const counts = { documents: documents.length, passages };
    return ok(
      `${holdings({ counts })} in the database; built ${new Date(builtAtMs).toISOString()}`,
    );
  } finally {
    await database.end();
  }
}

async function buildsFinding({ libraryDir }: IndexSettings): Promise<Finding> {
  const entries = await inLibraryFolder(libraryDir, () => buildEntries(libraryDir));
  const [newest] = entries;
  if (newest?.state === 'refused') {
    const why = newest.verdict?.complaints.map(({ says }) => says).join(' ');
    return warning(`The newest build ${newest.id} was refused: ${why} "npm run library -- list".`);
  }
  const older = entries.filter(({ state }) => state === 'kept').length;
  return ok(`${older} to go back to`);
}

async function goldenFinding({ goldenFile }: IndexSettings): Promise<Finding> {
  const count = (await readGoldenQuestions(goldenFile)).length;
  if (count > 0) return ok(`${count}, asked of every new library`);
  return ok('none; "npm run golden -- add" records one that every new library must answer');
}
