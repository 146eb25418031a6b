import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { termsOf } from '../../../src/index/library/words.ts';
import { seeded } from '../../seeded.ts';

// node --import tsx tests/retrieval/eval/misspell.ts SET/questions.json OUT.json [SEED]
//
// Makes a set of questions with one random slip of the fingers in one content word of each: what spelling is measured on
// (README, "Evaluation"). The same seed makes the same set.

/** Shorter words are seldom mistyped unseen. */
const SHORTEST_CHARS = 5;

/** The question with one character of one content word left out, doubled, replaced, or swapped with the next one. */
export function misspelt(question: string, language: string, random: () => number): string {
  const words = [...question.matchAll(/\p{L}+/gu)].filter(
    ([word]) => word.length >= SHORTEST_CHARS && termsOf(word, language).length > 0,
  );
  const chosen = words[Math.floor(random() * words.length)];
  if (!chosen) return question;
  const [word] = chosen;
  const end = chosen.index + word.length;
  return question.slice(0, chosen.index) + slip(word, random) + question.slice(end);
}

/** The first letter stays, as it mostly does. */
function slip(word: string, random: () => number): string {
  const at = 1 + Math.floor(random() * (word.length - 2));
  const [before, after] = [word.slice(0, at), word.slice(at + 1)];
  const [letter = '', next = ''] = word.slice(at);
  switch (Math.floor(random() * 4)) {
    case 0:
      return before + after;
    case 1:
      return before + letter + letter + after;
    case 2:
      return letter === next ? before + after : before + next + letter + after.slice(1);
    default: {
      const another = (word[Math.floor(random() * word.length)] ?? letter).toLowerCase();
      return another === letter ? before + after : before + another + after;
    }
  }
}

interface QuestionSet {
  readonly questions: readonly { readonly question: string; readonly language?: string }[];
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [, , from = '', to = '', seed = '1'] = process.argv;
  const set = JSON.parse(readFileSync(from, 'utf8')) as QuestionSet;
  const random = seeded(Number(seed));
  const questions = set.questions.map((asked) => ({
    ...asked,
    question: misspelt(asked.question, asked.language ?? 'en', random),
  }));
  writeFileSync(to, JSON.stringify({ ...set, questions }));
}
