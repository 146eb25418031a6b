import { ENGLISH_EXPLANATION } from '../../retrieval/explanation-words.ts';
import { countingIn } from './counting.ts';
import type { Sentences } from './sentences.ts';

const { count, write } = countingIn('en');

const QUOTES = { one: '# quote', other: '# quotes' };

export const en: Sentences = {
  code: 'en',
  name: 'English',

  welcome: (topics) =>
    [
      'Ask me a question in your own words. I answer with exact quotes from the documents and say where they stand.',
      ...(topics ? [`The documents: ${topics}.`] : []),
      '/help says how to ask in groups and in other chats.',
    ].join('\n\n'),
  help: (name) =>
    [
      'Here: write your question. Every answer is quoted word for word, the best sentence in bold, with its place in the document below it.',
      'In a group: /ask and the question, or reply with /ask to a message that holds the question, or reply to one of my messages. Its admins choose with /settings how I behave there.',
      'To ask on (“and when was that?”): simply write it, or reply to the answer that you mean. /why as a reply to an answer says how it came about.',
      'Under an answer, buttons read on around its first quote. The place below each quote is a link that opens it here.',
      '/search and words lists every sentence that holds them, /doc the documents, /toc the headings of one.',
      `In any chat: type @${name} and the question, then pick the quote to send.`,
      'I make nothing up: what the documents do not say, I cannot answer.',
    ].join('\n\n'),
  joined: (name, hearsMentions) =>
    [
      'Hello! I answer questions with exact quotes from the documents. Admins: /settings.',
      hearsMentions
        ? `To ask: /ask and your question, @${name} and your question, or a reply to one of my messages. /ask as a reply to a message takes that message as the question.`
        : `To ask: /ask and your question, or a reply to one of my messages. /ask as a reply to a message takes that message as the question. Mentions of @${name} do not reach me in this group.`,
    ].join('\n'),

  closest: 'I found no clear answer. These passages come closest, but they may not answer it:',
  nothing: 'I found nothing about that in the documents.',
  about: (topics) => `They are about: ${topics}.`,
  searchedFor: (question) => `I searched for: ${question}`,
  askAfresh: 'Start afresh',
  askAsWritten: 'Search as written',
  onlyBeginning: (chars) =>
    `Your message is long, so I searched for its first ${count(chars, { one: 'character', other: '# characters' })}. A short question finds more.`,

  why: ENGLISH_EXPLANATION,
  whyUnknown:
    'Reply with /why to one of my answers. I keep questions for a short while only: if yours is older, please ask again.',

  comma: ', ',
  votes: {
    missedButton: 'Not what I asked',
    noted: {
      good: 'Thank you: noted as a good answer. Press again to take it back.',
      bad: 'Thank you: noted as a bad answer. Press again to take it back.',
      missed: 'Thank you: noted as not what was asked. Press again to take it back.',
    },
    takenBack: 'Your vote is taken back.',
  },
  saved: {
    button: 'Save',
    saved: 'Saved. /saved in our private chat lists your quotes.',
    known: 'You saved this quote before.',
    full: (most) =>
      `You have ${count(most, { one: 'one quote', other: '# quotes' })} saved, and I keep no more. Remove some with /saved first.`,
    howTo:
      'Reply with /save to one of my answers; /save 2 takes its second quote. I keep answers for a short while only: if yours is older, please ask again.',
    noSuchQuote: 'That answer has no quote of this number.',
    none: 'You have saved no quotes yet. Press “Save” under an answer, or reply to it with /save.',
    list: (first, last, total) => `Your saved quotes, ${first} to ${last} of ${total}:`,
    changed: 'the document has changed since',
    removeButton: (number) => `Remove ${number}`,
    removed: 'Removed.',
    newer: '‹ Newer',
    older: 'Older ›',
    inPrivate: 'This is between the two of us. Ask me in our private chat.',
    openPrivate: 'Open the private chat',
    quotesTitle: 'Saved quotes',
    answersTitle: 'Answers in this chat',
    savedOn: (date) => `Saved on ${date}`,
    noAnswers: 'I keep no answers of this chat, or no longer.',
    adminsOnly: 'Only admins of this group may export its answers.',
  },
  privacy: {
    heading: 'What I keep about you, and how long:',
    questions: (hours, now) =>
      `• Your questions with what I quoted: ${count(hours, { one: 'one hour', other: '# hours' })}, so that you can ask on. Now: ${now}.`,
    texts: (days) =>
      `• The words of a question that had no good answer, or was voted on: ${count(days, { one: 'one day', other: '# days' })}, for those who choose the documents. Your name is not with them.`,
    votes: (days, now) =>
      `• Your votes: ${count(days, { one: 'one day', other: '# days' })}. Now: ${now}.`,
    saved: (days, now) =>
      `• Quotes that you saved: until you remove them, or have not looked at them for ${count(days, { one: 'one day', other: '# days' })}. Now: ${now}.`,
    settings: '• Settings of our chat, and whether an admin allowed you to ask.',
    nothingElse:
      'Nothing else: no name, and of all other messages not a word once they are answered.',
    howToForget: '/forget deletes all of it at once.',
    ask: 'Shall I delete all that I keep about you: questions, votes, saved quotes and settings? This cannot be undone. To keep your quotes, /export them first.',
    deleteButton: 'Delete it all',
    keepButton: 'Keep it',
    deleted: 'Deleted: all that I kept about you.',
    kept: 'Nothing was deleted.',
    remainingTexts: (days) =>
      `What may remain for up to ${count(days, { one: 'one day', other: '# days' })} are the words of older questions without a good answer. Nothing in them says that they are yours, so I cannot find them.`,
    remainingPermission: 'That an admin allowed you to ask remains, or you could ask no more.',
    remainingRecord:
      'The record of what you changed in the documents remains: it is there so that changes can be traced.',
  },

  page: (page) => `page ${page}`,
  paragraph: (paragraph) => `paragraph ${paragraph}`,
  row: (row) => `row ${row}`,
  shortened: 'shortened',

  reading: {
    before: '◀ Before',
    after: 'After ▶',
    copy: 'Copy',
    section: 'Whole section',
    next: 'Next excerpt',
    back: 'Back',
    excerpt: (number) => `Excerpt ${number}`,
    part: (part, parts) => `Part ${part} of ${parts}`,
    previousPart: (part) => `◀ Part ${part}`,
    nextPart: (part) => `Part ${part} ▶`,
    open: 'read on',

    changed: 'The text has changed since, and this passage is no longer there. Please ask again.',
    gone: 'This document is no longer there.',
    notShown: 'This document is not shown in this chat.',
    atBeginning: 'This is the beginning of the document.',
    atEnd: 'This is the end of the document.',
    forgotten: 'I no longer know this question. Please ask again.',
    badLink: 'This link leads to no place in the documents. /doc lists them.',

    documents: (total, words) =>
      words === undefined
        ? `Documents: ${write(total)}`
        : `Documents named ${words}: ${write(total)}`,
    noDocuments: 'There is no such document. /doc lists all.',
    whichDocument: 'Which one do you mean?',
    noHeadings: 'This document has no headings.',
    fromBeginning: 'From the beginning',
    allDocuments: 'All documents',
    matches: (total, words, isComplete) =>
      `Sentences with ${words}: ${isComplete ? '' : 'at least '}${write(total)}`,
    noMatches: (words) => `No sentence holds exactly this: ${words}`,
    searchHint:
      'Write words after /search, and I list every sentence that holds them all. A phrase goes in quotation marks.',
    pageOf: (page, pages) => `Page ${page} of ${pages}`,
    previousPage: (page) => `◀ Page ${page}`,
    nextPage: (page) => `Page ${page} ▶`,
  },

  emptyQuestion: 'Write your question in words, for example: Who may vote?',
  emptyQuestionInGroup:
    'Write the question after /ask, or reply with /ask to the message that holds it.',
  onlyText: 'I can read text only. Write your question in words.',
  unknownCommand: 'I do not know this command. Write your question in words, or see /help.',

  failed: 'Something went wrong on my side. Please ask again in a minute.',
  tooLate: 'I was away and saw this too late. If you still want to know, please ask again.',
  busy: 'Many people are asking at the moment. Your question is in the queue: the answer will follow here in a little while.',
  oldButton: 'This button no longer works. Please ask again.',

  commands: {
    ask: 'Ask a question, or reply with it to one',
    help: 'How to ask, here and elsewhere',
    settings: 'Answer length, language, documents and more',
    start: 'What this bot does',
    doc: 'The documents; with words: those of that name',
    search: 'Every sentence that holds these words',
    toc: 'The headings of a document',
    why: 'Why this answer? Reply with it to one',
    save: 'Save a quote: reply with it to an answer',
    saved: 'Your saved quotes',
    export: 'Your quotes as a file',
    privacy: 'What I keep about you',
    forget: 'Delete all that I keep about you',
  },
  inline: {
    open: 'Ask in a private chat',
    nothing: 'Nothing found in the documents',
    example: (question) => `For example: ${question}`,
  },
  settings: {
    mine: 'Your settings:',
    ofGroup: 'Settings of this group. Its admins can change them:',
    names: {
      length: 'Answer length',
      speaks: 'When to speak',
      nothing: 'Nothing found',
      language: 'Language',
      folder: 'Documents',
      silence: 'Silence',
    },
    named: (name, value) => `${name}: ${value}`,
    lengths: {
      short: () => 'short, 1 quote',
      usual: (quotes) => `usual, up to ${count(quotes, QUOTES)}`,
      long: (quotes) => `long, up to ${count(quotes, QUOTES)}`,
    },
    speaks: { addressed: 'only when asked', questions: 'also after a question mark' },
    nothing: { line: 'one short line', reaction: 'a reaction, 🤷' },
    everyonesOwn: 'everyone’s own',
    ofApp: 'that of your Telegram',
    allDocuments: 'all',
    noSilence: 'off',
    hours: (hours) => count(hours, { one: '# hour', other: '# hours' }),
    chosen: (value) => `✓ ${value}`,
    back: '‹ Back',
    done: 'Done',
    earlier: '‹ Earlier',
    later: 'Later ›',
    saved: 'Saved.',
    onlyAdmins: 'Only admins of this group can change its settings.',
    cannotHear:
      'Saved. But Telegram does not show me such messages here: make me an admin, or switch privacy mode off at @BotFather and add me again.',
    silent: 'I keep silent here for now, as the admins wish.',
  },
  access: {
    unknownPerson:
      'I answer only people who were let in. If somebody gave you a code, send it to me like this: /pair CODE',
    unknownGroup:
      'I answer only in groups that were let in. If somebody gave you a code, an admin of this group can send it like this: /pair CODE',
    unknownBriefly: 'I answer only people who were let in.',
    code: ({ code, minutes, link, groupLink }) =>
      [
        `This code lets in one person or one group, within ${count(minutes, { one: '# minute', other: '# minutes' })}:`,
        code,
        `A person sends me /pair ${code} or opens:`,
        link,
        `An admin of a group sends /pair ${code} there, or adds me to it here:`,
        groupLink,
      ].join('\n'),
    isOpen: 'Everyone may ask me. Codes are needed only with ACCESS=listed.',
    personIn: 'Welcome! You may ask me now. Write your question, or see /help.',
    groupIn: 'This group may ask me now: /ask and the question. /settings is for its admins.',
    alreadyIn: 'No code is needed: you may ask me already.',
    wrongCode: 'This code is wrong, used, or too old. Please ask for a new one.',
    tooManyCodes: (minutes) =>
      `Too many wrong codes. Please try again in ${count(minutes, { one: '# minute', other: '# minutes' })}.`,
    groupNeedsAdmin:
      'Only an admin of this group can let me in here. This code is used up now, since everybody here could read it.',
    list: (people) =>
      `Let in so far: ${count(people, { one: '# person or group', other: '# people and groups' })}.`,
    listEmpty: 'Nobody was let in yet. /pair makes a code.',
    person: (id) => `Person ${id}`,
    group: (id) => `Group ${id}`,
    remove: (name) => `Remove ${name}`,
    removed: 'Removed.',
    commands: { pair: 'A code that lets somebody in', access: 'Who was let in' },
  },
  limits: {
    person: 'That was a lot at once. Please give me a minute, then ask on.',
    group: 'That was a lot at once in this group. Please give me a minute, then ask on.',
    briefly: 'Please wait a minute, then ask on',
  },
};
