import { readFile, writeFile } from 'node:fs/promises';
import type { Library } from '../../index/library/library.ts';
import { printable } from '../../index/printable.ts';
import type { IndexSettings } from '../../index/settings.ts';
import { openAsk } from '../calibration/open-ask.ts';
import type { Ask } from '../answer.ts';
import type { EvalAsking, EvalCommand } from '../command-line.ts';
import { parseBaseline, regressions } from './baseline.ts';
import { casesOf, documentsMissing, type EvalSet, EvalSetError, unlabelledIn } from './cases.ts';
import { embeddedOnce } from './embedded-once.ts';
import { openEvalLibrary } from './eval-library.ts';
import { evalLibraryFolder, readEvalFolder } from './eval-folder.ts';
import { renderMisses, type TextOf } from './misses.ts';
import { plotReport } from './plot.ts';
import { renderReport } from './report.ts';
import { askAll, askElsewhere, type EvalReport, reportOn } from './run.ts';

/**
 * `npm run eval`: builds a library of the folder's documents in the system's folder for temporary files, where the next
 * evaluation finds it again, asks every question as the bot would, and prints how well they were answered.
 *
 * @returns the exit code: 1 when the report falls behind the baseline
 * @throws EvalSetError, and what openEvalLibrary throws
 */
export async function runEval(command: EvalCommand, settings: IndexSettings): Promise<number> {
  const baseline =
    command.baseline && parseBaseline(await read(command.baseline), command.baseline);
  const { set, documentsDir } = await readEvalFolder(command.folder, settings.documentsDir);
  const libraryDir = evalLibraryFolder(documentsDir, settings.embeddingModel);
  const { report, misses } = await evaluate(set, command.asking, {
    ...settings,
    documentsDir,
    libraryDir,
  });
  process.stdout.write(
    command.json ? `${JSON.stringify(report, undefined, 2)}\n` : renderReport(report),
  );
  if (command.plot !== undefined) await write(command.plot, plotReport(report));
  if (command.misses !== undefined) await write(command.misses, misses);
  if (!baseline) return 0;
  const worse = regressions(report, baseline);
  for (const sentence of worse) process.stderr.write(`${sentence}\n`);
  return worse.length === 0 ? 0 : 1;
}

async function read(file: string): Promise<string> {
  return await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new EvalSetError(`${file} can't be read: name a file that is there.`, { cause });
  });
}

async function write(file: string, contents: string): Promise<void> {
  await writeFile(file, contents).catch((cause: unknown) => {
    throw new EvalSetError(`${file} can't be written: name a place that can.`, { cause });
  });
}

async function evaluate(
  set: EvalSet,
  asking: EvalAsking,
  settings: IndexSettings,
): Promise<{ readonly report: EvalReport; readonly misses: string }> {
  const { useLibrary, embedder, close } = await openEvalLibrary(settings);
  try {
    const opened = await openAsk(settings.modelsDir, {
      useLibrary,
      embedder: embeddedOnce(embedder),
    });
    const ask = askingSo(asking, opened);
    const { cases, documents, missing } = await useLibrary((library) => labelled(set, library));
    tellUnlabelled(unlabelledIn(set), cases.length);
    tellMissing(missing, settings.documentsDir);
    const onAsked = counter(process.stderr);
    const outcomes = await askAll(cases, ask, onAsked);
    const foreign = documents > 1 ? await askElsewhere(cases, ask, onAsked) : [];
    const report = reportOn(outcomes, foreign);
    if (report.finding.questions > 0 && report.finding.in10 === 0) throw brokenSet();
    const misses = await useLibrary(async (library) =>
      renderMisses(outcomes, await textsOf(library)),
    );
    return { report, misses };
  } finally {
    await close();
  }
}

async function textsOf(library: Library): Promise<TextOf> {
  await library.fetch({ documents: [...library.documents.keys()] });
  const positions = new Map(library.documents.map(({ id }, position) => [id, position]));
  return (id, { start, end }) => {
    const document = positions.get(id) ?? -1;
    const length = library.documents[document]?.length ?? 0;
    const within = (offset: number) => Math.min(Math.max(offset, 0), length);
    return length === 0 ? '' : library.text(document, { start: within(start), end: within(end) });
  };
}

async function labelled(set: EvalSet, library: Library) {
  await library.fetch({ documents: [...library.documents.keys()] });
  return {
    cases: casesOf(set, library),
    documents: library.documents.length,
    missing: documentsMissing(set, library),
  };
}

function askingSo(asking: EvalAsking, ask: Ask): Ask {
  let before: string | undefined;
  return (question, options) => {
    const isAfter = asking === 'in-turn' && before !== undefined;
    const after = isAfter ? { after: { question: before ?? '', isReply: true } } : {};
    before = question;
    return ask(question, { ...options, ...after, asWritten: asking === 'as-written' });
  };
}

/** @throws EvalSetError where nothing is labelled */
function tellUnlabelled(unlabelled: number, cases: number): void {
  if (unlabelled === 0) return;
  const advice = `Questions left out until somebody labels them: ${unlabelled}. Give each its "answers", or "impossible": true, and take "unlabelled" away.`;
  if (cases === 0) throw new EvalSetError(advice);
  process.stderr.write(`${advice}\n`);
}

function tellMissing(missing: readonly string[], documentsDir: string): void {
  if (missing.length === 0) return;
  const list = missing.map(printable).join(', ');
  process.stderr.write(`Questions are about documents that ${documentsDir} lacks: ${list}.\n`);
}

function brokenSet(): EvalSetError {
  return new EvalSetError(
    'No excerpt held any gold span: the set does not fit its documents (other texts, or offsets of another unit). Nothing is reported.',
  );
}

/** Tells now and then how many questions were asked. */
function counter(stream: NodeJS.WriteStream): () => void {
  let asked = 0;
  return () => {
    asked += 1;
    if (asked % 500 === 0) stream.write(`Asked ${asked} questions\n`);
  };
}
