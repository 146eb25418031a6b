import { describe, expect, test } from 'vitest';
import { asksCount, asksTime, timeGiver } from '../../src/retrieval/answer-types.ts';

describe('a question that asks for a time', () => {
  test.each([
    'When was the treaty signed?',
    'In what year did the organization begin its work?',
    'In welchem Jahr wurde der Vertrag unterzeichnet?',
    '¿Cuándo se firmó el tratado de seguridad colectiva?',
    'En quelle année le traité a-t-il été signé ?',
    'Когда был подписан договор о коллективной безопасности?',
    'В каком году был подписан договор?',
    'Antlaşma hangi yılda imzalandı?',
    'متى تم توقيع معاهدة الأمن الجماعي؟',
    'संधि पर हस्ताक्षर कब किए गए?',
    'สนธิสัญญานี้ลงนามเมื่อใด',
    'Hiệp ước được ký kết khi nào?',
    '该条约是什么时候签署的？',
    'Πότε υπογράφηκε η συνθήκη;',
    'Când a fost semnat tratatul?',
  ])('%s', (question) => {
    expect(asksTime(question)).toBe(true);
    expect(asksCount(question)).toBe(false);
  });

  test('is answered by a number that it has not itself', () => {
    const givesTime = timeGiver('When in 1992 was the treaty signed?');
    expect(givesTime('It was signed on 15 May 1992.')).toBe(true);
    expect(givesTime('It was signed in 1992.')).toBe(false);
    expect(givesTime('It was signed in Tashkent.')).toBe(false);
    expect(timeGiver('Who signed the treaty?')('On 15 May.')).toBe(false);
  });
});

describe('a question that asks for a number', () => {
  test.each([
    'How many states signed the treaty?',
    'Wie viele Staaten haben den Vertrag unterzeichnet?',
    '¿Cuántos estados firmaron el tratado?',
    'Сколько государств подписали договор о коллективной безопасности?',
    'Antlaşmayı kaç ülke imzaladı?',
    'كم عدد الدول التي وقعت على المعاهدة؟',
    '有多少个国家签署了该条约？',
    'มีกี่ประเทศที่ลงนามในสนธิสัญญานี้',
    'Có bao nhiêu quốc gia đã ký hiệp ước?',
  ])('%s', (question) => {
    expect(asksCount(question)).toBe(true);
    expect(asksTime(question)).toBe(false);
  });

  test('is not one for having such a word of another language in it', () => {
    expect(asksCount('Ermenistan örgüt ile ilişkilerini neden dondurdu?')).toBe(false);
    expect(asksTime('Whenever was that said, and why is it true?')).toBe(false);
  });
});
