import type { Message } from '../../src/message.ts';
import type { Outcome, Task } from '../../src/moderate/task.ts';
import { openStore, type StoreAddress } from '../../src/store/open.ts';
import { CALLERS, rumour } from '../fixtures/calls.ts';
import { Wall } from '../fixtures/wall.ts';
import * as invariants from './invariants.ts';
import type { Random } from './random.ts';
import { RemoteModerator } from './remote-moderator.ts';
import { placeIn } from './week.ts';

const HOUR = 3_600_000;
/** Each life begins so much later: an old lease is over then, and what got no answer can still be resolved. */
const LATER = 60_000;
const CHANNELS = ['square', 'harbour', 'market'];

/** Where and how often to kill. With several processes every message is delivered to all of them at once. */
export interface Killing {
  readonly address: StoreAddress;
  readonly processes: number;
  readonly kills: number;
  readonly random: Random;
}

/** What came of it. */
export interface Killed {
  readonly broken: readonly string[];
  readonly messages: number;
  readonly cards: number;
  /** Kills between the platform's doing and its answer, the most delicate moment. */
  readonly betweenPostAndAnswer: number;
}

/**
 * Runs moderators that are killed with SIGKILL at random moments between a message and the platform's answer, and begun again on
 * the same store, while the platform stays. Messages that were not acknowledged are delivered again, as platforms do.
 */
export async function killAndSee(killing: Killing): Promise<Killed> {
  const lives = new Lives(killing);
  for (let kill = 0; kill < killing.kills; kill++) await lives.live(true);
  await lives.live(false);
  return lives.finish();
}

class Lives {
  readonly #given: Killing;
  readonly #wall = new Wall();
  readonly #unanswered = new Map<string, Message>();
  readonly #settings = new Set<string>();
  #messages = 0;
  #lives = 0;
  #delicate = 0;
  /**
   * What is not done in this life, which ends at that moment: the platform's answer, or already the platform's doing. With
   * nobody muted it ends at any moment.
   */
  #mute: 'nobody' | 'platform' | 'both' = 'nobody';
  #asked = () => {};

  constructor(given: Killing) {
    this.#given = given;
  }

  /** One life of all processes: what was not acknowledged is delivered again, then new messages. */
  async live(endsByKill: boolean): Promise<void> {
    const { random, processes } = this.#given;
    const ahead = ++this.#lives * LATER;
    const asked = Promise.withResolvers<void>();
    this.#mute = endsByKill ? random.pick(['nobody', 'platform', 'both'] as const) : 'nobody';
    this.#asked = asked.resolve;
    const children = await Promise.all(Array.from({ length: processes }, () => this.#bear(ahead)));
    const again = [...this.#unanswered.values()].map((message) => ({
      ...message,
      at: Date.now() + ahead,
    }));
    const fresh = endsByKill ? this.#fresh(ahead) : [];
    const done = Promise.all([
      ...[...again, ...fresh].map((message) => this.#deliver(children, message)),
      this.#set(children),
    ]);
    if (endsByKill) {
      const acknowledged = done.then(() => wait(60));
      const end = this.#mute === 'nobody' ? wait(random.below(120)) : asked.promise;
      await Promise.race([acknowledged, end]);
      for (const child of children) child.kill();
    } else {
      await done;
      await wait(3000);
      for (const child of children) await child.leave();
    }
    await Promise.all(children.map(({ ended }) => ended));
  }

  async finish(): Promise<Killed> {
    const store = await openStore(this.#given.address);
    const cards = await store.db.selectFrom('cards').selectAll().execute();
    const decisions = await store.db.selectFrom('decisions').selectAll().execute();
    const states = await store.db.selectFrom('claim_states').select('claim').execute();
    await store.close();
    const kept = new Set(states.map(({ claim }) => claim));
    const lost = [...this.#settings].filter((claim) => !kept.has(claim));
    return {
      broken: [
        ...invariants.noDoubles(this.#wall, cards),
        ...invariants.cooldownKept(cards, 12 * HOUR),
        ...invariants.budgetKept(cards, 3),
        ...invariants.decisionsStand(decisions, cards),
        ...invariants.nothingLost(decisions, cards),
        ...lost.map((claim) => `the setting ${claim} was acknowledged and is lost`),
      ],
      messages: this.#messages,
      cards: this.#wall.standing.length,
      betweenPostAndAnswer: this.#delicate,
    };
  }

  #fresh(ahead: number): Message[] {
    const { random } = this.#given;
    return Array.from({ length: 1 + random.below(3) }, () => {
      const id = `m${++this.#messages}`;
      const author = { id: 'ann', kind: 'person', roles: [] } as const;
      const place = placeIn(`${random.pick(CHANNELS)}-${Math.floor(this.#lives / 8)}`);
      return { place, id, author, at: Date.now() + ahead, text: rumour(random.pick(CALLERS)) };
    });
  }

  async #deliver(children: readonly RemoteModerator[], message: Message): Promise<void> {
    this.#unanswered.set(message.id, message);
    const answers = children.map((child) => child.order('message', message));
    if ((await Promise.race(answers)) !== 'died') this.#unanswered.delete(message.id);
  }

  async #set([child]: readonly RemoteModerator[]): Promise<void> {
    const claim = `setting-${this.#lives}`;
    const answer = await child?.order('mute', claim);
    if (answer !== 'died') this.#settings.add(claim);
  }

  #bear(ahead: number): Promise<RemoteModerator> {
    const { address } = this.#given;
    return RemoteModerator.born(
      { address, ahead, level: 'error' },
      { perform: (task) => this.#perform(task) },
    );
  }

  async #perform(task: Task): Promise<Outcome | undefined> {
    if (this.#mute !== 'both') {
      const outcome = await this.#wall.perform(task);
      if (this.#mute === 'nobody') return outcome;
      this.#delicate++;
    }
    this.#asked();
    return undefined;
  }
}

function wait(time: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, time));
}
