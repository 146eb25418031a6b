import { describe, expect, test } from 'vitest';
import type { Document } from '../../../src/index/documents/document.ts';
import { readDocument } from '../../../src/index/documents/read-document.ts';
import { toyMeasure } from './toy-measure.ts';

async function read(text: string, id = 'notes.txt'): Promise<Document> {
  const document = await readDocument(Buffer.from(text), id, toyMeasure());
  if ('reason' in document) throw new Error(document.reason);
  return document;
}

/** `kind number: text` of each paragraph. */
async function paragraphsOf(text: string, id?: string): Promise<string[]> {
  const document = await read(text, id);
  return document.paragraphs.map(
    ({ kind, number, start, end }) => `${kind} ${number}: ${document.text.slice(start, end)}`,
  );
}

/** The question that each passage answers, and the passage. */
async function answersOf(text: string): Promise<(readonly [string | undefined, string])[]> {
  const { sentences, paragraphs, passages, ...document } = await read(text);
  return passages.map(({ firstSentence, endSentence, question }) => {
    const asked = question === undefined ? undefined : paragraphs[question];
    return [
      asked && document.text.slice(asked.start, asked.end),
      document.text.slice(sentences[firstSentence]?.start, sentences[endSentence - 1]?.end),
    ] as const;
  });
}

describe('the title', () => {
  test.each([
    ['a short first line of its own', 'Annual report\n\nAll went well.', 'x.txt', 'Annual report'],
    ['the first heading of Markdown', '# The *big* `plan`\n\nText.', 'x.md', 'The big plan'],
    [
      'front matter',
      '---\nlayout: page\ntitle: "Stated title"\n---\n# Other\n\nText.',
      'x.md',
      'Stated title',
    ],
    ['front matter in TOML', '+++\ntitle = "Stated"\n+++\n\nText.', 'x.md', 'Stated'],
    [
      'the file’s name where the first line is a sentence',
      'All went well.\n\nYes.',
      'a/annual_report-2024.txt',
      'Annual report 2024',
    ],
    [
      'the file’s name as the text spells it',
      'In short.\n\nThe NATO Summit is on.',
      'nato-summit.txt',
      'NATO Summit',
    ],
    [
      'the file’s name, whatever signs it is made of',
      'In short.\n\nThe »Plan« (C++)? is on.',
      '»plan« (c++)?.txt',
      '»plan« (c++)?',
    ],
    [
      'the file’s name where the first line is long',
      `${'word '.repeat(30)}\n\nText.`,
      'ünited.txt',
      'Ünited',
    ],
    ['the file’s name where there is one line only', 'Just a note', 'my.notes.txt', 'My.notes'],
    [
      'the file’s name where text begins with a turn',
      '— What now?\n\n— Nothing.',
      'talk.txt',
      'Talk',
    ],
    ['a question', 'What is NATO?\n\nAn alliance.', 'x.txt', 'What is NATO?'],
  ])('is %s', async (_, text, id, title) => {
    expect((await read(text, id)).title).toBe(title);
  });
});

describe('paragraphs of plain text', () => {
  test('are told apart by blank lines and numbered without the title', async () => {
    expect(await paragraphsOf('Title here\n\nOne is\nwrapped.\n \t\nTwo.\n\n\n\nThree.')).toEqual([
      'heading 1: Title here',
      'text 1: One is\nwrapped.',
      'text 2: Two.',
      'text 3: Three.',
    ]);
  });

  test('are its lines where no blank line stands and lines are long', async () => {
    const line =
      'This line is so long that no one would have wrapped it by hand, since it goes on and on to the very end of all that it says.';
    expect(await paragraphsOf(`${line}\n${line}\nShort one.`)).toHaveLength(3);
  });

  test('are what hard-wrapped lines make where none is blank', async () => {
    const wrapped = [
      'The first paragraph is wrapped at about sixty characters and',
      'goes on over three lines until it comes to its end somewhere',
      'in the middle.',
      'The second one begins on a line of its own and it is wrapped',
      'too.',
    ];
    expect(await paragraphsOf(wrapped.join('\n'))).toEqual([
      `text 1: ${wrapped.slice(0, 3).join('\n')}`,
      `text 2: ${wrapped.slice(3).join('\n')}`,
    ]);
  });

  test('are the turns of a conversation without blank lines', async () => {
    expect(
      await paragraphsOf(
        '— Who are you?\n— A bot.\n— What for?\n— To answer.\n— Why so?\n— For fun.',
      ),
    ).toEqual([
      'question 1: — Who are you?',
      'text 2: — A bot.',
      'question 3: — What for?',
      'text 4: — To answer.',
      'question 5: — Why so?',
      'text 6: — For fun.',
    ]);
  });
});

