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
  // A connection that breaks is replaced at the next query, which reports what is wrong then; idle or between two queries.
  pool.on('error', () => {});
  pool.on('connect', (client) => void client.on('error', () => {}));
  return new PostgresDialect({ pool });
}
