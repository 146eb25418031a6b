import { describe, expect, test } from 'vitest';
import { fingerprintOf, isNearDuplicate } from '../../src/retrieval/near-duplicate.ts';

const isSame = (one: string, other: string) =>
  isNearDuplicate(fingerprintOf(one), fingerprintOf(other));

describe('two texts say the same', () => {
  test.each([
    [
      'English: quotation marks, hyphens, case',
      'The “Collective Forces” co-operate on a day-to-day basis — always.',
      'The "collective forces" cooperate on a day to day basis - always.',
    ],
    [
      'English: a misprint',
      'The agreement was signed by the member states in Almaty in the presence of observers.',
      'The agreement was signd by the member states in Almaty in the presence of observers.',
    ],
    [
      'Russian: no-break spaces',
      'Армения фактически приостановила своё участие в организации.',
      'Армения фактически приостановила\u00a0своё участие в\u00a0организации',
    ],
    [
      'Arabic: punctuation',
      'تعمل الآليات الرئيسية للتعاون بين الدول الأعضاء.',
      'تعمل الآليات الرئيسية للتعاون، بين الدول الأعضاء',
    ],
    [
      'Chinese: width and spaces',
      '集体安全条约组织于2002年成立，总部设在莫斯科。',
      '集体安全条约组织于 2002 年成立, 总部设在莫斯科.',
    ],
    ['Thai', 'องค์การนี้ก่อตั้งขึ้นในกรุงมอสโก', 'องค์การนี้ก่อตั้งขึ้น ในกรุงมอสโก.'],
  ])('%s', (_, one, other) => {
    expect(isSame(one, other)).toBe(true);
  });
});

describe('two texts differ', () => {
  test.each([
    [
      'in a number',
      'The budget of the organization grew by 12 per cent during the last financial year.',
      'The budget of the organization grew by 15 per cent during the last financial year.',
    ],
    [
      'in a version',
      'The setting can be changed at run time from version 2.1 on, by anybody who may write.',
      'The setting can be changed at run time from version 2.10 on, by anybody who may write.',
    ],
    [
      'in a denial',
      'The members of the council may be elected again after their term of office has ended.',
      'The members of the council may not be elected again after their term of office has ended.',
    ],
    ['in what they say', 'Penguins eat fish and krill.', 'Newcomen built a pump engine.'],
    [
      'when one has much more',
      'They eat fish.',
      'They eat fish. Their chicks are grey and hungry.',
    ],
  ])('%s', (_, one, other) => {
    expect(isSame(one, other)).toBe(false);
  });
});

test('texts without letters are compared too', () => {
  expect(isSame('***', '***')).toBe(true);
  expect(isSame('', 'word')).toBe(false);
});