describe('headings of plain text', () => {
  async function pathsOf(text: string): Promise<(readonly string[])[]> {
    return (await read(text)).sections.map(({ headings }) => headings);
  }

  test.each([
    [
      'named',
      'PART ONE\n\nPart 1\n\nChapter 1. Earth\n\nText one.\n\nChapter 2\n\nText two.\n\nPart 2\n\nMore.',
      [[], ['Part 1'], ['Part 1', 'Chapter 1. Earth'], ['Part 1', 'Chapter 2'], ['Part 2']],
    ],
    [
      'numbered',
      'Manual\n\n1 Setting up\n\nText.\n\n1.1 By hand\n\nText.\n\n2 Running it\n\nText.',
      [[], ['1 Setting up'], ['1 Setting up', '1.1 By hand'], ['2 Running it']],
    ],
    [
      'in capitals',
      'Rules of the house.\n\nGENERAL PROVISIONS\n\nText.\n\nОБЩИЕ ПРАВИЛА\n\nText.',
      [[], ['GENERAL PROVISIONS'], ['ОБЩИЕ ПРАВИЛА']],
    ],
    [
      'Chinese',
      '第一章 总则\n\n正文在这里。\n\n第二章 附则\n\n正文也在这里。',
      [['第一章 总则'], ['第二章 附则']],
    ],
  ])('are found where they are %s', async (_, text, paths) => {
    expect(await pathsOf(text)).toEqual(paths);
  });

  test.each([
    [
      'numbered steps',
      'Do this.\n\n1. Open the door\n\n2. Go in\n\n3. Close the door\n\nThat is all.',
    ],
    ['one shout', 'Text.\n\nATTENTION PLEASE\n\nText.\n\nText.'],
    ['sentences', 'Article 5 was invoked.\n\nText.\n\nArticle 6 was not.\n\nText.'],
    ['an interview', '— WHY NOT?\n\n— NO.\n\n— WHY THEN?\n\n— SO.'],
  ])('are not made of %s', async (_, text) => {
    expect(await pathsOf(text)).toEqual([[]]);
  });
});

test('text in Thai is parted at spaces, since nothing marks its sentences', async () => {
  const { text, sentences } = await read('สวัสดีครับวันนี้อากาศดีมาก '.repeat(40));
  const parts = sentences.map(({ start, end }) => text.slice(start, end));
  expect(parts.length).toBeGreaterThan(3);
  expect(parts.every((part) => part.startsWith('สวัสดี') && part.endsWith('ดีมาก'))).toBe(true);
});

describe('Markdown', () => {
  const text = [
    'Before all.\n',
    '# Guide\n',
    'Intro.\n',
    '## Set *up* [here](http://a.b) ##\n',
    '```sh\n# no heading\n```\n',
    'Run it.\n',
    'Deeper\nthan that\n---------\n',
    '### `npm` & more\n',
    'Text.\n',
    '<!--\n# hidden\n-->\n',
    '## Last\n',
    '    # code\n',
  ].join('\n');

  test('has sections with the path of their headings', async () => {
    const document = await read(text, 'guide.md');
    expect(document.text).toBe(text);
    expect(document.title).toBe('Guide');
    expect(document.sections.map(({ headings }) => headings)).toEqual([
      [],
      [],
      ['Set up here'],
      ['Deeper than that'],
      ['Deeper than that', 'npm & more'],
      ['Last'],
    ]);
  });

  test('has sections that cover the text and begin with their headings', async () => {
    const { sections } = await read(text, 'guide.md');
    expect(sections.map(({ start, end }) => text.slice(start, end)).join('')).toBe(text);
    expect(text.slice(sections[3]?.start)).toMatch(/^Deeper\nthan that/u);
  });

  test('keeps several main headings in the paths', async () => {
    const { title, sections } = await read('# One\n\nA.\n\n# Two\n\nB.\n\n## Three\n\nC.', 'x.md');
    expect(title).toBe('One');
    expect(sections.map(({ headings }) => headings)).toEqual([[], ['Two'], ['Two', 'Three']]);
  });

  test('has front matter as a part of no section and with no number', async () => {
    const source = '---\ntitle: Guide\ntags: [a]\n---\n\n# Guide\n\nOne.\n\n## Next\n\nTwo.\n';
    const { sections } = await read(source, 'x.md');
    expect(sections.map(({ headings }) => headings)).toEqual([[], [], ['Next']]);
    expect(await paragraphsOf(source, 'x.md')).toEqual([
      'heading 1: ---\ntitle: Guide\ntags: [a]\n---',
      'heading 1: # Guide',
      'text 1: One.',
      'heading 2: ## Next',
      'text 2: Two.',
    ]);
  });

  test('may begin with a rule', async () => {
    const { title, sections } = await read('---\n\nText: so.\n\n---\n\nMore.', 'rule.md');
    expect(title).toBe('Rule');
    expect(sections).toHaveLength(1);
  });

  test('has headings as paragraphs with the number of what follows', async () => {
    expect(await paragraphsOf('# A\n\nOne.\n\n## B\nTwo.\n', 'x.md')).toEqual([
      'heading 1: # A',
      'text 1: One.',
      'heading 2: ## B',
      'text 2: Two.',
    ]);
  });

  test('finds ten thousand headings and breaks quickly', async () => {
    const started = performance.now();
    const { sections } = await read(`${'# Head\n\nText.\n\n---\n\n'.repeat(10_000)}`, 'x.md');
    expect(sections).toHaveLength(10_000);
    expect(performance.now() - started).toBeLessThan(10_000);
  });
});

