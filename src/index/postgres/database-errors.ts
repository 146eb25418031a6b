/** Thrown where the database can't be used: the operator's to mend. The message never holds the password. */
export class DatabaseError extends Error {
  override name = 'DatabaseError' as const;
  /** The connection was lost, or what was asked was ended for the sake of something else: asked again, it may well be answered. */
  readonly isPassing: boolean;

  constructor(message: string, { isPassing = false, ...options }: DatabaseErrorOptions = {}) {
    super(message, options);
    this.isPassing = isPassing;
  }
}

interface DatabaseErrorOptions extends ErrorOptions {
  readonly isPassing?: boolean;
}

/** Thrown when a question is asked of a library in the database while another build of it came in use. */
export class BuildChangedError extends Error {
  override name = 'BuildChangedError' as const;
}

/** `host:port/database` of a URL, without user and password. */
export function databaseName(url: string): string {
  const { hostname, port, pathname, searchParams } = new URL(url);
  const host = hostname || searchParams.get('host') || 'localhost';
  return `${host}${port === '' ? '' : `:${port}`}${pathname}`;
}

/** What errors of the driver and of PostgreSQL mean, by code: https://www.postgresql.org/docs/current/errcodes-appendix.html */
const REASONS: Readonly<Record<string, string>> = {
  ECONNREFUSED:
    'nothing listens there. Start PostgreSQL, or mend its address (LIBRARY_URL, STATE_URL)',
  ENOTFOUND: 'there is no such host. Mend its address (LIBRARY_URL, STATE_URL)',
  EAI_AGAIN:
    'the host’s name can’t be looked up. Mend its address (LIBRARY_URL, STATE_URL) or the network',
  ENOENT: 'there is no such socket. Start PostgreSQL, or mend its address (LIBRARY_URL, STATE_URL)',
  ECONNRESET: 'the connection broke off. It is made again with the next question',
  EPIPE: 'the connection broke off. It is made again with the next question',
  ETIMEDOUT: 'nobody answers. Look after the network and PostgreSQL',
  '28P01': 'user or password are wrong. Mend its address (LIBRARY_URL, STATE_URL)',
  '28000': 'the user may not connect. Mend its address (LIBRARY_URL, STATE_URL) or pg_hba.conf',
  '3D000': 'there is no such database. Create it, or mend its address (LIBRARY_URL, STATE_URL)',
  '40001': 'the replica ended a question that was in the way of a new build. It is asked again',
  '40P01': 'two instances wanted the same rows. It is asked again',
  '42501': 'the user lacks a right. Grant it',
  '53100': 'the disk is full. Free some space',
  '53300': 'too many connections are open. Raise max_connections',
  '55000': 'it admits no connections now. They are made again when it does',
  '57P01': 'PostgreSQL was stopped. The connection is made again when it is back',
  '57P02': 'PostgreSQL crashed. The connection is made again when it is back',
  '57P03': 'PostgreSQL is starting or stopping. Try again soon',
  '25006': 'it is a replica, which only reads. Name the primary',
  '58P01': 'it lacks a file of an extension. Install pgvector there',
  '0A000':
    'it lacks something that is needed. Install PostgreSQL 14 or later with pgvector 0.5 or later',
};

/** Of those: see `isPassing`. */
const PASSING: ReadonlySet<string> = new Set(['ECONNRESET', 'EPIPE', '40001', '40P01', '57P01']);

/** An error of the driver in words for the operator, where it is theirs to mend; else as it is. */
export function databaseErrorOf(url: string, error: unknown): unknown {
  const code = codeOf(error);
  if (code === undefined) return error;
  const message = `The database ${databaseName(url)} can't be used: ${REASONS[code]}.`;
  const cause = withoutConnection(error);
  return new DatabaseError(message, { cause, isPassing: PASSING.has(code) });
}

/** One that {@link REASONS} has. */
function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const code = 'code' in error ? String(error.code) : '';
  if (REASONS[code] !== undefined) return code;
  if (error instanceof AggregateError) return codeOf(error.errors[0]);
  // The driver's own errors have no code.
  return /connection terminated|not queryable|timeout exceeded when trying to connect|query read timeout/i.test(
    error.message,
  )
    ? 'ECONNRESET'
    : undefined;
}

/** The driver's errors may carry the connection's settings; only their words are kept. */
function withoutConnection(error: unknown): Error {
  return new Error(error instanceof Error ? error.message : String(error));
}
