import { countingIn } from '../../languages/counting.ts';
import type { Progress } from '../workshop.ts';
import type { MaintainerWords } from './words.ts';

const phases: Readonly<Record<Progress['phase'], string>> = {
  read: 'reading files',
  embed: 'embedding passages',
  graph: 'linking vectors',
  words: 'listing words',
  check: 'checking',
  publish: 'publishing',
};

const { count, write } = countingIn('en');

const passages = (n: number) => count(n, { one: '# passage', other: '# passages' });
const documents = (n: number) => count(n, { one: '# document', other: '# documents' });
const days = (n: number) => count(n, { one: '# day', other: '# days' });
const hours = (n: number) => count(n, { one: '# hour', other: '# hours' });
const ms = (bound: number | undefined) => (bound === undefined ? '–' : `${write(bound)} ms`);

export const en: MaintainerWords = {
  code: 'en',

  onlyMaintainers:
    'Thank you, but only the maintainers of this bot can add documents. Ask me a question in words: I answer from those that I have.',

  tooLarge: (name, limitMb) =>
    `${name} is too large: Telegram lets bots fetch files up to ${limitMb} MB. Put it into the documents folder instead.`,
  wrongFormat: (name, endings) => `I can't read ${name}. I can read: ${endings}.`,
  looking: (name, limitMb) => `I'm looking at ${name} (files up to ${limitMb} MB)…`,
  unreadable: (name, reason) => `I can't add ${name}: it ${reason}.`,
  sameContent: (name, as) => `${name} holds exactly what ${as} holds. There is nothing to add.`,
  sameAsWaiting: (name) =>
    `${name} holds exactly what a file holds that waits for your decision above.`,
  notFetched: (name) => `I couldn't fetch ${name} from Telegram. Please send it again.`,
  preview: (name, facts) => [
    facts.replaces === undefined
      ? `${name} would be a new document.`
      : `${name} would replace ${facts.replaces}.`,
    [
      `${facts.isEstimate ? 'about ' : ''}${passages(facts.passages)}`,
      `${write(facts.chars)} characters`,
      ...(facts.pages === undefined
        ? []
        : [count(facts.pages, { one: '# page', other: '# pages' })]),
      `language: ${facts.language}`,
    ].join(', '),
  ],
  addButton: 'Add it',
  discardButton: 'Discard it',
  discarded: (name) => `${name} is discarded.`,
  decidedAlready: 'That has been decided already.',

  waiting: (what, ahead) =>
    `${what}: waiting, ${count(ahead, { one: '# task', other: '# tasks' })} first.`,
  working: (what, progress) => {
    if (!progress) return `${what}…`;
    const { phase, done, total, perSecond, secondsLeft } = progress;
    const far = total === undefined ? (done > 0 ? `, ${done}` : '') : `, ${done} of ${total}`;
    const rate = perSecond === undefined ? '' : `, ${Math.round(perSecond)} a second`;
    const left = secondsLeft === undefined ? '' : `, about ${Math.ceil(secondsLeft)} s left`;
    return `${what}: ${phases[phase]}${far}${rate}${left}…`;
  },
  otherBuild: (what) => `${what}: another build is running on the machine; waiting for its end…`,
  over: (what) => `${what}: done.`,
  adding: (document) => `Adding ${document}`,
  deleting: (document) => `Deleting ${document}`,
  reindexing: 'Indexing',
  insisting: 'Publishing anyway',
  undoing: 'Putting the documents back',
  rollingBack: (build) => `Going back to ${build}`,

  published: ({ counts, documents: all, passages: parts, embedded, reused, seconds }) =>
    [
      `The new library is in use: ${documents(all)}, ${passages(parts)}.`,
      `Files: ${counts.new} new, ${counts.changed} changed, ${counts.moved} moved, ${counts.removed} removed, ${counts.unchanged} unchanged, ${counts.skipped} left out.`,
      `${passages(embedded)} embedded, ${write(reused)} reused, ${write(seconds, 1)} s.`,
    ].join('\n'),
  unchanged: ({ documents: all, passages: parts }) =>
    `The library holds all documents as they are: ${documents(all)}, ${passages(parts)}. Nothing had to be built.`,
  leftOut: (names, more) => `Left out:\n${names.join('\n')}${more > 0 ? `\nand ${more} more` : ''}`,
  refused: 'The new library is not in use; the one before goes on answering. The check says:',
  insistButton: 'Publish anyway',
  undoButton: 'Put the documents back',
  forceButton: 'Build anew',
  failed: (says) => `That failed; the library before goes on answering. ${says}`,
  notWritten: (code) =>
    `The documents folder couldn't be written (${code}). Check its permissions and the room on the disk.`,
  fileGone: 'The file is no longer there. Please send it again.',
  rolledBack: (build) => `In use again: ${build}. It stays until a document changes.`,

  docs: (page, pages, all) =>
    pages > 1 ? `${documents(all)}, page ${page} of ${pages}:` : `${documents(all)}:`,
  previousPage: (page) => `◀ Page ${page}`,
  nextPage: (page) => `Page ${page} ▶`,
  noDocs: 'There are no documents.',
  docsHint: (limitMb, endings) =>
    `To add or replace one, send me the file (up to ${limitMb} MB: ${endings}). A number below opens a document.`,
  states: { new: 'not indexed yet', changed: 'changed since', removed: 'gone from the folder' },
  passages,
  skipped: (reason) => `left out: ${reason}`,
  language: (code) => `language: ${code}`,
  deleteButton: 'Delete it',
  keepButton: 'Keep it',
  backButton: 'Back to the list',
  askDelete: (document) => `Delete ${document} from the documents folder and the library?`,
  kept: 'All stays as it is.',
  noSuchDocument: 'There is no such document. /docs lists them.',
  whichDocument: 'Several documents are called so. Which one?',

  builds: 'Builds of the library, newest first:',
  build: (builtAt, all, parts) => `${builtAt}: ${documents(all)}, ${passages(parts)}`,
  inUse: 'in use',
  buildRefused: 'refused by the check',
  noEarlierBuild: 'There is no other build to go back to.',
  askRollBack: (builtAt) => `Answer from the build of ${builtAt} again?`,
  rollBackButton: 'Go back to it',

  stats: (facts) => [
    `Library: ${documents(facts.documents)}, ${passages(facts.passages)}.`,
    `Built ${facts.builtAt} (${facts.ageHours < 48 ? hours(facts.ageHours) : days(Math.floor(facts.ageHours / 24))} ago). Files changed since: ${facts.changedFiles}; left out: ${facts.skippedFiles}.`,
    `Questions in ${days(facts.days)}: ${facts.kinds.found} answered, ${facts.kinds.closest} weakly, ${facts.kinds.nothing} refused.`,
    `From: ${
      Object.entries(facts.sources)
        .map(([source, n]) => `${source} ${n}`)
        .join(', ') || '–'
    }.`,
    `Votes: good ${facts.votes.good}, bad ${facts.votes.bad}, not what was asked ${facts.votes.missed}.`,
    `Until the answer was out: half within ${ms(facts.p50Ms)}, 95 % within ${ms(facts.p95Ms)}.`,
  ],
  gaps: (groups, questions, kept) =>
    `${count(questions, { one: '# question', other: '# questions' })} without a good answer in ${days(kept)}, in ${count(groups, { one: '# group', other: '# groups' })}:`,
  noGaps: (kept) => `No question went without a good answer in ${days(kept)}.`,
  gapsOff: 'Questions are not kept: KEEP_QUESTIONS_DAYS is 0.',
  gapsFile: 'All of them.',

  commands: {
    docs: 'List the documents; send me a file to add one',
    delete: 'Delete a document',
    reindex: 'Bring the library up to date',
    rollback: 'Go back to an earlier library',
    stats: 'Library, questions, speed',
    gaps: 'Questions without a good answer',
  },
};
