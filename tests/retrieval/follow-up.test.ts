import { describe, expect, test } from 'vitest';
import { leaningOf } from '../../src/retrieval/follow-up.ts';

const before = 'When was the committee founded?';
const leaning = (question: string, given: { before?: string; isReply?: boolean } = {}) =>
  leaningOf(question, { question: given.before ?? before, isReply: given.isReply ?? false });

describe('a question leans on the one before it', () => {
  test.each([
    'And when was that?',
    'Why?',
    'And where?',
    'Which ones?',
    'How long?',
    'What about it?',
  ])('wholly, without a word of its own: %s', (question) => {
    expect(leaning(question)).toBe('wholly');
  });

  test.each([
    ['Who chaired it?', before],
    ["And who's its chairman?", before],
    ['What about the budget?', before],
    ['А где это прошло?', 'Когда собрался комитет?'],
    ['А бюджет?', 'Когда собрался комитет?'],
    ['Und wer leitet ihn?', 'Wann wurde der Ausschuss gegründet?'],
    ['¿Y quién lo preside?', '¿Cuándo se fundó el comité?'],
    ['Peki onu kim yönetiyor?', 'Komite ne zaman kuruldu?'],
    ['Και ποιος προεδρεύει;', 'Πότε ιδρύθηκε η επιτροπή;'],
    ['它的主席是谁？', '委员会是什么时候成立的？'],
  ])('mostly, with one and a word that points back: %s', (question, first) => {
    expect(leaning(question, { before: first })).toMatch(/mostly|wholly/);
  });

  test('perhaps, where it is short and points back, or replies', () => {
    expect(leaning('Did this change its status?')).toBe('partly');
    expect(leaning('Which budget?')).toBe('no');
    expect(leaning('Which budget?', { isReply: true })).toBe('partly');
  });

  test.each([
    'Who may vote for the town council?',
    'And what is the capital of France?',
    'How many members are there?',
    'Who was the first mayor of the town, and when did he leave his office to his son?',
    'What is DECnet?',
    '?!',
    '',
  ])('not at all, where it has words enough: %s', (question) => {
    expect(leaning(question)).toBe('no');
  });
});
