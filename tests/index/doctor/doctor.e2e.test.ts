import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { temporaryFolder } from '../library/temporary-folder.ts';

// Processes start slowly while other files' tests run.
vi.setConfig({ testTimeout: 90_000 });

const MAIN = fileURLToPath(new URL('../../../dist/index/main.js', import.meta.url));

const SECRET = 'AAH4dGVzdC10b2tlbi1mb3ItZG9jdG9yLXRlc3Q';
const TOKEN = `123456789:${SECRET}`;

describe('npm run doctor', () => {
  test('has a line for each thing, with what to do, and ends with 0 when nothing must be mended', async () => {
    const place = await newPlace();
    const { code, lines, all } = await run(place, 'doctor');
    expect({ code, failed: lines.filter((line) => line.startsWith('FAILED')) }).toEqual({
      code: 0,
      failed: [],
    });
    expect(lines).toContainEqual('ok       hnswlib-node: works');
    expect(lines).toContainEqual('ok       onnxruntime-node: works');
    expect(lines).toContainEqual('ok       libsql: works');
    expect(lines).toContainEqual(expect.stringMatching(/^ok {7}model: .*checksums are right/));
    expect(lines).toContainEqual(expect.stringMatching(/^ok {7}calibration: /));
    expect(lines).toContainEqual(
      expect.stringMatching(/^warning {2}library: There is no library .*Run "npm run index"/),
    );
    expect(all).not.toContain(SECRET);
  });

  test('compares the library with the documents', async () => {
    const place = await newPlace();
    await run(place, 'index');
    const { lines } = await run(place, 'doctor');
    expect(lines).toContainEqual(expect.stringMatching(/^ok {7}library: 1 document.*up to date/));
    await writeFile(path.join(place.DOCUMENTS_DIR, 'b.txt'), 'Hills stand still.\n');
    expect((await run(place, 'doctor')).lines).toContainEqual(
      expect.stringMatching(/^warning {2}library: Files changed .*: 1 new\. Run "npm run index"/),
    );
    await rm(place.DOCUMENTS_DIR, { recursive: true });
    const emptied = await run(place, 'doctor', '--json');
    expect(emptied.code).toBe(1);
    expect(emptied.lines.map((line) => JSON.parse(line) as unknown)).toContainEqual({
      name: 'library',
      state: 'failed',
      says: expect.stringMatching(/no documents folder .*--allow-empty/),
    });
  });

  test('says once what to do about a library that is damaged or no folder', async () => {
    const place = await newPlace();
    await run(place, 'index');
    const [build = ''] = await readdir(path.join(place.LIBRARY_DIR, 'builds'));
    await rm(path.join(place.LIBRARY_DIR, 'builds', build, 'vectors.f32'));
    expect((await run(place, 'doctor')).lines).toContainEqual(
      expect.stringMatching(
        /^warning {2}library: The library is damaged: .* is missing\. Run "npm run index" \([^)]*\)\.$/,
      ),
    );
    await rm(place.LIBRARY_DIR, { recursive: true });
    await writeFile(place.LIBRARY_DIR, '');
    const { lines } = await run(place, 'doctor');
    for (const name of ['library', 'builds', 'disk space']) {
      expect(lines).toContainEqual(
        expect.stringMatching(`^FAILED   ${name}: The library's folder .* can't be used: `),
      );
    }
  });

  test('says what is wrong with settings and token, and never shows the token', async () => {
    const wrong = { MAX_FILE_MB: 'many', KEPT_BUILDS: '0', BOT_TOKEN: `${TOKEN} x` };
    const place = { ...(await newPlace()), ...wrong };
    const { code, lines, all } = await run(place, 'doctor', '--online');
    expect(code).toBe(1);
    expect(lines).toContainEqual(
      expect.stringMatching(/^FAILED {3}settings: .*: MAX_FILE_MB: [^;]*; KEPT_BUILDS: /),
    );
    expect(lines).toContainEqual(
      expect.stringMatching(/^FAILED {3}token: BOT_TOKEN is malformed: copy/),
    );
    expect(lines).toContainEqual(expect.stringMatching(/^FAILED {3}Telegram: is not asked/));
    expect(all).not.toContain(SECRET);
  });

  test('asks Telegram with --online, and tells of privacy and inline mode', async () => {
    const me = { id: 1, is_bot: true, first_name: 'Bot', username: 'excerpt_bot' };
    const modes = { can_join_groups: true, can_read_all_group_messages: false };
    const root = await serve(200, { ok: true, result: { ...me, ...modes } });
    const { code, lines } = await run({ ...(await newPlace()), ...root }, 'doctor', '--online');
    expect(code).toBe(0);
    expect(lines).toContainEqual('ok       Telegram: knows the bot as @excerpt_bot');
    expect(lines).toContainEqual(expect.stringMatching(/^ok {7}privacy mode: on: .*\/setprivacy/));
    expect(lines).toContainEqual(
      expect.stringMatching(/^warning {2}inline mode: off: \/setinline/),
    );
  });

  test.each([
    [401, 'Unauthorized', /refuses the token: copy it again/],
    [500, 'Internal', /answers with error 500/],
  ])('says what an answer %s of Telegram means', async (code, description, message) => {
    const root = await serve(code, { ok: false, error_code: code, description });
    const ran = await run({ ...(await newPlace()), ...root }, 'doctor', '--online');
    expect(ran.code).toBe(1);
    expect(ran.lines).toContainEqual(expect.stringMatching(message));
    expect(ran.all).not.toContain(SECRET);
  });

  test('says so when Telegram can’t be reached', async () => {
    const place = { ...(await newPlace()), TELEGRAM_API_ROOT: 'http://127.0.0.1:9' };
    const { lines, all } = await run(place, 'doctor', '--online');
    expect(lines).toContainEqual(expect.stringMatching(/^FAILED {3}Telegram: can’t be reached/));
    expect(all).not.toContain(SECRET);
  });

  test('shows its usage for what it doesn’t know', async () => {
    const { code, all } = await run(await newPlace(), 'doctor', '--nonsense');
    expect(code).toBe(2);
    expect(all).toContain('Usage: npm run doctor');
  });
});

async function newPlace() {
  const folder = await temporaryFolder();
  const place = {
    DOCUMENTS_DIR: path.join(folder, 'documents'),
    LIBRARY_DIR: path.join(folder, 'library'),
    STATE_DIR: path.join(folder, 'state'),
    GOLDEN_FILE: path.join(folder, 'golden.jsonl'),
    BOT_TOKEN: TOKEN,
  };
  await mkdir(place.DOCUMENTS_DIR);
  await writeFile(path.join(place.DOCUMENTS_DIR, 'a.txt'), 'Rivers carry ships.\n');
  return place;
}

async function serve(status: number, answer: object) {
  const server = createServer((_, response) => {
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(JSON.stringify(answer));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  return { TELEGRAM_API_ROOT: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

function run(settings: Readonly<Record<string, string>>, ...args: readonly string[]) {
  return new Promise<{ code: number | null; lines: string[]; all: string }>((resolve) => {
    const options = { env: { ...process.env, ...settings } };
    const child = execFile(process.execPath, [MAIN, ...args], options, (_, out, err) =>
      resolve({ code: child.exitCode, lines: out.trimEnd().split('\n'), all: out + err }),
    );
  });
}
