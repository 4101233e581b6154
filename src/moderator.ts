import { dayAt } from './claims/partial-date.ts';
import type { PlatformName } from './message.ts';
import type { Reader } from './moderate/reader.ts';
import type { Handlers } from './moderate/request.ts';
import type { Rung } from './moderate/rung.ts';
import { firstSettings } from './moderate/settings.ts';
import { answering } from './moderator/answering.ts';
import { comingAndGoing } from './moderator/coming-and-going.ts';
import { Conversations } from './moderator/conversations.ts';
import { type Core, hasher, type Logger, newId } from './moderator/core.ts';
import { tellAskers } from './moderator/open-asks.ts';
import { readAlong } from './moderator/read-along.ts';
import { surviving } from './moderator/surviving.ts';
import { Tally } from './moderator/tally.ts';
import { wantCurrent } from './outbox/living-cards.ts';
import type { Performer } from './outbox/performer.ts';
import { createOutbox, type Outbox, type OutboxOptions } from './outbox.ts';
import { abandonLeases } from './store/effects.ts';
import type { Store } from './store/open.ts';

/** What a moderator is made of. */
export interface ModeratorDeps {
  readonly store: Store;
  /** The claims, made readable. */
  readonly reader: Reader;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly logger: Logger;
  /** The key of the hashes under which people's ids are kept. */
  readonly hashKey: string;
  readonly publicUrl?: string;
  readonly contact?: string;
  readonly defaultRung?: Rung;
  readonly outbox?: OutboxOptions;
}

/** The moderator of all platforms: matcher, store and clock meet here. */
export interface Moderator {
  /** What platforms call. */
  readonly handlers: Handlers;
  readonly outbox: Outbox;
  /** For the desk: what handlers and outbox work with. */
  readonly core: Core;
  /** Performs on a platform from now on. */
  attach(platform: PlatformName, performer: Performer): void;
  /** Performs there no more. */
  detach(platform: PlatformName): void;
  /** Speaks by other claims from now on; cards that say something else are edited. */
  reload(reader: Reader): Promise<void>;
  /** Wants every card to show the current claims, and starts the outbox. */
  start(): Promise<void>;
  /** Ends the outbox; the store stays open. */
  stop(): Promise<void>;
}

/** Makes the moderator; it reads along at once, and performs from `start` on. */
export function createModerator(deps: ModeratorDeps): Moderator {
  const performers = new Map<string, Performer>();
  let { reader } = deps;
  const core: Core = {
    store: deps.store,
    logger: deps.logger,
    ...(deps.publicUrl === undefined ? {} : { publicUrl: deps.publicUrl }),
    ...(deps.contact === undefined ? {} : { contact: deps.contact }),
    firstSettings: firstSettings(deps.defaultRung),
    conversations: new Conversations(),
    tally: new Tally(),
    process: newId(),
    now: deps.now,
    today: () => dayAt(deps.now()),
    reader: () => reader,
    hash: hasher(deps.hashKey),
    platform: (name) => performers.get(name),
    platforms: () => [...performers.keys()] as PlatformName[],
    wake: () => outbox.wake(),
  };
  const outbox = createOutbox(core, deps.outbox);
  return {
    handlers: { ...readAlong(core), ...comingAndGoing(core), ...answering(core) },
    outbox,
    core,
    attach(platform, performer) {
      performers.set(platform, performer);
      outbox.wake();
    },
    detach: (platform) => void performers.delete(platform),
    async reload(next) {
      reader = next;
      await surviving(core, 'reload', async () => {
        await wantCurrent(core);
        await tellAskers(core);
      });
    },
    async start() {
      await surviving(core, 'start', async () => {
        // With one file and one process, whatever is being performed at the start was left by a process that died.
        if (deps.store.alone) await abandonLeases(deps.store.db);
        await wantCurrent(core);
        await tellAskers(core);
      });
      outbox.start();
    },
    stop: () => surviving(core, 'stop', () => outbox.stop()),
  };
}
