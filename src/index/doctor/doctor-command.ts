import { parseArgs } from 'node:util';
import { printable } from '../printable.ts';
import type { Check, Finding } from './check.ts';

/** What `npm run doctor` was told to do. */
export interface DoctorOptions {
  /** Ask Telegram, too. */
  readonly online: boolean;
  readonly json: boolean;
}

export const DOCTOR_USAGE = `Usage: npm run doctor -- [--online] [--json]

  --online  ask Telegram as well: whether the token works, and how groups see the bot
  --json    one JSON object a line

A line for each thing, and what to do about it. Ends with 1 when something must be mended.
`;

/** @returns what can't be understood, in words */
export function parseDoctorOptions(
  args: readonly string[],
): DoctorOptions | { readonly mistake: string } {
  try {
    const flag = { type: 'boolean', default: false } as const;
    return parseArgs({ args: [...args], options: { online: flag, json: flag } }).values;
  } catch (error) {
    return { mistake: error instanceof Error ? error.message : String(error) };
  }
}

const MARKS: Record<Finding['state'], string> = {
  ok: 'ok     ',
  warning: 'warning',
  failed: 'FAILED ',
};

/** Looks at one thing after the other and says a line for each. @returns the exit code */
export async function runDoctorCommand(
  checks: readonly Check[],
  { json }: Pick<DoctorOptions, 'json'>,
  out: NodeJS.WritableStream,
): Promise<number> {
  let hasFailed = false;
  for (const { name, look } of checks) {
    const { state, says } = await findingOf(look);
    hasFailed ||= state === 'failed';
    const said = printable(inOneLine(says));
    const line = json ? JSON.stringify({ name, state, says: said }) : '';
    out.write(json ? `${line}\n` : `${MARKS[state]}  ${name}: ${said}\n`);
  }
  return hasFailed ? 1 : 0;
}

/** Lines that end no sentence are entries of a list. */
function inOneLine(says: string): string {
  return says.replace(/(?<=[:.])\s*\n\s*/gu, ' ').replace(/\s*\n\s*/gu, '; ');
}

async function findingOf(look: Check['look']): Promise<Finding> {
  try {
    return await look();
  } catch (error) {
    return { state: 'failed', says: error instanceof Error ? error.message : String(error) };
  }
}
