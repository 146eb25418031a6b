import { z } from 'zod';
import { indexSettingsShape, postgresUrl, readSettings, wholeNumber } from '../index/settings.ts';

/** A token as BotFather gives it: the bot's id, a colon, and at least 30 characters of its secret. */
const TOKEN = /^\d+:[\w-]{30,}$/;

const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'silent'] as const;

/**
 * Accounts that stand for many people: whoever writes as a group, as a channel, or in a linked channel. Numbers of
 * https://core.telegram.org/bots/api#message (`sender_chat`) and python-telegram-bot's constants.
 */
const SHARED_ACCOUNTS: ReadonlySet<number> = new Set([1_087_968_824, 136_817_688, 777_000]);

/** The bot's own settings; the keys are the variables' names. */
export const botSettingsShape = z.object({
  BOT_TOKEN: z.string().regex(TOKEN, 'a token of @BotFather (123456789:ABC…)').optional(),
  TELEGRAM_API_ROOT: z
    .url({ protocol: /^https?$/, error: 'an address that starts with https:// or http://' })
    .default('https://api.telegram.org')
    .transform((root) => root.replace(/\/+$/, '')),
  BOT_API: z.enum(['full', 'basic'], { error: 'full or basic' }).default('full'),
  EXCERPTS: wholeNumber({ min: 1, max: 10, byDefault: 3 }),
  QUESTION_MAX_AGE_MIN: wholeNumber({ min: 1, max: 24 * 60, byDefault: 15 }),
  CONTEXT_HOURS: wholeNumber({ min: 0, max: 24 * 7, byDefault: 24 }),
  INLINE_CACHE_SECONDS: wholeNumber({ min: 0, max: 86_400, byDefault: 60 }),
  WEBHOOK_URL: z.url({ protocol: /^https?$/, error: 'the public https:// address' }).optional(),
  WEBHOOK_SECRET: z
    .string()
    .regex(/^[\w-]{16,256}$/, '16 to 256 letters, digits, _ or -')
    .optional(),
  WEBHOOK_PORT: wholeNumber({ min: 1, max: 65_535, byDefault: 8443 }),
  STATE_URL: postgresUrl(),
  METRICS_PORT: wholeNumber({ min: 1, max: 65_535, byDefault: 0 }),
  ACCESS: z.enum(['open', 'listed'], { error: 'open or listed' }).default('open'),
  PERSON_PER_MINUTE: wholeNumber({ min: 0, max: 1000, byDefault: 20 }),
  GROUP_PER_MINUTE: wholeNumber({ min: 0, max: 1000, byDefault: 60 }),
  ADMIN_IDS: z.string().default('').transform(userIds),
  KEEP_QUESTIONS_DAYS: wholeNumber({ min: 0, max: 365, byDefault: 14 }),
  RETENTION_DAYS: wholeNumber({ min: 1, max: 3650, byDefault: 180 }),
  LOG_LEVEL: z.enum(LOG_LEVELS, { error: LOG_LEVELS.join(', ') }).default('info'),
});

/** The names of all settings, of whichever room. */
export const ALL_SETTINGS: readonly string[] = [
  ...Object.keys(indexSettingsShape.shape),
  ...Object.keys(botSettingsShape.shape),
];

export interface BotSettings {
  /** Never to be logged, not even in part. */
  readonly token: string;
  /** Of the bot: the digits that its token begins with. https://core.telegram.org/bots/api#authorizing-your-bot */
  readonly botId: string;
  /** Without a slash at its end. */
  readonly apiRoot: string;
  /** Set for older Bot API servers, which refuse some parameters. */
  readonly isBasicApi: boolean;
  /** Most excerpts in an answer. */
  readonly excerpts: number;
  /** Older questions get an apology in place of an answer. */
  readonly questionMaxAgeMs: number;
  /** How long a question is kept for those that go on from it, and for /why; 0 keeps none. */
  readonly contextMs: number;
  /** How long Telegram may answer an inline query with what it got before. */
  readonly inlineCacheSeconds: number;
  /** Undefined: updates are polled. */
  readonly webhook: WebhookSettings | undefined;
  /** Local port of /healthz and /metrics; undefined where they are off. */
  readonly metricsPort: number | undefined;
  /** Of the PostgreSQL database that several instances of the bot share; undefined for a single one. */
  readonly stateUrl: string | undefined;
  /** `listed`: only people and groups that were let in may ask. */
  readonly access: 'open' | 'listed';
  /** Questions that a person may ask in a minute, and all in a group together; 0: no limit. */
  readonly personPerMinute: number;
  readonly groupPerMinute: number;
  /** Who may change the library in their private chat with the bot. */
  readonly adminIds: ReadonlySet<number>;
  /** How long the text of a question without a good answer, or voted on, is kept for them; 0: it never is. */
  readonly keepQuestionsDays: number;
  /** How long votes are kept, and quotes that were saved after their owner last looked at them. */
  readonly retentionMs: number;
  readonly logLevel: (typeof LOG_LEVELS)[number];
}

