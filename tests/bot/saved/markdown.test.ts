import fc from 'fast-check';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { describe, expect, test } from 'vitest';
import { markdownLine, markdownQuote } from '../../../src/bot/saved/markdown.ts';

interface Node {
  readonly type: string;
  readonly value?: string;
  readonly children?: readonly Node[];
}

function textOf(node: Node): string {
  if (node.type === 'paragraph') return `${(node.children ?? []).map(textOf).join('')}\n\n`;
  return node.value ?? (node.children ?? []).map(textOf).join('');
}

const typesIn = (node: Node): string[] => [node.type, ...(node.children ?? []).flatMap(typesIn)];

/** Lines as they stand but for what no reader sees: how lines end, how many are empty, controls. */
function seen(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/(?![\t\n])\p{Cc}/gu, '\ufffd')
    .replace(/^[ \t]+$/gm, '')
    .replace(/\n{2,}/g, '\n\n')
    .replace(/^\n+|\n+$/g, '');
}

/** Pieces that mean something in Markdown, at a line's beginning or anywhere, and some that don't. */
const PIECES = fc.constantFrom(
  ...'# |> |- |1. |1) |```|    |\t|\n|\r|\n\n|***|__|[a](b)|![x](y)|<b>|&amp;|---|===|~~|\\|`|$x$|:|+ |= '.split(
    '|',
  ),
  ...'https://a.b www.a.b a@b.c [^1]: [x]: شجرة 漢字 👩‍👩‍👧 \u0000 \u2028 word |a|'.split(' '),
  ' ',
);
const HOSTILE = fc.oneof(
  fc.array(PIECES, { maxLength: 12 }).map((pieces) => pieces.join('')),
  fc.string({ unit: 'binary', maxLength: 60 }),
);

describe('a quotation in Markdown', () => {
  test('shows every text as it stands, and makes no markup of it', () => {
    fc.assert(
      fc.property(HOSTILE, (text) => {
        const tree = fromMarkdown(markdownQuote(text)) as Node;
        expect(new Set(typesIn(tree))).toEqual(
          new Set(
            seen(text) === ''
              ? ['root', 'blockquote']
              : ['root', 'blockquote', 'paragraph', 'text'],
          ),
        );
        expect(seen(textOf(tree))).toBe(seen(text));
      }),
      { numRuns: 500 },
    );
  });

  test.each(['https://example.org', 'www.example.org', 'me@example.org'])(
    'makes no link of %s where addresses become links by themselves',
    (address) => {
      expect(markdownQuote(address)).toMatch(/\\[:.@]/);
    },
  );
});

test('a title in Markdown is one line, and nothing but text', () => {
  fc.assert(
    fc.property(HOSTILE, (text) => {
      const tree = fromMarkdown(`## x ${markdownLine(text)}`) as Node;
      expect(tree.children).toHaveLength(1);
      expect(new Set(typesIn(tree))).toEqual(new Set(['root', 'heading', 'text']));
    }),
    { numRuns: 500 },
  );
});
