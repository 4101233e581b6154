import { createHmac, randomBytes } from 'node:crypto';
import type { Logger as Pino } from 'pino';
import type { Day } from '../claims/partial-date.ts';
import type { PlatformName } from '../message.ts';
import type { Reader } from '../moderate/reader.ts';
import type { Settings } from '../moderate/settings.ts';
import type { Performer } from '../outbox/performer.ts';
import type { Store } from '../store/open.ts';
import type { WorkspaceRef } from '../store/place.ts';
import type { Conversations } from './conversations.ts';
import type { Tally } from './tally.ts';

/** What we write to a log with. */
export type Logger = Pick<Pino, 'debug' | 'info' | 'warn' | 'error'>;

/** What all handlers and the outbox work with. */
export interface Core {
  readonly store: Store;
  readonly logger: Logger;
  /** Where the desk's claim pages are reachable, without a slash at the end. */
  readonly publicUrl?: string;
  /** How somebody reaches the editors. */
  readonly contact?: string;
  /** Settings of a channel for which nobody set anything. */
  readonly firstSettings: Settings;
  readonly conversations: Conversations;
  readonly tally: Tally;
  /** This process, told apart from others on the same database. */
  readonly process: string;
  now(): number;
  today(): Day;
  /** The claims as of the last reload. */
  reader(): Reader;
  /** Somebody's id as a keyed hash: the same person has another one in another workspace. */
  hash(workspace: WorkspaceRef, person: string): string;
  platform(name: string): Performer | undefined;
  /** The platforms that are running here. */
  platforms(): readonly PlatformName[];
  /** There is something new to perform. */
  wake(): void;
}

/** A new id: 12 characters that are safe in addresses and buttons. */
export function newId(): string {
  return randomBytes(9).toString('base64url');
}

/** Hashes ids with a key of 32 characters or more. */
export function hasher(key: string): Core['hash'] {
  return ({ platform, workspace }, person) =>
    createHmac('sha256', key)
      .update(`${platform}/${workspace}/${person}`)
      .digest('base64url')
      .slice(0, 22);
}