interface WebhookSettings {
  /** The address that Telegram posts to. */
  readonly url: string;
  readonly secret: string;
  /** Where the bot listens, behind whatever ends TLS. */
  readonly port: number;
}

/** Thrown where the bot has no token that could work: nothing is tried with it. */
export class BotTokenError extends Error {
  override name = 'BotTokenError' as const;
}

/**
 * @throws SettingsError that lists every mistake
 * @throws BotTokenError where the token is absent or malformed; its message never holds it
 */
export function readBotSettings(env: NodeJS.ProcessEnv): BotSettings {
  requireToken(env.BOT_TOKEN);
  const settings = readSettings(checkedTogether, env);
  return {
    token: settings.BOT_TOKEN ?? '',
    botId: settings.BOT_TOKEN?.split(':')[0] ?? '',
    apiRoot: settings.TELEGRAM_API_ROOT,
    isBasicApi: settings.BOT_API === 'basic',
    excerpts: settings.EXCERPTS,
    questionMaxAgeMs: settings.QUESTION_MAX_AGE_MIN * 60_000,
    contextMs: settings.CONTEXT_HOURS * 60 * 60_000,
    inlineCacheSeconds: settings.INLINE_CACHE_SECONDS,
    webhook: webhookOf(settings),
    metricsPort: settings.METRICS_PORT || undefined,
    stateUrl: settings.STATE_URL,
    access: settings.ACCESS,
    personPerMinute: settings.PERSON_PER_MINUTE,
    groupPerMinute: settings.GROUP_PER_MINUTE,
    adminIds: settings.ADMIN_IDS,
    keepQuestionsDays: settings.KEEP_QUESTIONS_DAYS,
    retentionMs: settings.RETENTION_DAYS * 24 * 60 * 60_000,
    logLevel: settings.LOG_LEVEL,
  };
}

/** How long the text of what was voted on is kept: all that `npm run cases` needs to know, and no token. @throws SettingsError */
export function readKeepTextMs(env: NodeJS.ProcessEnv): number {
  const shape = botSettingsShape.pick({ KEEP_QUESTIONS_DAYS: true });
  return readSettings(shape, env).KEEP_QUESTIONS_DAYS * 24 * 60 * 60_000;
}

/**
 * Where the state of several instances is, for whoever only looks; undefined where there is one instance.
 *
 * @throws SettingsError, BotTokenError
 */
export function readSharedPlace(
  env: NodeJS.ProcessEnv,
): { readonly url: string; readonly botId: string } | undefined {
  const { STATE_URL: url } = readSettings(botSettingsShape.pick({ STATE_URL: true }), env);
  return url === undefined ? undefined : { url, botId: readBotSettings(env).botId };
}

/** Ids of people: names can be given up and taken by somebody else. */
function userIds(list: string, context: z.RefinementCtx): ReadonlySet<number> {
  const given = list.split(/[\s,;]+/u).filter((id) => id !== '');
  const wrong = given.filter(
    (id) => !/^[1-9]\d{0,15}$/.test(id) || SHARED_ACCOUNTS.has(Number(id)),
  );
  if (wrong.length > 0) {
    const allowed = 'user ids, numbers parted by commas (a person’s, no group’s and no @name)';
    context.addIssue({ code: 'custom', message: `${allowed}; not: ${wrong.join(', ')}` });
  }
  return new Set(given.map(Number));
}

const checkedTogether = botSettingsShape
  .refine(({ ACCESS, ADMIN_IDS }) => ACCESS === 'open' || ADMIN_IDS.size > 0, {
    path: ['ADMIN_IDS'],
    error: 'with ACCESS=listed at least one: nobody else can let anybody in',
  })
  .refine(
    ({ WEBHOOK_URL, WEBHOOK_SECRET }) =>
      (WEBHOOK_URL === undefined) === (WEBHOOK_SECRET === undefined),
    { path: ['WEBHOOK_SECRET'], error: 'WEBHOOK_URL and WEBHOOK_SECRET: both or neither' },
  )
  .refine(({ STATE_URL, WEBHOOK_URL }) => STATE_URL === undefined || WEBHOOK_URL !== undefined, {
    path: ['STATE_URL'],
    error: 'only with WEBHOOK_URL: Telegram lets one instance poll',
  });

function webhookOf(settings: z.output<typeof botSettingsShape>): WebhookSettings | undefined {
  const { WEBHOOK_URL: url, WEBHOOK_SECRET: secret, WEBHOOK_PORT: port } = settings;
  return url === undefined || secret === undefined ? undefined : { url, secret, port };
}

function requireToken(token: string | undefined): void {
  if (token === undefined || token === '') {
    throw new BotTokenError(
      'BOT_TOKEN is not set: get one from @BotFather and put it into .env. Without Telegram: npm run demo (a chat in the browser) or npm run ask -- "your question".',
    );
  }
  if (!TOKEN.test(token)) {
    throw new BotTokenError(
      'BOT_TOKEN is malformed: copy the whole token from @BotFather (123456789:ABC…). Without Telegram: npm run demo (a chat in the browser) or npm run ask -- "your question".',
    );
  }
}
