import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** Inputs that are larger than most: what each puts into a documents folder. */
export const CASES = {
  /** One text, in MB. */
  text: async (folder: string, size: number) => {
    const file = createWriteStream(path.join(folder, 'large.txt'));
    for (let at = 0, written = 0; written < size * 1e6; at += 5) {
      const paragraph = `${sentencesFrom(at, 5)}\n\n`;
      written += paragraph.length;
      if (!file.write(paragraph)) await once(file, 'drain');
    }
    await once(file.end(), 'close');
  },
  /** One paragraph, in MB. */
  paragraph: async (folder: string, size: number) => {
    const text = sentencesFrom(0, Math.ceil(size * 14_000)).slice(0, size * 1e6);
    await writeFile(path.join(folder, 'paragraph.txt'), `A long paragraph\n\n${text}\n`);
  },
  /** Small files of about 1 kB, in thousands. */
  files: async (folder: string, size: number) => {
    for (let at = 0; at < size * 1000; at += 1) {
      const below = path.join(folder, String(Math.floor(at / 1000)));
      if (at % 1000 === 0) await mkdir(below);
      const text = `# Note ${at}\n\n${sentencesFrom(at * 13, 13)}\n`;
      await writeFile(path.join(below, `note-${at}.md`), text);
    }
  },
} as const;

export type Case = keyof typeof CASES;

export const SIZES: Readonly<Record<Case, number>> = { text: 100, paragraph: 1, files: 10 };

const WORDS =
  `harbour ship grain captain pier town mayor fee year gate timber rule winter ice market bridge river
  letter school church tower wall garden bread price tax law vote meeting road cart horse winter stone`.split(
    /\s+/u,
  );

/** Sentences of some 70 characters, no two of them alike. */
function sentencesFrom(first: number, count: number): string {
  return Array.from({ length: count }, (_, at) => sentence(first + at)).join(' ');
}

function sentence(number: number): string {
  const words = Array.from(
    { length: 8 },
    (_, place) => WORDS[(number * 7 + place * (3 + (number % 11))) % WORDS.length] ?? '',
  );
  return `The ${words.join(' ')} of number ${number} stands.`;
}
