import { describe, expect, test } from 'vitest';
import { htmlReader } from '../../../src/index/documents/html.ts';

async function read(html: string | Uint8Array) {
  const reading = await htmlReader.read(Buffer.from(html), 'page.html');
  if ('reason' in reading) throw new Error(reading.reason);
  return reading;
}

const textOf = async (body: string) => (await read(`<body>${body}`)).text;

describe('a web page', () => {
  test.each([
    [
      'parts paragraphs by their elements',
      '<p>One\n  two.<p>Three <b>fo</b>ur.',
      'One two.\n\nThree four.',
    ],
    ['keeps lines that were broken on purpose', '<p>Roses <br> are red.', 'Roses\nare red.'],
    ['keeps the lines of what was set before', '<pre>a\n  b</pre>c', 'a\n  b\n\nc'],
    ['keeps loose text beside blocks', 'Loose<div>block</div>tail', 'Loose\n\nblock\n\ntail'],
    [
      'numbers lists as they are',
      '<ol start=3><li>c<li>d<li value=9>x<li>y</ol>',
      '3. c\n\n4. d\n\n9. x\n\n10. y',
    ],
    [
      'marks entries of other lists',
      '<ul><li><p>a</p><p>more</p><li></li></ul><p>b',
      '• a\n\nmore\n\nb',
    ],
    [
      'leaves out what is not shown',
      '<p hidden>a<p style="color:red; display : none">b<p aria-hidden=true>c<p>d',
      'd',
    ],
    [
      'leaves out programs, styles and controls',
      '<script>a</script><style>b</style><noscript>c</noscript><select><option>d</select><button>e</button><svg><text>f</text></svg>g',
      'g',
    ],
    ['raises exponents', '10<sup>6</sup> m<sup>2</sup>, H<sub>2</sub>O', '10⁶ m², H2O'],
    [
      'puts the marks of notes into brackets',
      'grain<sup><a href="#n1">1</a></sup> and<a href="#n2"><sup>[2]</sup></a>',
      'grain[1] and[2]',
    ],
    [
      'leaves out the way back from a note',
      '<ol><li>A note. <a href="#r1">↩</a></ol>',
      '1. A note.',
    ],
    [
      'leaves out navigation',
      '<nav>a</nav><div role=navigation>b</div><div class="site-menu"><a href=x>c</a></div><p>d',
      'd',
    ],
    [
      'keeps what only sounds like navigation',
      '<div class="menu">Soup of the day, with bread. <a href=x>Order</a></div>',
      'Soup of the day, with bread. Order',
    ],
    [
      'leaves out the page’s header of links and footer, not those of an article',
      '<header><a href=/>Home</a></header><article><header>By Ada</header><p>Text.</article><footer>Imprint</footer>',
      'By Ada\n\nText.',
    ],
    [
      'keeps a header that says something',
      '<header><h1>Title</h1></header><p>Text.',
      'Title\n\nText.',
    ],
    ['reads its main part only', '<p>Around</p><main><p>Inside</p></main><p>Around</p>', 'Inside'],
    ['does not take an empty main part for all', '<main></main><p>Text.', 'Text.'],
    [
      'decodes characters and drops those that are not seen',
      '<p>&lt;a&gt; &amp;&nbsp;&#x41;&#0;&#1;',
      '<a> &\u00a0A\ufffd',
    ],
  ])('%s', async (_, body, text) => {
    expect(await textOf(body)).toBe(text);
  });

  test.each([
    ['names cells after a header', '<tr><th>A<th>B<tr><td>1<td>2', 'A: 1 | B: 2'],
    [
      'names cells after a first row of three columns',
      '<tr><td>A<td>B<td>C<tr><td>1<td>2<td>3<tr><td>4<td><td>6',
      'A: 1 | B: 2 | C: 3\n\nA: 4 | C: 6',
    ],
    [
      'does not take a name and its value for a header',
      '<tr><td>Born<td>Oslo<tr><td>Died<td>Bergen',
      'Born | Oslo\n\nDied | Bergen',
    ],
    ['has its caption first', '<caption>Fees</caption><tr><td>1<td>2', 'Fees\n\n1 | 2'],
    [
      'is read as text where it arranges a page',
      '<tr><td><h1>A</h1><p>One.</p><h2>B</h2>Two.<td>Three.',
      'A\n\nOne.\n\nB\n\nTwo.\n\nThree.',
    ],
    ['is read as text where it has one column', '<tr><td>One.<tr><td>Two.', 'One.\n\nTwo.'],
  ])('with a table %s', async (_, rows, text) => {
    expect(await textOf(`<table>${rows}</table>`)).toBe(text);
  });

  test.each([
    ['<title>Rules – Town</title><h1>Rules</h1>', 'Rules'],
    ['<title>Town</title><h1>Rules</h1>', 'Town'],
    ['<title>A and B</title><h1>A</h1><h1>B</h1>', 'A and B'],
    ['<h2>Not this</h2><h1>Rules</h1>', 'Rules'],
    ['<title> </title><p>Text.', undefined],
  ])('%s is called %s', async (html, title) => {
    expect((await read(`${html}<p>Text.`)).title).toBe(title);
  });

  test('has headings with their levels', async () => {
    const { text, headings } = await read('<h1>A</h1>a<h3>B\n<br>b</h3>c<h2></h2>');
    expect(headings.map(({ start, end, level }) => [level, text.slice(start, end)])).toEqual([
      [1, 'A'],
      [3, 'B b'],
    ]);
  });

  test.each([
    ['windows-1251', '<meta charset="windows-1251"><p>', 'Гавань'],
    [
      'iso-8859-2',
      '<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-2"><p>',
      'Gdańsk',
    ],
    ['utf-8, whatever it says', '<meta charset=iso-8859-1><p>', 'Гавань'],
  ])('in %s is read as it says', async (encoding, head, word) => {
    const encoded = {
      'windows-1251': Buffer.from([0xc3, 0xe0, 0xe2, 0xe0, 0xed, 0xfc]),
      'iso-8859-2': Buffer.from([0x47, 0x64, 0x61, 0xf1, 0x73, 0x6b]),
    }[encoding];
    const html = Buffer.concat([Buffer.from(head), encoded ?? Buffer.from(word)]);
    expect((await read(html)).text).toBe(word);
  });

  test('without text says so', async () => {
    expect(await htmlReader.read(Buffer.from('<p> <script>a</script>'), 'a.html')).toEqual({
      reason: 'holds no text',
    });
  });
});
