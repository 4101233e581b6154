import { PostgresDialect } from 'kysely';
import pg from 'pg';

const INT8 = 20;

/** A pool of connections to a Postgres server; int8 columns arrive as numbers. */
export function openPostgres(url: string): PostgresDialect {
  const pool = new pg.Pool({
    connectionString: url,
    max: 8,
    connectionTimeoutMillis: 5000,
    types: {
      getTypeParser: (type: number, format?: 'text' | 'binary') =>
        type === INT8 ? Number : pg.types.getTypeParser(type, format ?? 'text'),
    } as pg.CustomTypesConfig,
  });
  // An idle connection that breaks is replaced at the next query, which reports what is wrong then.
  pool.on('error', () => {});
  return new PostgresDialect({ pool });
}
