import { Kysely, sql } from 'kysely';
import { migrate } from './migrate.ts';
import { namingErrors } from './naming-dialect.ts';
import { openPostgres } from './postgres.ts';
import { openFile } from './sqlite.ts';
import { StoreError } from './store-error.ts';
import type { Tables } from './tables.ts';

/** The database or a transaction on it: what every query takes first. */
export type Db = Kysely<Tables>;

/** One SQLite file for one process, or a Postgres database for several. */
export type StoreAddress =
  | { readonly kind: 'sqlite'; readonly file: string }
  | { readonly kind: 'postgres'; readonly url: string };

/** What must survive a restart. Every query rejects with a `StoreError` when the database fails. */
export interface Store {
  readonly db: Db;
  /** True where no other process can work on the same data. */
  readonly alone: boolean;
  /**
   * Runs `work` in one transaction that holds the locks named by `keys` from its beginning to its end, across processes. It is
   * kept whole or not at all; where Postgres ended it for another's sake, `work` runs again.
   */
  locked<Result>(keys: readonly string[], work: (db: Db) => Promise<Result>): Promise<Result>;
  /**
   * After something was erased: leaves no bytes of it in SQLite's files, where deleted rows stand in the log of changes until it is
   * emptied. Postgres does the same in its own time (vacuum).
   */
  scrub(): Promise<void>;
  close(): Promise<void>;
}

/** Opens the store, creates what is missing and brings it to this version. Throws a `StoreError` that says what to do. */
export async function openStore(address: StoreAddress): Promise<Store> {
  const file = address.kind === 'sqlite' ? openFile(address.file) : undefined;
  const dialect = address.kind === 'sqlite' ? file?.dialect : openPostgres(address.url);
  if (dialect === undefined) throw new TypeError('no address');
  const db = new Kysely<Tables>({ dialect: namingErrors(dialect) });
  let open = true;
  const close = async () => {
    open = false;
    await db.destroy();
    file?.release();
  };
  const alone = address.kind === 'sqlite';
  const once: Store['locked'] = async (keys, work) => {
    if (!open) throw new StoreError('closed', 'The store is closed');
    return db.transaction().execute(async (transaction) => {
      if (!alone) for (const key of keys.toSorted()) await lock(transaction, key);
      return work(transaction);
    });
  };
  const locked: Store['locked'] = (keys, work) => againAfterDeadlock(() => once(keys, work));
  try {
    await locked(['migration'], migrate);
  } catch (error) {
    await close();
    throw error;
  }
  const scrub = async () => {
    if (alone) await sql`pragma wal_checkpoint(truncate)`.execute(db);
  };
  return { db, alone, locked, scrub, close };
}

/** So many times two transactions may stand in each other's way before it is told. */
const MOST_DEADLOCKS = 5;

/** Postgres ends one of two transactions that wait for each other, and keeps nothing of it; done again it finds the other done. */
async function againAfterDeadlock<Result>(transaction: () => Promise<Result>): Promise<Result> {
  for (let met = 1; ; met += 1) {
    try {
      return await transaction();
    } catch (error) {
      if (!isDeadlock(error) || met > MOST_DEADLOCKS) throw error;
    }
  }
}

/** PostgreSQL's error code for `deadlock_detected` (Appendix A of its manual). */
const DEADLOCK = '40P01';

function isDeadlock(error: unknown): boolean {
  const cause = error instanceof StoreError ? error.cause : error;
  return cause instanceof Error && 'code' in cause && cause.code === DEADLOCK;
}

/** SQLite's transactions take the one write lock at their beginning; Postgres locks by name. */
async function lock(db: Db, key: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${key}, 0))`.execute(db);
}
