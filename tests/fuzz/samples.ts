import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { READABLE_ENDINGS } from '../../src/index/documents/readers.ts';

const PROJECT = path.resolve(import.meta.dirname, '..', '..');
const FOLDERS = ['tests/index/documents/samples', 'data/documents'];

/** A real file, made by a real program. */
export interface Sample {
  /** Below the project, `/`-separated. */
  readonly name: string;
  /** With the dot, in small letters. */
  readonly ending: string;
  readonly bytes: Uint8Array;
}

/** All files of readable formats among the tests' samples. */
export function readSamples(): readonly Sample[] {
  return FOLDERS.flatMap((folder) =>
    readdirSync(path.join(PROJECT, folder), { recursive: true, encoding: 'utf8' })
      .map((name) => `${folder}/${name.split(path.sep).join('/')}`)
      .filter((name) => READABLE_ENDINGS.includes(path.extname(name).toLowerCase()))
      .toSorted(),
  ).map((name) => ({
    name,
    ending: path.extname(name).toLowerCase(),
    bytes: readFileSync(path.join(PROJECT, name)),
  }));
}
