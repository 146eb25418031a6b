import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Api, GrammyError } from 'grammy';
import { SHARED_STEPS } from '../inbox/shared-tables.ts';
import type { Store } from '../inbox/store.ts';
import { BotTokenError, readBotSettings, readSharedPlace } from '../settings.ts';
import { connection } from '../telegram/connection.ts';

/** As the doctor takes them: what is looked at, and what was found. */
interface BotCheck {
  readonly name: string;
  readonly look: () => Promise<BotFinding>;
}

interface BotFinding {
  readonly state: 'ok' | 'warning' | 'failed';
  /** Never holds the token. */
  readonly says: string;
}

export interface BotCheckParts {
  /** Telegram is asked, too. */
  readonly online: boolean;
  /** Opens what several instances share, to look at. */
  readonly openShared: OpenSharedForReading;
}

type OpenSharedForReading = (place: {
  readonly url: string;
  readonly botId: string;
  readonly steps: readonly string[];
}) => Promise<{ readonly store: Pick<Store, 'rows'>; readonly close: () => Promise<void> }>;

/** Checks of the bot's own settings and, where that is wanted, of what Telegram says of it. */
export function botChecks(
  env: NodeJS.ProcessEnv,
  { online, openShared }: BotCheckParts,
): BotCheck[] {
  const offline = [
    { name: 'libsql', look: databaseFinding },
    { name: 'bot settings', look: () => settingsFinding(env) },
    { name: 'token', look: () => tokenFinding(env) },
    ...(env['STATE_URL']
      ? [{ name: 'shared state', look: () => sharedFinding(env, openShared) }]
      : []),
  ];
  if (!online) return offline;
  const asked = once(() => askTelegram(env));
  return [
    ...offline,
    { name: 'Telegram', look: async () => telegramFinding(await asked()) },
    { name: 'privacy mode', look: async () => privacyFinding(await asked()) },
    { name: 'inline mode', look: async () => inlineFinding(await asked()) },
  ];
}

async function databaseFinding(): Promise<BotFinding> {
  const folder = await mkdtemp(path.join(tmpdir(), 'doctor-'));
  try {
    const { openState } = await import('../inbox/state.ts');
    openState(folder).close();
    return { state: 'ok', says: 'works' };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { state: 'failed', says: `does not work: ${reason} Run "npm ci" with this Node.js.` };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** A token that only looks like one, so that the other settings are checked without one. */
const NO_TOKEN = `1:${'0'.repeat(35)}`;

async function settingsFinding(env: NodeJS.ProcessEnv): Promise<BotFinding> {
  readBotSettings({ ...env, BOT_TOKEN: NO_TOKEN });
  return { state: 'ok', says: 'all can be used' };
}

async function tokenFinding(env: NodeJS.ProcessEnv): Promise<BotFinding> {
  try {
    readBotSettings(env);
  } catch (error) {
    // Other mistakes are told by the check of the settings.
    if (error instanceof BotTokenError) return { state: 'failed', says: error.message };
  }
  return { state: 'ok', says: 'has the shape of one ("--online" asks Telegram whether it works)' };
}

const KEPT = `SELECT pg_is_in_recovery() AS only_reads, (SELECT count(*) FROM chat_settings) AS settings,
  (SELECT count(*) FROM saved) AS quotes, (SELECT count(*) FROM votes) AS votes`;

interface Kept {
  readonly only_reads: boolean;
  readonly settings: number;
  readonly quotes: number;
  readonly votes: number;
}

/** Of the state that several instances have together. */
async function sharedFinding(
  env: NodeJS.ProcessEnv,
  openShared: OpenSharedForReading,
): Promise<BotFinding> {
  const place = sharedPlace(env);
  if (!place)
    return { state: 'warning', says: 'is not asked with these settings: mend them first.' };
  const { store, close } = await openShared({ ...place, steps: SHARED_STEPS });
  try {
    const [kept] = await store.rows<Kept>(KEPT);
    if (!kept || kept.only_reads) {
      return { state: 'failed', says: 'is in a replica, which only reads: name the primary.' };
    }
    const { settings, quotes, votes } = kept;
    const says = `of this version; settings of chats: ${settings}, saved quotes: ${quotes}, votes: ${votes}`;
    return { state: 'ok', says };
  } finally {
    await close();
  }
}

function sharedPlace(env: NodeJS.ProcessEnv): ReturnType<typeof readSharedPlace> {
  try {
    return readSharedPlace(env);
  } catch {
    return undefined; // told by the checks of settings and token
  }
}

type Me = Awaited<ReturnType<Api['getMe']>>;

async function askTelegram(env: NodeJS.ProcessEnv): Promise<Me | BotFinding> {
  try {
    const { token, apiRoot } = readBotSettings(env);
    return await new Api(token, { apiRoot, fetch: connection() }).getMe();
  } catch (error) {
    return { state: 'failed', says: refusalOf(error) };
  }
}

/** grammY's own messages are kept out: none of them is sure to name no address. */
function refusalOf(error: unknown): string {
  if (error instanceof BotTokenError) return 'is not asked without a token: mend that first.';
  if (error instanceof Error && error.name === 'SettingsError')
    return 'is not asked with these settings: mend them first.';
  if (!(error instanceof GrammyError)) {
    return 'can’t be reached: check the network, and TELEGRAM_API_ROOT.';
  }
  if (error.error_code === 401 || error.error_code === 404) {
    return 'refuses the token: copy it again from @BotFather (/mybots, API Token) into BOT_TOKEN.';
  }
  return `answers with error ${error.error_code}: try again later.`;
}

function telegramFinding(asked: Me | BotFinding): BotFinding {
  return 'state' in asked ? asked : { state: 'ok', says: `knows the bot as @${asked.username}` };
}

function privacyFinding(asked: Me | BotFinding): BotFinding {
  if ('state' in asked) return { state: 'warning', says: 'unknown: see the line on Telegram.' };
  if (!asked.can_join_groups) return { state: 'ok', says: 'the bot joins no groups' };
  if (asked.can_read_all_group_messages) {
    return { state: 'ok', says: 'off: in groups the bot hears its @mention as well' };
  }
  return {
    state: 'ok',
    says: 'on: in groups people ask with /ask or by a reply to the bot. To let it hear its @mention: /setprivacy at @BotFather, then add it to the group again.',
  };
}

function inlineFinding(asked: Me | BotFinding): BotFinding {
  if ('state' in asked) return { state: 'warning', says: 'unknown: see the line on Telegram.' };
  return asked.supports_inline_queries
    ? { state: 'ok', says: 'on' }
    : { state: 'warning', says: 'off: /setinline at @BotFather lets people quote in any chat.' };
}

function once<Value>(make: () => Promise<Value>): () => Promise<Value> {
  let made: Promise<Value> | undefined;
  return () => (made ??= make());
}
