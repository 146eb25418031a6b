import { createInterface } from 'node:readline';
import { openEmbedder } from '../index/embedding/worker-embedder.ts';
import { openModelFolder } from '../index/embedding/model-files.ts';
import { refreshLibrary } from '../index/library/refresh-library.ts';
import { readEnvironment, readIndexSettings } from '../index/settings.ts';
import { createAsk } from './ask.ts';
import { ASK_USAGE, parseAskCommand } from './command-line.ts';
import { renderAsJsonLine } from './json-lines.ts';
import { renderForTerminal } from './terminal.ts';

const command = parseAskCommand(process.argv.slice(2));
if (command.kind === 'help') {
  process.stdout.write(ASK_USAGE);
} else {
  const s = readIndexSettings(readEnvironment());
  const embedderP = openEmbedder({ modelsDir: s.modelsDir, modelId: s.embeddingModel });
  const f = await openModelFolder(s.modelsDir, s.embeddingModel);
  const r = await refreshLibrary({
    documentsDir: s.documentsDir,
    libraryDir: s.libraryDir,
    maxFileBytes: s.maxFileBytes,
    model: {
      id: f.id,
      sha256: f.sha256,
      dimensions: f.manifest.dimensions,
      maxTokens: f.manifest.maxTokens,
    },
    embedder: () => embedderP,
    onProgress: (p) => console.error(p),
  });
  const embedder = await embedderP;
  const ask = createAsk({ library: () => r.library, embedder });
  if (command.kind === 'one') {
    const answer = await ask(command.question, { limit: command.limit });
    process.stdout.write(
      command.json
        ? renderAsJsonLine(answer) + '\n'
        : renderForTerminal(answer, {
            colours: process.stdout.isTTY && !process.env['NO_COLOR'],
            columns: process.stdout.columns ?? 80,
          }),
    );
  } else {
    for await (const line of createInterface({ input: process.stdin })) {
      process.stdout.write(renderAsJsonLine(await ask(line, { limit: command.limit })) + '\n');
    }
  }
  await embedder.close();
}
