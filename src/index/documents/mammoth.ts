import mammoth from 'mammoth';

// The one door to the reader of Word's files.

/** What mammoth doesn't know by itself. https://github.com/mwilliamson/mammoth.js#writing-style-maps */
const STYLES = [
  "p[style-name='Title'] => h1.title:fresh",
  "p[style-name='Subtitle'] => p:fresh",
  ...[1, 2, 3, 4, 5, 6].map((level) => `p[style-name='Heading ${level}'] => h${level}:fresh`),
  ...[7, 8, 9].flatMap((level) =>
    ['heading', 'Heading'].map((name) => `p[style-name='${name} ${level}'] => h6:fresh`),
  ),
];

/** A document as HTML. Pictures and their bytes are left out, files that it names elsewhere are not opened. */
export async function docxToHtml(bytes: Uint8Array): Promise<string> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    return (await mammoth.convertToHtml({ buffer }, OPTIONS)).value;
  } catch (cause) {
    throw new Error(complaintOf(cause), { cause });
  }
}

const OPTIONS = {
  styleMap: STYLES,
  externalFileAccess: false,
  convertImage: mammoth.images.imgElement(() => Promise.resolve({ src: '' })),
};

/** What is wrong with a file, without the marks of the parser of XML. */
function complaintOf(cause: unknown): string {
  const complaint = cause instanceof Error ? cause.message : String(cause);
  return complaint
    .replaceAll(/\s*@#\[[^\]]*\]|\[xmldom \w+\]\s*|^(?:error|warning|fatalError):\s*/gu, '')
    .trim();
}
