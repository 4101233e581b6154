import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from '../config.ts';
import type { StoreAddress } from '../store/open.ts';

/** Where the store is: Postgres when `DATABASE_URL` names one, else a file in the data folder, which is made when missing. */
export function storeAddress({
  databaseUrl,
  dataDir,
}: Pick<Config, 'databaseUrl' | 'dataDir'>): StoreAddress {
  if (databaseUrl !== undefined) return { kind: 'postgres', url: databaseUrl };
  mkdirSync(dataDir, { recursive: true });
  return { kind: 'sqlite', file: join(dataDir, 'sidenote.sqlite') };
}
