import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { QUESTION_MAX_CHARS, addressed, addressedAsGuest } from '../../src/bot/addressing.ts';
import { wellFormed } from '../../src/bot/label.ts';
import { inGroup, ME, mediaToBot, repliedTo, toBot } from './support/messages.ts';

const SILENCE = { kind: 'not-for-us' };

function asking(text: string, answerTo = 11) {
  return { kind: 'question', text, isBeginning: false, answerTo };
}

describe('in a private chat', () => {
  test('any text is a question', () => {
    expect(addressed(toBot('  Who may vote? '), ME)).toEqual(asking('Who may vote?'));
  });

  test.each(['/ask Who may vote?', '/ASK Who may vote?', '/ask@docbot\nWho may vote?'])(
    '%j is a question',
    (text) => {
      expect(addressed(toBot(text), ME)).toEqual(asking('Who may vote?'));
    },
  );

  test('[10] what a link carried is handed on', () => {
    expect(addressed(toBot('/start c_1 '), ME)).toEqual({ kind: 'start', payload: 'c_1' });
  });

  test.each([
    ['/doc', { kind: 'doc', words: '' }],
    ['/toc@DocBot charter ', { kind: 'toc', words: 'charter' }],
    ['/search "may vote"', { kind: 'search', words: '"may vote"' }],
  ] as const)('[10] %j asks for a list', (text, wanted) => {
    expect(addressed(toBot(text), ME)).toEqual(wanted);
    expect(addressed(inGroup(text), ME)).toEqual(wanted);
  });

  test.each(['/start', '/START', '/start@DocBot'])('[10] %j greets', (text) => {
    expect(addressed(toBot(text), ME)).toEqual({ kind: 'start', payload: '' });
  });

  test('[10] an unknown command gets a hint', () => {
    const hint = { kind: 'hint', hint: 'unknown-command' };
    expect(addressed(toBot('/fly to the moon'), ME)).toEqual(hint);
  });

  test.each(['/ask', '   ', '?!', '👩‍👩‍👧', '@DocBot'])('[3] %j asks nothing', (text) => {
    expect(addressed(toBot(text), ME)).toEqual({ kind: 'hint', hint: 'empty' });
  });

  test('[4] of a very long message the beginning is the question', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1500, maxLength: 4096 }), (noise) => {
        const outcome = addressed(toBot(`Why ${noise}`), ME);
        if (outcome.kind !== 'question') throw new Error(outcome.kind);
        expect(outcome.text.length).toBeLessThanOrEqual(QUESTION_MAX_CHARS);
        expect(outcome.text).toBe(wellFormed(outcome.text));
      }),
    );
  });

  test('[12] the caption of a picture is a question', () => {
    const photo = mediaToBot({ photo: [], caption: 'Who may vote?' });
    expect(addressed(photo, ME)).toEqual(asking('Who may vote?'));
  });

  test('[13] a forwarded message is a question', () => {
    const forward_origin = { type: 'hidden_user', date: 1, sender_user_name: 'Bob' } as const;
    expect(addressed(toBot('Who may vote?', { forward_origin }), ME)).toEqual(
      asking('Who may vote?'),
    );
  });

  test.each([
    ['sticker', { sticker: {} as never }],
    ['voice message', { voice: {} as never }],
    ['place', { location: { latitude: 1, longitude: 1 } }],
    ['poll', { poll: { question: 'Tea?' } as never }],
    ['picture without caption', { photo: [] }],
  ])('[14] a %s gets a hint', (_, given) => {
    expect(addressed(mediaToBot(given), ME)).toEqual({ kind: 'hint', hint: 'not-text' });
  });

  test('events of the chat are nothing to answer', () => {
    const event = mediaToBot({ pinned_message: {} as never });
    expect(addressed(event, ME)).toEqual(SILENCE);
  });

  test('[27] what was inserted through the bot itself is no question', () => {
    expect(addressed(toBot('Every resident may vote.', { via_bot: ME }), ME)).toEqual(SILENCE);
  });
});