describe('a question', () => {
  test('of an interview with dashes is answered up to the next one', async () => {
    const turns = [
      '— You said yes. Is it so?',
      `— ${'It is. '.repeat(40)}Is that not clear?`,
      `And ${'more of it. '.repeat(30)}`,
      '— And then?',
      '— Then no.',
      '— Why?',
      '— Who knows?',
    ];
    const answers = await answersOf(turns.join('\n\n'));
    expect(answers.map(([asked]) => asked)).toEqual([turns[0], turns[0], turns[3], turns[5]]);
    expect(answers[0]?.[1]).toMatch(/^— You said yes[^]*clear\?$/u);
    expect(answers[3]?.[1]).toBe('— Why?\n\n— Who knows?');
  });

  test('of named speakers is found', async () => {
    const text =
      'Anna: How are you?\n\nBob: Fine.\n\nAnna: Since when?\n\nBob: Today.\n\nAnna: And why?\n\nBob: No idea.';
    expect((await answersOf(text)).map(([asked]) => asked)).toEqual([
      'Anna: How are you?',
      'Anna: Since when?',
      'Anna: And why?',
    ]);
  });

  test('of a FAQ without marks is found', async () => {
    const text =
      'How do I start?\n\nPress the button.\n\nWhere is it?\n\nOn top.\n\nWhat then?\n\nWait.';
    expect((await answersOf(text)).map(([asked]) => asked)).toEqual([
      'How do I start?',
      'Where is it?',
      'What then?',
    ]);
  });

  test('alone in prose is answered by the next paragraph only', async () => {
    const long =
      'Something was said about it, and it was said at length, so that nobody could miss it at all. '.repeat(
        3,
      );
    const answers = await answersOf(`${long}\n\nWas it true?\n\n${long}\n\n${long}`);
    expect(answers.map(([asked]) => asked)).toEqual([undefined, 'Was it true?', undefined]);
  });

  test.each([
    'What is it?',
    'Что это?',
    'ما هذا؟',
    '这是什么？',
    'Τι είναι αυτό;',
    'Ո՞վ է նախագահը։',
    '¿Qué es esto?',
    '**What is it?**',
    '“What is it?”',
  ])('is %s', async (question) => {
    const filler =
      { Τ: 'Αυτό είναι ένα ελληνικό κείμενο για τη γλώσσα.' }[question.charAt(0)] ?? 'Text.';
    const text = `${filler} ${filler}\n\n${filler}\n\n${question}\n\n${filler}`;
    expect((await read(text)).paragraphs.map(({ kind }) => kind)).toContain('question');
  });

  test('longer than a passage stands in one of its own', async () => {
    const question = `— ${'I tell you much before I ask. '.repeat(18)}Do you agree?`;
    const document = await readDocument(
      Buffer.from(`${question}\n\n— Yes, I do.\n\n— Why?\n\n— So.\n\n— When?\n\n— Now.`),
      'x.txt',
      toyMeasure(),
      { maxTokens: 60, overlapSentences: 0, joinBelowTokens: 10 },
    );
    if ('reason' in document) throw new Error(document.reason);
    const { passages, paragraphs } = document;
    expect(paragraphs[0]?.kind).toBe('question');
    expect(passages.filter((passage) => passage.question === 0).length).toBeGreaterThan(2);
  });

  test('ends its answer where a wide gap parts what follows', async () => {
    const text = '— A?\n\n— B.\n\n— C?\n\n— D.\n\n— E?\n\n— F.\n\n\nBack to the news';
    expect((await answersOf(text)).map(([asked]) => asked)).toEqual([
      '— A?',
      '— C?',
      '— E?',
      undefined,
    ]);
  });
});
