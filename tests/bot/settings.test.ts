import { describe, expect, test } from 'vitest';
import { readBotSettings } from '../../src/bot/settings.ts';

const TOKEN = `4242:${'a'.repeat(35)}`;

describe('the settings of the bot', () => {
  test('need a token alone', () => {
    expect(readBotSettings({ BOT_TOKEN: TOKEN })).toMatchObject({
      apiRoot: 'https://api.telegram.org',
      excerpts: 3,
      questionMaxAgeMs: 900_000,
      webhook: undefined,
      metricsPort: undefined,
    });
  });

  test.each([undefined, '', '123', `4242:${'a'.repeat(10)}`, `x${TOKEN}`])(
    'refuse the token %j, name what works without one, and repeat nothing of it',
    (token) => {
      const reading = () => readBotSettings({ BOT_TOKEN: token });
      expect(reading).toThrow(/^BOT_TOKEN [^\n]*npm run demo[^\n]*npm run ask[^\n]*$/);
      expect(reading).not.toThrow('aaaa');
    },
  );

  test('report every mistake at once', () => {
    const env = { BOT_TOKEN: TOKEN, EXCERPTS: '99', LOG_LEVEL: 'loud', WEBHOOK_URL: 'ftp://x' };
    expect(() => readBotSettings(env)).toThrow(/EXCERPTS[^]*WEBHOOK_URL[^]*LOG_LEVEL/);
  });

  test('want a webhook and its secret together', () => {
    const env = { BOT_TOKEN: TOKEN, WEBHOOK_URL: 'https://bot.example/hook' };
    expect(() => readBotSettings(env)).toThrow('WEBHOOK_SECRET');
    const secret = 's'.repeat(20);
    expect(readBotSettings({ ...env, WEBHOOK_SECRET: secret }).webhook).toEqual({
      url: 'https://bot.example/hook',
      secret,
      port: 8443,
    });
  });

  test.each(['Listed', 'closed', 'no'])('let nobody in by mistake: refuse ACCESS=%s', (access) => {
    const reading = () => readBotSettings({ BOT_TOKEN: TOKEN, ACCESS: access });
    expect(reading).toThrow('ACCESS: open or listed');
  });

  test('want somebody who can let others in where not everyone may ask', () => {
    const reading = () => readBotSettings({ BOT_TOKEN: TOKEN, ACCESS: 'listed' });
    expect(reading).toThrow('ADMIN_IDS: with ACCESS=listed at least one');
    const settings = readBotSettings({ BOT_TOKEN: TOKEN, ACCESS: 'listed', ADMIN_IDS: '17' });
    expect(settings.access).toBe('listed');
  });

  test('take maintainers by their ids', () => {
    const idsOf = (ids: string) => readBotSettings({ BOT_TOKEN: TOKEN, ADMIN_IDS: ids }).adminIds;
    expect([...idsOf('')]).toEqual([]);
    expect([...idsOf(' 17, 42;17\n5000000001')]).toEqual([17, 42, 5_000_000_001]);
  });

  test.each([
    '@alice',
    'alice',
    '-1001234',
    '0',
    '1.5',
    '17,x',
    '1087968824',
    '136817688',
    '777000',
  ])('refuse %j as a maintainer', (id) => {
    const reading = () => readBotSettings({ BOT_TOKEN: TOKEN, ADMIN_IDS: id });
    expect(reading).toThrow(/ADMIN_IDS: user ids[^\n]*; not: /);
  });
});
