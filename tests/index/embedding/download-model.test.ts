import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { downloadModel } from '../../../src/index/embedding/download-model.ts';
import { openModelFolder, verifyModelFiles } from '../../../src/index/embedding/model-files.ts';
import { openEmbedder } from '../../../src/index/embedding/worker-embedder.ts';

// The real model is loaded, on machines that do other things as well.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const WEIGHTS = Buffer.from('weights '.repeat(100_000));
const CONFIG = { hidden_size: 384, max_position_embeddings: 512, model_type: 'bert' };

/** What the hub has: `owner/name/file` to content. */
let files: Map<string, Buffer | string>;
/** Requests as the hub saw them. */
let requests: { readonly path: string; readonly range: string | undefined }[];
/** How often the hub breaks off in the middle of the weights. */
let breaks: number;
/** How much it sends before it does. */
let brokenBytes: number;
let hub: string;
let server: Server;
let modelsDir: string;

beforeEach(async () => {
  [files, requests, breaks, brokenBytes] = [new Map(), [], 0, 300_000];
  modelsDir = await mkdtemp(path.join(tmpdir(), 'models-'));
  server = createServer(serve).listen(0, '127.0.0.1');
  await once(server, 'listening');
  hub = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterEach(async () => {
  server.closeAllConnections();
  server.close();
  await rm(modelsDir, { recursive: true, force: true });
});

function serve(request: IncomingMessage, response: ServerResponse): void {
  const { url = '', headers } = request;
  requests.push({ path: url, range: headers.range });
  const content = files.get(url.slice(1).replace('/resolve/main/', '/'));
  if (content === undefined) return void response.writeHead(404).end('Entry not found');
  const whole = Buffer.from(content);
  const start = Number(/bytes=(\d+)-/.exec(headers.range ?? '')?.[1] ?? 0);
  response.writeHead(start > 0 ? 206 : 200, {
    etag: '"one"',
    'content-length': whole.length - start,
  });
  if (url.endsWith('.onnx') && breaks-- > 0) {
    response.write(whole.subarray(start, start + brokenBytes), () =>
      setTimeout(() => response.destroy(), 20),
    );
  } else response.end(whole.subarray(start));
}

function publish(id: string, changes: Record<string, Buffer | string | undefined> = {}): void {
  const published = {
    'config.json': JSON.stringify(CONFIG),
    'tokenizer.json': '{}',
    'tokenizer_config.json': '{"model_max_length": 512}',
    'onnx/model_quantized.onnx': WEIGHTS,
    ...changes,
  };
  for (const [file, content] of Object.entries(published)) {
    if (content !== undefined) files.set(`${id}/${file}`, content);
  }
}

async function manifestFor(id: string, changes: Record<string, string> = {}) {
  publish(id, changes);
  return (await downloadModel({ hub, id, modelsDir })).manifest;
}

describe('the manifest that a downloaded model gets', () => {
  test.each([
    ['intfloat/multilingual-e5-base', 'query: ', 'passage: ', 'mean'],
    ['Xenova/e5-small-v2', 'query: ', 'passage: ', 'mean'],
    [
      'Xenova/bge-small-en-v1.5',
      'Represent this sentence for searching relevant passages: ',
      '',
      'cls',
    ],
    ['Xenova/bge-base-zh-v1.5', '为这个句子生成表示以用于检索相关文章：', '', 'cls'],
    ['Xenova/bge-m3', '', '', 'cls'],
    ['Xenova/gte-small', '', '', 'mean'],
    ['Alibaba-NLP/gte-base-en-v1.5', '', '', 'cls'],
    ['Xenova/all-MiniLM-L6-v2', '', '', 'mean'],
  ])(
    'of %s has the prefixes and pooling of its family',
    async (id, questionPrefix, passagePrefix, pooling) => {
      expect(await manifestFor(id)).toMatchObject({
        questionPrefix,
        passagePrefix,
        pooling,
        dimensions: 384,
      });
    },
  );

  test('gives sentences passes of their own where the first token stands for the text', async () => {
    expect((await manifestFor('Xenova/bge-small-en-v1.5')).sentenceVectors).toBe('own');
    expect((await manifestFor('Xenova/gte-small')).sentenceVectors).toBe('pooled');
  });

  test.each([
    ['Xenova/all-MiniLM-L6-v2', 512, '{"model_max_length": 512}', 256],
    ['Xenova/all-MiniLM-L12-v2', 512, '{"model_max_length": 512}', 128],
    ['Xenova/gte-small', 512, '{"model_max_length": 1e30}', 512],
    ['Xenova/gte-small', 512, '{}', 512],
    ['Xenova/gte-small', 384, '{"model_max_length": 512}', 384],
    ['Xenova/bge-m3', 8194, '{"model_max_length": 8192}', 512],
  ])(
    'of %s with %i positions and tokenizer %s has its token limit',
    async (id, positions, tokenizer, limit) => {
      const changes = {
        'config.json': JSON.stringify({ ...CONFIG, max_position_embeddings: positions }),
        'tokenizer_config.json': tokenizer,
      };
      expect((await manifestFor(id, changes)).maxTokens).toBe(limit);
    },
  );

  test('does not count the two positions that XLM-RoBERTa leaves out', async () => {
    const config = { ...CONFIG, model_type: 'xlm-roberta', max_position_embeddings: 514 };
    const changes = { 'config.json': JSON.stringify(config), 'tokenizer_config.json': '{}' };
    expect((await manifestFor('Xenova/multilingual-e5-base', changes)).maxTokens).toBe(512);
  });

  test('tells the licence of the model card', async () => {
    const card = '---\nlanguage: en\nlicense: apache-2.0\n---\n# Card';
    expect((await manifestFor('Xenova/gte-small', { 'README.md': card })).base).toEqual({
      model: 'Xenova/gte-small',
      licence: 'apache-2.0',
    });
  });
});

describe('a download', () => {
  test('of a real model can be opened under its hub id and embeds', async () => {
    const shipped = path.resolve('data/models/multilingual-e5-small');
    for (const file of [
      'config.json',
      'tokenizer.json',
      'tokenizer_config.json',
      'onnx/model_quantized.onnx',
    ]) {
      files.set(`intfloat/multilingual-e5-small/${file}`, await readFile(path.join(shipped, file)));
    }
    const received = new Set<string>();
    const { id } = await downloadModel({
      hub,
      id: 'intfloat/multilingual-e5-small',
      modelsDir,
      onProgress: ({ file, receivedBytes, totalBytes }) => {
        if (receivedBytes === totalBytes) received.add(file);
      },
    });
    expect(received).toContain('onnx/model_quantized.onnx');
    const embedder = await openEmbedder({ modelsDir, modelId: id });
    expect((await embedder.embedQuestion('Who?')).vector).toHaveLength(384);
    await embedder.close();
  });

  test('is laid with checksums that fit', async () => {
    publish('Xenova/gte-small');
    const { id } = await downloadModel({ hub, id: 'Xenova/gte-small', modelsDir });
    await verifyModelFiles(await openModelFolder(modelsDir, id));
    expect(await readdir(path.join(modelsDir, id))).toContain('SHA256SUMS');
  });

  test('goes on where the connection broke off', async () => {
    publish('Xenova/gte-small');
    breaks = 2;
    const { folder } = await downloadModel({ hub, id: 'Xenova/gte-small', modelsDir });
    expect(WEIGHTS.equals(await readFile(path.join(folder, 'onnx/model_quantized.onnx')))).toBe(
      true,
    );
    const ranges = requests
      .filter(({ path: asked }) => asked.endsWith('.onnx'))
      .map(({ range }) => range);
    expect(ranges).toEqual([
      undefined,
      ...Array(2).fill(expect.stringMatching(/^bytes=[1-9]\d*-$/)),
    ]);
  });

  test('takes the full weights where there are no quantised ones', async () => {
    publish('Xenova/gte-small', {
      'onnx/model_quantized.onnx': undefined,
      'onnx/model.onnx': WEIGHTS,
    });
    const { manifest, folder } = await downloadModel({ hub, id: 'Xenova/gte-small', modelsDir });
    expect(manifest.quantised).toBe(false);
    expect(await readdir(path.join(folder, 'onnx'))).toEqual(['model.onnx']);
  });

  test('that fails leaves the model that was there and nothing else', async () => {
    publish('Xenova/gte-small');
    const { folder } = await downloadModel({ hub, id: 'Xenova/gte-small', modelsDir });
    [breaks, brokenBytes] = [99, 0];
    await expect(downloadModel({ hub, id: 'Xenova/gte-small', modelsDir })).rejects.toThrow(
      'broke off again and again',
    );
    expect(WEIGHTS.equals(await readFile(path.join(folder, 'onnx/model_quantized.onnx')))).toBe(
      true,
    );
    expect(await readdir(modelsDir)).toEqual(['Xenova']);
  });

  test.each([
    ['nowhere/gte-small', 'there is no such model'],
    ['Xenova/mystery-model', 'is of no family'],
    ['gte-small', 'is no id of a hub'],
    ['../gte-small', 'is no id of a hub'],
    ['Xenova/..', 'is no id of a hub'],
  ])('of "%s" is refused with the reason', async (id, reason) => {
    publish('Xenova/mystery-model');
    await expect(downloadModel({ hub, id, modelsDir })).rejects.toMatchObject({
      name: 'HubError',
      message: expect.stringContaining(reason),
    });
    expect(await readdir(modelsDir)).toEqual([]);
  });

  test('from a hub that is not there says what else can be done', async () => {
    const order = { hub: 'http://127.0.0.1:1', id: 'Xenova/gte-small', modelsDir };
    await expect(downloadModel(order)).rejects.toThrow(/can't be reached.*by hand/);
  });
});
