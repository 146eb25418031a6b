import { DocumentsFolderError } from './documents/folder-errors.ts';
import { HubError } from './embedding/hub.ts';
import { ModelFileError, ModelMissingError, ModelUnusableError } from './embedding/model-errors.ts';
import {
  BuildRunningError,
  LibraryDamagedError,
  LibraryFolderError,
} from './library/library-errors.ts';
import { SettingsError } from './settings.ts';

const OPERATOR_ERRORS = [
  BuildRunningError,
  DocumentsFolderError,
  HubError,
  LibraryDamagedError,
  LibraryFolderError,
  ModelFileError,
  ModelMissingError,
  ModelUnusableError,
  SettingsError,
];

/**
 * What an operator is told about an error that is theirs to mend.
 *
 * @returns undefined for anything else: a bug, which should crash with its stack
 */
export function operatorAdvice(error: unknown): string | undefined {
  return OPERATOR_ERRORS.some((kind) => error instanceof kind)
    ? (error as Error).message
    : undefined;
}
