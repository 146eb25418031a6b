import { describe, expect, test } from 'vitest';
import { splitSentences } from '../../../src/index/documents/sentences.ts';

/** The text with `|` before each sentence but the first, after all `|` in it were taken out. */
function split(marked: string, language = 'en'): string {
  const text = marked.replaceAll('|', '');
  const spans = [...splitSentences(text, { start: 0, end: text.length }, language)];
  const starts = spans.map(({ start }) => start);
  return starts
    .map((start, position) => text.slice(position === 0 ? 0 : start, starts[position + 1]))
    .join('|');
}

describe('a full stop ends no sentence', () => {
  test.each([
    [
      'after titles and initials',
      'Mr. Smith met Dr. J. R. R. Tolkien and J.-P. Sartre. |They left.',
    ],
    ['in countries before a name', 'The U.S. Army came. |He lives in the U.S. |The U.K. followed.'],
    [
      'in Latin abbreviations',
      'It was cold, e.g. at night, i.e. always, cf. Smith et al. 2001. |Yes.',
    ],
    [
      'before the number of a figure or page',
      'See Fig. 3, No. 5, vol. 2 and pp. 3–5. |It is there (see Fig. 4). |Good.',
    ],
    [
      'in numbers, versions, addresses',
      'Version 1.2.3 costs $3.50 at www.example.com. |Write to a.b@c.de! |Node.js is out.',
    ],
    [
      'of a company that goes on',
      'Acme Inc. was sold. |It moved to Washington, D.C. |The move cost much.',
    ],
    [
      'after an exclamation in a name or quotation',
      'Yahoo! is a company. |"Stop!" he cried. |"What?" she asked.',
    ],
    ['in a list’s number', '1. The first thing. |2. The second thing.'],
    ['in the number of a Markdown heading', '## 1. Members\n\n|### 1.2. The board\n\n|# IV. Boats'],
    ['in the number of a section', '1.1.2. Whoever rows pays.\n\n|§ 12a. Whoever pays rows.'],
    ['in a number after the word for it', 'Article 3. The board meets. |It has five members.'],
    ['in one of another script', 'Статья 12. Взносы платят все. |Их пять.'],
    ['before a small letter', 'It fell... and rose. |Yes... no.'],
  ])('%s', (_, marked) => {
    expect(split(marked)).toBe(marked);
  });

  test.each([
    [
      'de',
      'Der Preis stieg am 3. Oktober um z. B. 5 %. |Das ist bzw. war d. h. viel. |Prof. Dr. Müller kam am 20. Mai. |Ende.',
    ],
    [
      'fr',
      'M. Dupont est arrivé. |Il a dit : « Bonjour ! » |Puis il est parti. |Cf. p. 12 de l’étude. |Qu’est-ce que c’est ? |Rien.',
    ],
    ['es', 'El Sr. García llegó. |¿Qué pasa? |¡Hola! |Ud. sabe que EE. UU. es grande. |Fin.'],
    [
      'ru',
      'В 2020 г. завод, т. е. фабрика, открылся. |А. С. Пушкин жил на ул. Ленина. |Это было в XIX в. |Он умер. |5 тыс. руб. и т. д. |Конец.',
    ],
  ])('in %s', (language, marked) => {
    expect(split(marked, language)).toBe(marked);
  });
});

describe('a sentence ends', () => {
  test.each([
    [
      'with its quotation marks and brackets',
      'He said "Go." |Then he left (at once). |‘Fine.’ |Good.',
    ],
    [
      'after a letter that is no initial',
      'I like vitamin C. |It is good. |So do I. |The plan changed.',
    ],
    ['with the marks of its notes', 'Text with a note.[1] |Next one.[2][3] |Another (2001). |End.'],
    ['with its emphasis', '**Bold sentence.** |Next one. |*It is.* |Yes.'],
    ['before a number', 'He died in his house. |5 people came.'],
    ['with several marks', 'Really?! |No!! |Yes…'],
  ])('%s', (_, marked) => {
    expect(split(marked)).toBe(marked);
  });

  test.each([
    ['zh', '这是第一句。|“你好！”|他说。|为什么？|因为……所以。'],
    ['ja', 'これは文です。|「はい。」と言った。|なぜ？|理由はない。'],
    ['hi', 'यह पहला वाक्य है। |यह दूसरा है॥ |क्या? |हाँ।'],
    ['ar', 'هذا نص. |هل تفهم؟ |نعم، أفهم! |انتهى.'],
    ['hy', 'Հայաստանը անդամ է։ |Ո՞վ է նախագահը։ |Նա ասաց։'],
    ['el', 'Αυτό είναι κείμενο. |Τι είναι αυτό; |Δεν ξέρω.'],
    ['ko', '한국어 문장입니다. |두 번째 문장이에요! |맞나요? |네.'],
    ['he', 'זה משפט. |מה זה? |לא יודע.'],
    ['ru', '— Привет! — сказал он. |— Как дела? |— Хорошо.'],
  ])('in %s', (language, marked) => {
    expect(split(marked, language)).toBe(marked);
  });

  test('in Thai, which marks no ends, with its paragraph', () => {
    const marked = 'สวัสดีครับ วันนี้อากาศดีมาก';
    expect(split(marked, 'th')).toBe(marked);
  });
});

describe('a line end', () => {
  test('inside wrapped text ends no sentence', () => {
    const marked =
      'This is wrapped text that goes on and on\nover several lines and then stops. |And\nthen it goes on with Mr.\nSmith at the end of\nthe day.';
    expect(split(marked)).toBe(marked);
  });

  test('ends the entries of a list', () => {
    const marked =
      'Shopping:\n|- apples\n|- plums that\n  are blue\n|* pears\n|1. First\n|2) Second\n|• Third';
    expect(split(marked)).toBe(marked);
  });

  test('ends short lines, as in a menu, a poem or an address', () => {
    const marked = 'Go back\n|Back to the section\n|Back to the all news';
    expect(split(marked)).toBe(marked);
  });

  test('before a line without any word ends nothing', () => {
    const marked = 'A heading\n=========\n|And text\n* * *';
    expect(split(marked)).toBe(marked);
  });

  test('ends a row of a table', () => {
    const text = '| a | b |\n| c | d |';
    expect([...splitSentences(text, { start: 0, end: text.length }, 'en')]).toEqual([
      { start: 0, end: 9 },
      { start: 10, end: 19 },
    ]);
  });
});

test('a very long text without any end is split in linear time and never inside a word', () => {
  const text = 'word and more '.repeat(70_000);
  const started = performance.now();
  const spans = [...splitSentences(text, { start: 0, end: text.length }, 'en')];
  expect(performance.now() - started).toBeLessThan(5_000);
  expect(spans.length).toBeGreaterThan(100);
  expect(
    spans.every(({ start, end }) => /^(?:word|and|more)\b/u.test(text.slice(start, end))),
  ).toBe(true);
});
