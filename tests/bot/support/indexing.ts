import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const program = fileURLToPath(new URL('../../../dist/index/main.js', import.meta.url));

/** `npm run index` into a database, where the documents (one, of this text) are. */
export async function indexInto(
  LIBRARY_URL: string,
  text: string,
  ...options: string[]
): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'indexing-'));
  const documents = path.join(folder, 'documents');
  await mkdir(documents);
  await writeFile(path.join(documents, 'lighthouse.txt'), `${text}\n`);
  const env = {
    ...process.env,
    LIBRARY_URL,
    DOCUMENTS_DIR: documents,
    LIBRARY_DIR: path.join(folder, 'library'),
  };
  try {
    await promisify(execFile)(process.execPath, [program, 'index', ...options], { env });
  } finally {
    await rm(folder, { recursive: true });
  }
}
