import { describe, expect, test } from 'vitest';
import { contentProblem } from '../../../src/index/documents/content.ts';

const bytes = (latin1: string) => Buffer.from(latin1, 'latin1');

describe('a file that is not what its ending says', () => {
  test.each([
    [
      '%PDF-1.7\n',
      'text',
      'is a PDF by its content, not what its ending says; give it the ending .pdf',
    ],
    [
      'PK\u0003\u0004 word/document.xml',
      'text',
      'is a Word document by its content, not what its ending says; give it the ending .docx',
    ],
    [
      'PK\u0003\u0004 mimetypeapplication/epub+zip',
      'pdf',
      'is an EPUB book by its content, not what its ending says; give it the ending .epub',
    ],
    [
      'PK\u0003\u0004 xl/workbook.xml',
      'text',
      'is a spreadsheet by its content, not what its ending says',
    ],
    [
      '\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1',
      'zip',
      'is an Office document of the old kind or with a password by its content, not what its ending says',
    ],
    ['{\\rtf1\\ansi', 'zip', 'is RTF by its content, not what its ending says'],
    ['\u0089PNG\r\n\u001a\n', 'text', 'is a picture by its content, not what its ending says'],
    [
      '<html>',
      'zip',
      'is not what its ending says: files of this format are zip archives, and this one is none',
    ],
    ['<html>', 'pdf', 'is not what its ending says: it has no mark of a PDF'],
  ] as const)('%j where %s is expected', (content, expected, problem) => {
    expect(contentProblem(bytes(content), expected)).toBe(problem);
  });

  test.each([
    ['', 'text'],
    ['RIFF is what a guitar plays.', 'text'],
    ['MZ, PK and Rar! are names.', 'text'],
    ['GIF is a format.', 'text'],
    ['PK\u0003\u0004', 'zip'],
    ['\n  %PDF-1.4', 'pdf'],
    ['mailed to you: %PDF-1.4', 'pdf'],
  ] as const)('unlike %j where %s is expected', (content, expected) => {
    expect(contentProblem(bytes(content), expected)).toBeUndefined();
  });
});
