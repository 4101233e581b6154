import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { type SqliteDatabase, SqliteDialect } from 'kysely';
import { asStoreError, StoreError } from './store-error.ts';

/** A SQLite file opened for this process alone. */
export interface OpenedFile {
  readonly dialect: SqliteDialect;
  /** Gives up the claim on the file; the dialect closes the file itself. */
  release(): void;
}

/**
 * Opens a file in write-ahead mode and claims it. The claim is a lock that the operating system drops with the process, so a
 * killed one leaves nothing behind; a second process is refused with the first's pid.
 */
export function openFile(file: string): OpenedFile {
  try {
    mkdirSync(dirname(file), { recursive: true });
    const release = claim(file);
    const database = new DatabaseSync(file, { timeout: 5000 });
    database.exec(
      'PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON',
    );
    return { dialect: new SqliteDialect({ database: adapted(database) }), release };
  } catch (error) {
    throw asStoreError(unreachable(error, file));
  }
}

function claim(file: string): () => void {
  const pidFile = `${file}.pid`;
  const lock = new DatabaseSync(`${file}.lock`, { timeout: 0 });
  try {
    lock.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    lock.close();
    throw new StoreError('taken', `${file} is in use by process ${pidIn(pidFile)}`, error);
  }
  writeFileSync(pidFile, `${process.pid}\n`);
  return () => {
    rmSync(pidFile, { force: true });
    lock.close();
  };
}

function pidIn(pidFile: string): string {
  try {
    return readFileSync(pidFile, 'utf8').trim();
  } catch {
    return 'unknown';
  }
}

function unreachable(error: unknown, file: string): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return code === 'EACCES' || code === 'EROFS' || code === 'EPERM'
    ? new StoreError('read-only', `${file} cannot be opened`, error)
    : error;
}

/** node:sqlite in the shape that Kysely's dialect wants. A transaction takes the write lock at its beginning. */
function adapted(database: DatabaseSync): SqliteDatabase {
  return {
    close: () => database.close(),
    prepare: (sql) => {
      const statement = database.prepare(asWanted(sql, database.isTransaction));
      return {
        reader: statement.columns().length > 0,
        all: (values) => statement.all(...bound(values)),
        run: (values) => statement.run(...bound(values)),
        iterate: (values) => statement.iterate(...bound(values)),
      };
    },
  };
}

/**
 * When the disk is full SQLite takes a transaction back by itself; a rollback after that would fail and hide why.
 */
function asWanted(sql: string, inTransaction: boolean): string {
  if (sql === 'begin') return 'begin immediate';
  return sql === 'rollback' && !inTransaction ? 'select 1 where false' : sql;
}

function bound(values: readonly unknown[]) {
  return values.map((value) => {
    if (value === null || typeof value === 'string' || typeof value === 'number') return value;
    if (typeof value === 'bigint') return value;
    throw new TypeError(`SQLite cannot keep a ${typeof value}`);
  });
}
