import { expect, test } from 'vitest';
import { readUnigramFile } from '../../../src/index/embedding/unigram-file.ts';

const PIECES = [
  ['<s>', 0],
  ['<unk>', 0],
  ['▁a', -3.4635426998138428],
  ['"', -1e-7],
  ['\\', -2.5e2],
  ['é\n😊', -12],
  ['],["x",-1]', -20.36],
];
const FILE = {
  added_tokens: [{ id: 1, content: '<unk>' }],
  note: 'a "vocab": [ of nobody',
  model: { type: 'Unigram', unk_id: 1, vocab: PIECES },
};

/** What was read of the pieces, as the file tells them. */
function piecesIn(json: string) {
  const { units, starts, scores } = readUnigramFile(json)?.pieces ?? {
    units: new Uint16Array(),
    starts: new Uint32Array(),
    scores: new Float64Array(),
  };
  return Array.from(scores, (score, id) => [
    String.fromCharCode(...units.subarray(starts[id], starts[id + 1])),
    score,
  ]);
}

test.each([0, 2, '\t'])('pieces and scores are read to the last bit, indented by %j', (space) => {
  expect(piecesIn(JSON.stringify(FILE, undefined, space))).toEqual(PIECES);
});

test('escapes of any kind are read', () => {
  const json = JSON.stringify(FILE).replace('▁a', '\\u2581\\u0061');
  expect(piecesIn(json)).toEqual(PIECES);
});

test('the rest of the file is kept, with the pieces up to the one for unknown text', () => {
  const rest = JSON.parse(readUnigramFile(JSON.stringify(FILE))?.rest ?? '') as unknown;
  expect(rest).toEqual({ ...FILE, model: { ...FILE.model, vocab: PIECES.slice(0, 2) } });
});

test.each<[string, unknown]>([
  ['another kind of tokenizer', { model: { type: 'WordPiece', vocab: { a: 1 } } }],
  ['a list of another kind', { model: { type: 'BPE', vocab: [['a', 1]] } }],
  ['a list that is not the model’s', { vocab: [['a', 1]], model: { ...FILE.model } }],
  ['a piece without a score', { model: { ...FILE.model, vocab: [['a']] } }],
  ['a score that is none', { model: { ...FILE.model, vocab: [['a', 'b']] } }],
  ['no piece for unknown text', { model: { type: 'Unigram', unk_id: 9, vocab: PIECES } }],
  ['no vocabulary', {}],
])('%s is left to the library', (_, file) => {
  expect(readUnigramFile(JSON.stringify(file))).toBeUndefined();
});

test('a file that breaks off is left to the library', () => {
  const json = JSON.stringify(FILE);
  for (let end = 0; end < json.length; end += 1) {
    expect(readUnigramFile(json.slice(0, end))).toBeUndefined();
  }
});
