import path from 'node:path';

/** Where files from the chat are kept, below the documents folder. */
const FOLDER = 'uploads';

/** What is kept of a name without its ending, in bytes of UTF-8; file systems take 255 for all of it. */
const NAME_BYTES = 120;

/** Names that Windows keeps for devices, whatever their ending. */
const DEVICE = /^(con|prn|aux|nul|com\d|lpt\d)$/iu;

/**
 * The name of a file as a document's, made of letters, digits, `-` and `_` alone: what comes from outside never becomes a
 * path. `../../Zoning PLAN (final) 😀.TXT` becomes `Zoning-PLAN-final.txt`.
 *
 * @returns undefined where the name has none of the endings that can be read
 */
export function safeName(label: string, endings: readonly string[]): string | undefined {
  const base = label.split(/[/\\]/u).at(-1) ?? '';
  const plain = base.normalize('NFKC').replaceAll(/[\p{C}]/gu, '');
  const ending = path.extname(plain).toLowerCase();
  if (!endings.includes(ending)) return undefined;
  const words = plain.slice(0, -ending.length).match(/[\p{L}\p{N}\p{M}_]+/gu) ?? [];
  const name = cutToBytes(words.join('-'), NAME_BYTES);
  if (name === '') return `document${ending}`;
  return `${DEVICE.test(name) ? `${name}_` : name}${ending}`;
}

/** Cuts between characters, and leaves no mark without its letter. */
function cutToBytes(name: string, bytes: number): string {
  let kept = '';
  for (const { segment } of new Intl.Segmenter().segment(name)) {
    if (Buffer.byteLength(kept + segment) > bytes) break;
    kept += segment;
  }
  return kept.replace(/^\p{M}+/u, '');
}

/**
 * The document that a file is to become: the one that has its name, if there is just one, else one of its own in the folder
 * for uploads.
 *
 * @param ids of all documents
 */
export function documentFor(name: string, ids: readonly string[]): string {
  const own = `${FOLDER}/${name}`;
  const sameName = ids.filter((id) => isNamed(id, name));
  const inFolder = sameName.find((id) => isSame(id, own));
  return inFolder ?? (sameName.length === 1 ? (sameName[0] ?? own) : own);
}

/** A document that was put there by hand may have spaces or brackets in its name, as the file had. */
function isNamed(id: string, name: string): boolean {
  const own = id.slice(id.lastIndexOf('/') + 1);
  return isSame(own, name) || isSame(safeName(own, [path.extname(name)]) ?? '', name);
}

function isSame(one: string, other: string): boolean {
  return one.normalize('NFC').toLowerCase() === other.normalize('NFC').toLowerCase();
}
