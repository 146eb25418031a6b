import { expect, test } from 'vitest';
import { endsAsQuestion } from '../../../src/bot/groups/question-marks.ts';

test.each([
  'Who may vote?',
  'Кто может голосовать?',
  '谁可以投票？',
  '誰が投票できますか ？',
  'من يحق له التصويت؟',
  'Ո՞վ կարող է քվեարկել։',
  'Ով կարող է քվեարկե՞լ',
  'Ποιος μπορεί να ψηφίσει;',
  'Ποιος μπορεί να ψηφίσει\u037e',
  'ማን መምረጥ ይችላል፧',
  '¿Quién puede votar?',
  'Who may vote?!',
  'Who (really?)',
  '«Who may vote?»',
  'Who may vote? ❤️',
  'Who may vote❓',
  'Who may vote⁇',
  'Hello. Who may vote?  ',
])('%j ends as a question', (text) => {
  expect(endsAsQuestion(text)).toBe(true);
});

test.each([
  'Everyone may vote.',
  'Who may vote? I know.',
  'Why? Because of 7',
  'First one; then two;',
  'Первое; второе;',
  'Ո՞վ է նա։ Չգիտեմ։',
  '?! no',
  '',
  '…',
])('%j does not', (text) => {
  expect(endsAsQuestion(text)).toBe(false);
});
