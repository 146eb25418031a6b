import { describe, expect, test } from 'vitest';
import { isPhraseAlone, phrasesHeld, quotedPhrases } from '../../src/retrieval/phrases.ts';

describe('the phrases of a question', () => {
  test.each([
    ['What is "collective security"?', ['collective security']],
    ['Who said “Peace, now” and "never  again"?', ['peace now', 'never again']],
    ['Was bedeutet „kollektive Sicherheit“ hier?', ['kollektive sicherheit']],
    ['Что значит «коллективная безопасность»?', ['коллективная безопасность']],
    ["Que veut dire « l'état de droit » ?", ['l état de droit']],
    ['ماذا تعني «الأمن الجماعي»؟', ['الأمن الجماعي']],
    ['「集団安全保障」とは何ですか', ['集団安全保障']],
    ['什么是“集体安全条约”？', ['集体安全条约']],
    ['การ "รักษาความสงบ" คืออะไร', ['รักษาความสงบ']],
  ])('%s', (question, phrases) => {
    expect(quotedPhrases(question)).toEqual(phrases);
  });

  test('are none where nothing, a single sign or a whole question is quoted', () => {
    expect(quotedPhrases("What is the organization's task?")).toEqual([]);
    expect(quotedPhrases('What does "&" or "a" mean?')).toEqual([]);
    expect(quotedPhrases('"Who signed it?"')).toEqual([]);
    expect(quotedPhrases('A pipe of 5" or so')).toEqual([]);
  });
});

test.each([
  ['"fresh water"', true],
  ['“fresh water”, «пресная вода»', true],
  ['where is "fresh water"?', false],
  ['"Where is it?"', false],
  ['fresh water', false],
  ['""', false],
])('%s is nothing but phrases: %s', (question, isAlone) => {
  expect(isPhraseAlone(question)).toBe(isAlone);
});

describe('a text holds a phrase', () => {
  const holds = (text: string, question: string) => phrasesHeld(quotedPhrases(question), text);

  test('word for word, whatever the case, punctuation and white space', () => {
    expect(holds('The Collective-\u00a0Security Treaty.', '"collective security"')).toBe(1);
    expect(holds('Security is collective.', '"collective security"')).toBe(0);
    expect(holds('Recollective securityfence', '"collective security"')).toBe(0);
    expect(holds('Version 2.10 is out.', '"version 2.1"')).toBe(0);
    expect(holds('Er sagte: „Frieden, jetzt!“', '"frieden jetzt"')).toBe(1);
    expect(holds('这个集体安全条约组织', '“集体安全条约”')).toBe(1);
  });

  test('as many as it holds', () => {
    expect(holds('One and two.', '"one" "two" "three"')).toBe(2);
  });
});
