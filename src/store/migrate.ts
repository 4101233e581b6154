import { sql } from 'kysely';
import { MIGRATIONS } from './migrations.ts';
import type { Db } from './open.ts';
import { StoreError } from './store-error.ts';

/**
 * Brings the tables to this version, step by step; forward only. Refuses what a newer version wrote. `upTo` stops earlier, which
 * tests use to begin with an old store.
 */
export async function migrate(db: Db, upTo: number = MIGRATIONS.length): Promise<void> {
  await sql`create table if not exists schema_version (version integer not null)`.execute(db);
  const version = await versionOf(db);
  if (version > MIGRATIONS.length)
    throw new StoreError(
      'newer',
      `The store is of version ${version}, this program knows ${MIGRATIONS.length}`,
    );
  for (const step of MIGRATIONS.slice(version, upTo)) await step(db);
  await sql`delete from schema_version`.execute(db);
  await sql`insert into schema_version (version) values (${Math.max(version, upTo)})`.execute(db);
}

/** How many of the migrations a store has seen. */
export async function versionOf(db: Db): Promise<number> {
  const { rows } = await sql<{ version: number }>`select version from schema_version`.execute(db);
  return rows[0]?.version ?? 0;
}
