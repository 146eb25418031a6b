import type { EmbeddingModel } from '../embedding/embedder.ts';
import { type IndexSettings, readIndexSettings } from '../settings.ts';
import { unknownSettingsAdvice } from '../unknown-settings.ts';
import { type Check, ok, warning } from './check.ts';
import {
  diskCheck,
  nativeCheck,
  nodeCheck,
  tryGraph,
  tryRuntime,
  writeCheck,
} from './installation-checks.ts';
import { buildBytes, libraryChecks } from './library-checks.ts';

export interface DoctorParts {
  readonly env: NodeJS.ProcessEnv;
  /** Such as `20.19.4`. */
  readonly nodeVersion: string;
  /** Every variable that is a setting. */
  readonly known: readonly string[];
  /** What to do about a model that isn't calibrated; undefined where it is. */
  readonly calibrationAdvice: (
    settings: IndexSettings,
    model: EmbeddingModel,
  ) => Promise<string | undefined>;
  /** What the bot's room checks. */
  readonly botChecks: readonly Check[];
}

/** All checks, in the order in which they are best mended. */
export function doctorChecks(parts: DoctorParts): Check[] {
  const { env, nodeVersion, known, botChecks } = parts;
  return [
    nodeCheck(nodeVersion),
    nativeCheck('hnswlib-node', tryGraph),
    nativeCheck('onnxruntime-node', tryRuntime),
    { name: 'settings', look: () => settingsFinding(env, known) },
    ...checksOfSettings(parts),
    ...botChecks,
  ];
}

function settingsFinding(env: NodeJS.ProcessEnv, known: readonly string[]) {
  readIndexSettings(env);
  const advice = unknownSettingsAdvice(env, known);
  return advice === undefined ? ok('all can be used') : warning(advice);
}

/** None where the settings can't be used: that is said already. */
function checksOfSettings({ env, calibrationAdvice }: DoctorParts): Check[] {
  const settings = readable(env);
  if (settings === undefined) return [];
  const { libraryDir, stateDir } = settings;
  return [
    ...libraryChecks(settings, (model) => calibrationAdvice(settings, model)),
    writeCheck('library folder', libraryDir, 'LIBRARY_DIR'),
    writeCheck('state folder', stateDir, 'STATE_DIR'),
    diskCheck(libraryDir, () => buildBytes(settings)),
  ];
}

function readable(env: NodeJS.ProcessEnv): IndexSettings | undefined {
  try {
    return readIndexSettings(env);
  } catch {
    return undefined;
  }
}
