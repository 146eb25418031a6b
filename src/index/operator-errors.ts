import { DocumentsFolderError } from './documents/folder-errors.ts';
import { GoldenError } from './golden/golden-questions.ts';
import { HubError } from './embedding/hub.ts';
import {
  CalibrationError,
  ModelFileError,
  ModelMissingError,
  ModelUnusableError,
} from './embedding/model-errors.ts';
import {
  BuildRefusedError,
  BuildRunningError,
  LibraryDamagedError,
  LibraryFolderError,
  RollbackError,
} from './library/library-errors.ts';
import { DatabaseError } from './postgres/database-errors.ts';
import { SettingsError } from './settings.ts';

const OPERATOR_ERRORS = [
  BuildRefusedError,
  BuildRunningError,
  CalibrationError,
  DatabaseError,
  DocumentsFolderError,
  GoldenError,
  HubError,
  LibraryDamagedError,
  LibraryFolderError,
  ModelFileError,
  ModelMissingError,
  ModelUnusableError,
  RollbackError,
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

/** What a maintainers' command ends with after an error: 3 for a build that was refused, 5 while another one runs, else 1. */
export function exitCodeOf(error: unknown): number {
  if (error instanceof BuildRefusedError) return 3;
  return error instanceof BuildRunningError ? 5 : 1;
}
