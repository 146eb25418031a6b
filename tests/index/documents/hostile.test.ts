import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { zipSync } from 'fflate';
import { afterAll, describe, expect, test } from 'vitest';
import { ReadingProcess } from '../../../src/index/documents/reading-process.ts';
import { temporaryFolder } from '../library/temporary-folder.ts';

// Made to take all time and memory, or to break a parser: each must end in one line, and the next file must be read.

const LIMITS = { maxSeconds: 6, maxMemoryMb: 400 };
const MB = 1024 * 1024;

const bytes = (text: string) => new TextEncoder().encode(text);

const WORD = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const TYPES = `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`;

function docx(document: Uint8Array): Uint8Array {
  return zipSync(
    { '[Content_Types].xml': bytes(TYPES), 'word/document.xml': document },
    { level: 1 },
  );
}

const SEALED =
  '<encryption><enc:CipherData><enc:CipherReference URI="c.xhtml"/></enc:CipherData></encryption>';

function epub(chapter: Uint8Array, encryption = '<encryption/>'): Uint8Array {
  const container = '<container><rootfiles><rootfile full-path="a.opf"/></rootfiles></container>';
  const book =
    '<package><manifest><item id="c" href="c.xhtml"/></manifest><spine><itemref idref="c"/></spine></package>';
  return zipSync(
    {
      mimetype: bytes('application/epub+zip'),
      'META-INF/container.xml': bytes(container),
      'a.opf': bytes(book),
      'META-INF/encryption.xml': bytes(encryption),
      'c.xhtml': chapter,
    },
    { level: 1 },
  );
}

/** An archive whose directory and headers state a size for all files that they don't have. */
function lying(archive: Uint8Array, size: number): Uint8Array {
  const bytesOf = Buffer.from(archive);
  const mend = (mark: string, offset: number): void => {
    for (let at = bytesOf.indexOf(mark); at >= 0; at = bytesOf.indexOf(mark, at + 1))
      bytesOf.writeUInt32LE(size, at + offset);
  };
  mend('PK\u0001\u0002', 24);
  mend('PK\u0003\u0004', 22);
  return bytesOf;
}

const ENTITIES = `<!DOCTYPE bomb [<!ENTITY a "boom boom boom boom">${Array.from({ length: 25 }, (_, at) => `<!ENTITY ${String.fromCharCode(98 + at)} "${`&${String.fromCharCode(97 + at)};`.repeat(10)}">`).join('')}]>`;

const BODY = `<w:document xmlns:w="${WORD}"><w:body><w:p><w:r><w:t>`;

const BROKEN = /^(?:can't be read: |needs more memory|takes longer)/;

const process = new ReadingProcess(LIMITS);
afterAll(() => process.close());

async function read(name: string, contents: Uint8Array | string): Promise<string> {
  const file = path.join(await temporaryFolder(), name);
  await writeFile(file, contents);
  const { outline } = await process.read({ path: file, id: name, maxFileBytes: 1e9 });
  await writeFile(`${file}.txt`, 'All is well.');
  const next = await process.read({ path: `${file}.txt`, id: 'next.txt', maxFileBytes: 1e9 });
  expect(next.outline).toMatchObject({ text: 'All is well.' });
  return 'reason' in outline ? outline.reason : `text: ${outline.text.split('\n')[0]}`;
}

describe('a file made to do harm', () => {
  test.each([
    ['bomb.docx', () => lying(docx(bytes('x')), 3e8), /^would unpack to 572 MB of text/],
    ['bomb.epub', () => lying(epub(bytes('x')), 3e8), /^would unpack to 1144 MB of text/],
    ['liar.docx', () => lying(docx(Buffer.alloc(4 * MB, ' ')), 1000), BROKEN],
    ['liar.epub', () => lying(epub(Buffer.alloc(4 * MB, ' ')), 1000), /^holds no text/],
    [
      'entities.docx',
      () => docx(bytes(`<?xml version="1.0"?>${ENTITIES}${BODY}&z;</w:t>`)),
      BROKEN,
    ],
    [
      'entities.epub',
      () => epub(bytes(`${ENTITIES}<html><p>Chapter &z;</p></html>`)),
      /^text: Chapter &z;/,
    ],
    ['deep.html', () => `${'<div>'.repeat(10_000)}Deep.`, /^text: Deep\./],
    ['deep-lists.html', () => `${'<ul><li>'.repeat(5000)}Deep.`, /^text: • Deep\./],
    ['deep-tables.html', () => `${'<table><tr><td>'.repeat(500)}Deep.`, /^text: Deep\./],
    ['deep.docx', () => docx(bytes(`${BODY}${'<w:sdt><w:sdtContent>'.repeat(1000)}`)), BROKEN],
    ['deep.epub', () => epub(bytes(`<html><body>${'<div>'.repeat(20_000)}Deep.`)), /^text: Deep\./],
    ['endless.html', () => '<div><b><p>'.repeat(150_000), /^(?:takes longer|needs more)/],
    ['long-attribute.html', () => `<p ${'a'.repeat(2 * MB)}>Text.</p>`, /^text: Text\./],
    ['unclosed.csv', () => `a,b\n"${'x,y\n'.repeat(5_000)}`, /^text: a: "x \| b: y/],
    ['wide.csv', () => `${'a,'.repeat(50_000)}\n${'b,'.repeat(50_000)}`, /^text: /],
    ['half.docx', () => docx(bytes('<w:document')).subarray(0, 200), /^is a damaged zip archive/],
    ['none.docx', () => zipSync({ 'a.txt': bytes('word/') }), /^is a zip archive, but no Word/],
    ['none.epub', () => zipSync({ 'a.txt': bytes('x') }), /^is a zip archive, but no EPUB book/],
    ['sealed.epub', () => epub(bytes('x'), SEALED), /^is protected against copying/],
    ['broken.docx', () => docx(bytes('<w:document')), BROKEN],
    ['picture.html', () => Buffer.from('\u0089PNG\r\n', 'latin1'), /^is a picture by its content/],
  ] as const)(
    '%s ends in one line',
    async (name, make, expected) => {
      const told = await read(name, make());
      expect(told).toMatch(expected);
      expect(told).not.toMatch(/\n/);
    },
    60_000,
  );
});