describe('in a group', () => {
  test.each(['/ask Who?', '/ask@DocBot Who?', '/ask@docbot Who?', '/ASK Who?'])(
    '[16] %j is a question',
    (text) => {
      expect(addressed(inGroup(text), ME)).toEqual(asking('Who?'));
    },
  );

  test.each([
    '/ask@OtherBot Who?',
    '/fly',
    'Who may vote?',
    'see /ask Who?',
    '/ask@OtherBot @DocBot',
  ])('[16] %j is for others', (text) => {
    expect(addressed(inGroup(text), ME)).toEqual(SILENCE);
  });

  test.each([
    ['@DocBot who may vote?', 'who may vote?'],
    ['who may vote? @docbot', 'who may vote?'],
    ['👩‍👩‍👧 hey @DOCBOT who may vote?', '👩‍👩‍👧 hey   who may vote?'],
  ])('[17] %j asks %j', (text, question) => {
    expect(addressed(inGroup(text), ME)).toEqual(asking(question));
  });

  test.each(['@DocBotanist who?', 'mail a@DocBot.org', '@bob who?'])(
    '[17][18] %j mentions someone else',
    (text) => {
      expect(addressed(inGroup(text), ME)).toEqual(SILENCE);
    },
  );

  test('[17] a mention inside code is none', () => {
    const text = 'try @DocBot now';
    const entities = [
      { type: 'code', offset: 0, length: text.length } as const,
      { type: 'mention', offset: 4, length: 7 } as const,
    ];
    expect(addressed(inGroup(text, { entities }), ME)).toEqual(SILENCE);
  });

  test('[18] a mention of a person without username is no mention of the bot', () => {
    const user = { id: 8, is_bot: false, first_name: 'Bob' };
    const entities = [{ type: 'text_mention', offset: 0, length: 3, user } as const];
    expect(addressed(inGroup('Bob, who may vote?', { entities }), ME)).toEqual(SILENCE);
  });

  test('[19] a reply to the bot is a question', () => {
    const reply_to_message = repliedTo('Every resident may vote.', { from: ME });
    expect(addressed(inGroup('And children?', { reply_to_message }), ME)).toEqual(
      asking('And children?', 12),
    );
  });

  test('[19] a reply to someone else is none', () => {
    const reply_to_message = repliedTo('Who may vote?');
    expect(addressed(inGroup('No idea', { reply_to_message }), ME)).toEqual(SILENCE);
  });

  test.each(['/ask', '@DocBot', '/ask@docbot  '])(
    '%j as a reply takes that message as the question',
    (text) => {
      const reply_to_message = repliedTo('Who may vote?');
      expect(addressed(inGroup(text, { reply_to_message }), ME)).toEqual(asking('Who may vote?'));
    },
  );

  test('/ask as a reply to a part of a message takes that part', () => {
    const reply_to_message = repliedTo('Hello. Who may vote?');
    const quote = { text: 'Who may vote?', position: 7 };
    expect(addressed(inGroup('/ask', { reply_to_message, quote }), ME)).toEqual(
      asking('Who may vote?'),
    );
  });

  test.each(['/ask', '@DocBot'])('%j alone gets a hint', (text) => {
    expect(addressed(inGroup(text), ME)).toEqual({ kind: 'hint', hint: 'empty' });
  });

  test('[13] a forwarded command asks nothing', () => {
    const forward_origin = { type: 'hidden_user', date: 1, sender_user_name: 'Bob' } as const;
    expect(addressed(inGroup('/ask Who?', { forward_origin }), ME)).toEqual(SILENCE);
  });

  test('[21] anonymous admins and channels may ask', () => {
    const from = { id: 1087968824, is_bot: true, first_name: 'Group' };
    const sender_chat = { id: -1007, type: 'supergroup', title: 'Town' } as const;
    expect(addressed(inGroup('/ask Who?', { from, sender_chat }), ME)).toEqual(asking('Who?'));
  });

  test('[27] other bots and copies of channel posts are left alone', () => {
    const from = { id: 99, is_bot: true, first_name: 'Other' };
    expect(addressed(inGroup('/ask Who?', { from }), ME)).toEqual(SILENCE);
    expect(addressed(inGroup('/ask Who?', { is_automatic_forward: true }), ME)).toEqual(SILENCE);
  });

  test('[22] a message of a topic that the bot opened is no reply to it', () => {
    const forum_topic_created = { name: 'News', icon_color: 1 } as never;
    const reply_to_message = {
      ...repliedTo('', { from: ME, forum_topic_created }),
      text: undefined,
    };
    expect(
      addressed(inGroup('Who may vote?', { reply_to_message: reply_to_message as never }), ME),
    ).toEqual(SILENCE);
  });
});

describe('where it is no member', () => {
  test.each([
    ['@DocBot Who may vote?', { kind: 'question', text: 'Who may vote?' }],
    ['/ask@DocBot Who may vote?', { kind: 'question', text: 'Who may vote?' }],
    ['@DocBot', { kind: 'hint', hint: 'empty' }],
    ['/ask@OtherBot Who?', { kind: 'not-for-us' }],
  ])('%j is for it, or not', (text, expected) => {
    expect(addressedAsGuest(inGroup(text), ME)).toMatchObject(expected);
  });

  test('[27] other bots get no answer', () => {
    const from = { id: 99, is_bot: true, first_name: 'Other' };
    expect(addressedAsGuest(inGroup('@DocBot Who?', { from }), ME)).toEqual({ kind: 'not-for-us' });
  });
});
