import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeText } from '../../../src/index/documents/encoding.ts';

const ENGLISH = 'The café was “open”.\nPrice: 5 €.\n';
const RUSSIAN =
  'Организация Договора о коллективной безопасности сохраняет все обязательства перед Ереваном.\n';
const GERMAN =
  'Die Größe der Häuser überrascht: Straßen, Brücken und Türme fügen sich schön zusammen.\n';
const GREEK =
  'Η Ευρωπαϊκή Ένωση αποφάσισε να διατηρήσει όλες τις δεσμεύσεις της απέναντι στους πολίτες.\n';
const JAPANESE =
  'これは日本語の文章です。文字コードを判別するためには、ある程度の長さが必要です。\n';
const CHINESE = '这是一个中文段落。为了判断编码，需要有足够长的文本才能得到可靠的结果。\n';

/** Bytes of a text in a legacy 8-bit or East Asian encoding, by turning its decoder round. */
function encode(text: string, encoding: string): Uint8Array {
  const decoder = new TextDecoder(encoding, { fatal: true });
  const table = new Map<string, number[]>();
  const learn = (bytes: number[]): void => {
    try {
      const character = decoder.decode(Uint8Array.from(bytes));
      if (Array.from(character).length === 1 && !table.has(character)) table.set(character, bytes);
    } catch {
      // not every byte is a character
    }
  };
  for (let first = 0; first < 256; first++) learn([first]);
  if (/^(?:shift_jis|euc|gb|big5)/u.test(encoding))
    for (let first = 0x81; first < 255; first++)
      for (let second = 0x40; second < 255; second++) learn([first, second]);
  return Uint8Array.from(
    Array.from(text).flatMap((character) => {
      const bytes = table.get(character);
      if (bytes === undefined) throw new Error(`${character} isn't in ${encoding}`);
      return bytes;
    }),
  );
}

function bigEndian(text: string): Uint8Array {
  return Buffer.from(text, 'utf16le').swap16();
}

describe('UTF-8', () => {
  test('without BOM and with LF is the text itself, whatever it holds', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (raw) => {
        const text = `Text ${raw.replaceAll('\r', '')}`;
        expect(decodeText(Buffer.from(text))).toBe(text);
      }),
    );
  });

  test('loses its BOM', () => {
    expect(decodeText(Buffer.from(`\ufeff${ENGLISH}`))).toBe(ENGLISH);
  });

  test('keeps a byte order mark inside the text', () => {
    expect(decodeText(Buffer.from('a\ufeffb'))).toBe('a\ufeffb');
  });

  test('with a few damaged bytes shows them and keeps the rest', () => {
    const bytes = Buffer.from(RUSSIAN.repeat(40));
    bytes[101] = 0xff;
    const text = decodeText(bytes);
    expect(text).toContain('\ufffd');
    expect(text).toContain('Ереваном');
  });

  test('cut in the middle of its last character keeps the rest', () => {
    expect(decodeText(Buffer.from(RUSSIAN.repeat(40).slice(0, -2)).subarray(0, -1))).toMatch(
      /^Организация.*Еревано.*\ufffd$/su,
    );
  });
});

describe('line ends', () => {
  test.each([
    ['CRLF', 'a\r\nb\r\n\r\nc', 'a\nb\n\nc'],
    ['CR', 'a\rb\r\rc', 'a\nb\n\nc'],
    ['mixed', 'a\r\nb\nc\rd', 'a\nb\nc\nd'],
  ])('%s become LF', (_, before, after) => {
    expect(decodeText(Buffer.from(before))).toBe(after);
  });
});

describe('UTF-16', () => {
  test.each([
    ['little-endian with BOM', Buffer.from(`\ufeff${ENGLISH}`, 'utf16le')],
    ['big-endian with BOM', bigEndian(`\ufeff${ENGLISH}`)],
    ['little-endian without BOM', Buffer.from(ENGLISH, 'utf16le')],
    ['big-endian without BOM', bigEndian(ENGLISH)],
  ])('%s is told', (_, bytes) => {
    expect(decodeText(bytes)).toBe(ENGLISH);
  });

  test.each([
    ['Russian', RUSSIAN],
    ['Japanese', JAPANESE],
  ])('%s without BOM is told by its line ends and spaces', (_, text) => {
    expect(decodeText(Buffer.from(text.repeat(5), 'utf16le'))).toBe(text.repeat(5));
    expect(decodeText(bigEndian(text.repeat(5)))).toBe(text.repeat(5));
  });
});

describe('legacy encodings', () => {
  test.each([
    ['windows-1251', RUSSIAN],
    ['koi8-r', RUSSIAN],
    ['windows-1252', GERMAN],
    ['windows-1253', GREEK],
    ['shift_jis', JAPANESE],
    ['euc-jp', JAPANESE],
    ['gb18030', CHINESE],
  ])('%s is told', (encoding, text) => {
    const long = text.repeat(4);
    expect(decodeText(encode(long, encoding))).toBe(long);
  });

  test('is told where its letters come late in a long file', () => {
    const text = `${'Plain words only. '.repeat(10_000)}\n${GERMAN.repeat(4)}`;
    expect(decodeText(encode(text, 'windows-1252'))).toBe(text);
  });
});

describe('what is no text', () => {
  test.each([
    ['nothing', '', 'is empty'],
    ['a BOM alone', '\ufeff', 'is empty: it holds nothing but blank space'],
    ['blank space', ' \n\t\u200b\n', 'is empty: it holds nothing but blank space'],
    ['zeros', '\0'.repeat(100), 'is binary, not text'],
    ['control characters', 'ab\u0001\u0002\u0003\u0004'.repeat(20), 'is binary, not text'],
  ])('%s is told', (_, text, reason) => {
    expect(decodeText(Buffer.from(text))).toEqual({ reason });
  });

  test.each([
    ['an ELF program', '7f454c4602010100000000000000000003003e0001000000'],
    ['a ZIP archive', '504b03041400000008000000210000000000000000000000'],
    ['a JPEG picture', 'ffd8ffe000104a46494600010101004800480000ffdb0043'],
  ])('%s is binary', (_, hex) => {
    expect(decodeText(Buffer.from(hex, 'hex'))).toEqual({ reason: 'is binary, not text' });
  });

  test('random bytes never upset the reader', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        const text = decodeText(bytes);
        expect(typeof text === 'string' ? text.includes('\0') : text.reason).not.toBe(true);
      }),
      { numRuns: 1000 },
    );
  });
});
