import { createHash } from 'node:crypto';
import { label } from '../label.ts';
import { LANGUAGES } from '../languages/languages.ts';
import type { Sentences } from '../languages/sentences.ts';
import type { SettingsSentences } from '../languages/settings-sentences.ts';
import { type ChatSettings, excerptsIn } from './chat-settings.ts';

/** A setting, as /settings names it. */
export type SettingName = keyof SettingsSentences['names'];

/** What settings are chosen from: changes with the documents, and with who looks. */
export interface Choosing {
  readonly sentences: Sentences;
  readonly isGroup: boolean;
  /** Excerpts of an answer of usual length. */
  readonly usualExcerpts: number;
  /** Folders of documents. */
  readonly folders: readonly string[];
  readonly nowMs: number;
}

/** A value that can be chosen. */
export interface Choice {
  /** What a button's press says: at most 16 characters of `[A-Za-z0-9_-]`. */
  readonly key: string;
  readonly shown: string;
  readonly change: Partial<ChatSettings>;
}

/** Hours of silence that are offered. */
const SILENCES = [1, 8, 24, 168];

const HOUR_MS = 60 * 60_000;

/** Names of folders, UTF-16 units. */
const FOLDER_CHARS = 40;

/** The settings that a chat has, in the order in which they are listed. */
export function settingsOffered({
  isGroup,
  folders,
}: Pick<Choosing, 'isGroup' | 'folders'>): SettingName[] {
  return [
    'length',
    ...(isGroup ? (['speaks', 'nothing'] as const) : []),
    'language',
    ...(folders.length > 0 ? (['folder'] as const) : []),
    ...(isGroup ? (['silence'] as const) : []),
  ];
}

/** The values of a setting. */
export function choicesOf(name: SettingName, choosing: Choosing): Choice[] {
  const { settings } = choosing.sentences;
  switch (name) {
    case 'length':
      return (['short', 'usual', 'long'] as const).map((length) => ({
        key: length,
        shown: settings.lengths[length](excerptsIn({ length }, choosing.usualExcerpts)),
        change: { length },
      }));
    case 'speaks':
      return (['addressed', 'questions'] as const).map((speaks) => ({
        key: speaks,
        shown: settings.speaks[speaks],
        change: { speaks },
      }));
    case 'nothing':
      return (['line', 'reaction'] as const).map((nothing) => ({
        key: nothing,
        shown: settings.nothing[nothing],
        change: { nothing },
      }));
    case 'language':
      return languages(choosing);
    case 'folder':
      return folders(choosing);
    case 'silence':
      return silences(choosing);
  }
}

function languages({ sentences: { settings }, isGroup }: Choosing): Choice[] {
  const own = isGroup ? settings.everyonesOwn : settings.ofApp;
  return [
    { key: 'own', shown: own, change: { language: undefined } },
    ...LANGUAGES.map(({ code, name }) => ({ key: code, shown: name, change: { language: code } })),
  ];
}

function folders({ sentences, folders: names }: Choosing): Choice[] {
  return [
    { key: 'all', shown: sentences.settings.allDocuments, change: { folder: undefined } },
    ...names.map((folder) => ({
      key: keyOf(folder),
      shown: label(folder, FOLDER_CHARS),
      change: { folder },
    })),
  ];
}

/** A folder's name may be longer than a button can say, and of any script. */
function keyOf(folder: string): string {
  return createHash('sha256').update(folder).digest('base64url').slice(0, 12);
}

function silences({ sentences: { settings }, nowMs }: Choosing): Choice[] {
  return [
    { key: 'off', shown: settings.noSilence, change: { silentUntilMs: 0 } },
    ...SILENCES.map((hours) => ({
      key: String(hours),
      shown: settings.hours(hours),
      change: { silentUntilMs: nowMs + hours * HOUR_MS },
    })),
  ];
}

/** Whether a chat has chosen this. A silence goes by, and is none of those that could be chosen anew. */
export function isChosen({ change }: Choice, settings: ChatSettings, nowMs: number): boolean {
  if (change.silentUntilMs !== undefined) {
    return change.silentUntilMs === 0 && settings.silentUntilMs <= nowMs;
  }
  return (Object.keys(change) as (keyof ChatSettings)[]).every(
    (name) => change[name] === settings[name],
  );
}

/** What a setting is at this moment, in words. */
export function valueOf(name: SettingName, settings: ChatSettings, choosing: Choosing): string {
  const { sentences, nowMs } = choosing;
  const leftMs = settings.silentUntilMs - nowMs;
  if (name === 'silence' && leftMs > 0)
    return sentences.settings.hours(Math.ceil(leftMs / HOUR_MS));
  const chosen = choicesOf(name, choosing).find((choice) => isChosen(choice, settings, nowMs));
  // A folder that is gone is still what the chat sees: nothing.
  return chosen?.shown ?? label(settings.folder ?? '', FOLDER_CHARS);
}
