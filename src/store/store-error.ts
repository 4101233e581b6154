/** What is wrong with the store: each has advice for whoever runs the program. */
export type StoreFault = 'newer' | 'taken' | 'read-only' | 'full' | 'lost' | 'closed' | 'broken';

const ADVICE: Readonly<Record<StoreFault, string>> = {
  newer:
    'a newer Sidenote wrote it; start that version again, or restore the copy from before the update',
  taken:
    'stop that process first, or give this one another DATA_DIR; several at once need DATABASE_URL',
  'read-only':
    'it cannot be written; check who owns DATA_DIR and whether the disk is mounted read-only',
  full: 'there is no space left; free some, then it goes on by itself',
  lost: 'the database server does not answer; check DATABASE_URL and the server, then it goes on by itself',
  closed: 'the program is stopping; nothing is to be done',
  broken: 'the database refused; its own words are above',
};

/**
 * The store failed. Nothing of the transaction under way was kept. `fault` says how, the message what to do about it; the
 * database's own error is the cause.
 */
export class StoreError extends Error {
  readonly fault: StoreFault;
  constructor(fault: StoreFault, what: string, cause?: unknown) {
    super(`${what}: ${ADVICE[fault]}`, cause === undefined ? {} : { cause });
    this.name = 'StoreError';
    this.fault = fault;
  }
}

/** SQLite's primary result codes (sqlite.org/rescode.html). */
const SQLITE: Readonly<Record<number, StoreFault>> = {
  5: 'taken',
  8: 'read-only',
  13: 'full',
  14: 'read-only',
};
/** Postgres error codes and Node's own for a connection that fails. */
const POSTGRES: readonly [RegExp, StoreFault][] = [
  [/^(08|57P0|53300)/, 'lost'],
  [/^25006$/, 'read-only'],
  [/^53[12]00$/, 'full'],
  [/^(ECONN|EPIPE|ENOTFOUND|ETIMEDOUT|EHOSTUNREACH|EAI_AGAIN|ENOENT)/, 'lost'],
];

/** Any error of a database library as a `StoreError`. */
export function asStoreError(error: unknown): StoreError {
  if (error instanceof StoreError) return error;
  const what = `The store failed (${error instanceof Error ? error.message : String(error)})`;
  return new StoreError(faultIn(error), what, error);
}

function faultIn(error: unknown): StoreFault {
  if (!(error instanceof Error)) return 'broken';
  if ('errcode' in error && typeof error.errcode === 'number')
    return SQLITE[error.errcode & 0xff] ?? 'broken';
  if ('code' in error && typeof error.code === 'string') {
    const { code } = error;
    return POSTGRES.find(([pattern]) => pattern.test(code))?.[1] ?? 'broken';
  }
  return /connection (terminated|timeout|ended)|timeout exceeded when trying to connect/i.test(
    error.message,
  )
    ? 'lost'
    : 'broken';
}
