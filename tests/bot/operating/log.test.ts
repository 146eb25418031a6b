import { inspect } from 'node:util';
import { GrammyError } from 'grammy';
import { describe, expect, test } from 'vitest';
import { describeError } from '../../../src/bot/operating/log.ts';
import { TelegramRefusal } from '../../../src/bot/telegram/errors.ts';

const TOKEN = `4242:${'s'.repeat(35)}`;

describe('[49] an error in the log', () => {
  test('loses its message, which may quote anyone, and keeps where it arose', () => {
    const described = describeError(new SyntaxError('Unexpected token in "my secret question"'));
    expect(described).toMatchObject({ name: 'SyntaxError' });
    expect(inspect(described)).toContain('log.test.ts');
    expect(inspect(described)).not.toContain('secret');
  });

  test('of grammY loses what was sent', () => {
    const failure = { ok: false, error_code: 400, description: 'Bad Request' } as const;
    const error = new GrammyError('failed', failure, 'sendMessage', { text: 'secret' });
    expect(inspect(describeError(error), { depth: 9 })).not.toContain('secret');
  });

  test('in the words of Telegram keeps them, but for tokens', () => {
    const described = describeError(new TelegramRefusal('getMe', 404, `Not Found: ${TOKEN}`));
    expect(described).toMatchObject({ message: 'getMe: 404 Not Found: <token>' });
  });

  test('describes its cause in the same way', () => {
    const cause = new Error('secret');
    const described = describeError(new Error('outer', { cause }));
    expect(described).toMatchObject({ cause: { name: 'Error' } });
    expect(inspect(described)).not.toContain('secret');
  });
});
