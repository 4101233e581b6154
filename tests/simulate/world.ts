import type { Message } from '../../src/message.ts';
import type { Rung } from '../../src/moderate/rung.ts';
import { openStore, type StoreAddress } from '../../src/store/open.ts';
import { changeWorkspace } from '../../src/store/workspaces.ts';
import { START } from '../fixtures/bench.ts';
import { Wall } from '../fixtures/wall.ts';
import { Crew, type Kill } from './crew.ts';
import { Editors } from './editors.ts';
import { People } from './people.ts';
import type { Random } from './random.ts';
import { type Outcomes, reckon } from './reckoning.ts';
import { trouble } from './trouble.ts';
import { type Happening, lastMessage, placeIn, week } from './week.ts';

const MINUTE = 60_000;
/** Messages of so long are delivered at once, from several connections. */
const BURST = 9 * MINUTE;
/** Soon enough for what got no answer to be resolved. */
const SOON = 15_000;
/** When the leases of a dead process are over: soon enough to resolve what it left, and, once in three times, too late. */
const AFTER_A_DEATH = [60_000, 60_000, 150_000];

/** What to simulate: so many processes on one store. `folder` is for their logs. */
export interface Simulation {
  readonly address: StoreAddress;
  readonly processes: number;
  readonly messages: number;
  readonly random: Random;
  readonly folder: string;
}

/**
 * Runs a week and checks every invariant at its end; rejects when a process died of its own accord. The seed decides what is written, what goes wrong with which card, and when
 * whom is killed how; not, which of several processes is the first, nor at which instruction a kill strikes. So two runs with one
 * seed differ in a few cards.
 */
export async function simulate(simulation: Simulation): Promise<Outcomes> {
  await begin(simulation.address);
  const world = new World(simulation);
  try {
    for (const happening of week(simulation.random, simulation.messages))
      await world.happen(happening);
    return await world.finish();
  } finally {
    await world.abandon();
  }
}

async function begin(address: StoreAddress): Promise<void> {
  const { db, close } = await openStore(address);
  await changeWorkspace(db, placeIn(''), START, { moderators_channel: 'moderators' });
  await close();
}

class World {
  readonly #given: Simulation;
  readonly #wall = new Wall();
  readonly #clock = { now: START };
  readonly #rungs = new Map<string, { at: number; rung: Rung }[]>();
  readonly #kills: Kill[] = [];
  readonly #crew: Crew;
  readonly #people: People;
  readonly #editors: Editors;
  #burst: Message[] = [];
  #written = 0;

  constructor(given: Simulation) {
    this.#given = given;
    const workplace = { ...given, wall: this.#wall, clock: this.#clock };
    this.#crew = new Crew(workplace, given.processes);
    this.#people = new People(this.#crew, this.#wall, given.random);
    this.#editors = new Editors(this.#crew, this.#wall, given.random);
    this.#wall.outcome = trouble(given.random, this.#wall);
  }

  async happen(happening: Happening): Promise<void> {
    const first = this.#burst[0];
    const over = first !== undefined && happening.at - first.at > BURST;
    if (over || happening.kind !== 'message') await this.#deliver();
    switch (happening.kind) {
      case 'message':
        this.#burst.push(happening.message);
        return;
      case 'rung':
        return this.#setRung(happening);
      case 'claims':
        return this.#changeClaims(happening);
      case 'restart':
        return this.#restart(happening);
    }
  }

  async finish(): Promise<Outcomes> {
    await this.#deliver();
    this.#wall.outcome = () => undefined;
    await this.#lastDeath();
    for (let round = 0; round < 4; round++) {
      this.#clock.now += 3 * MINUTE;
      await this.#editors.change({});
      await this.#crew.everyone('settle');
    }
    await this.#crew.end();
    const store = await openStore(this.#given.address);
    const { broken, figures } = await reckon(store, {
      wall: this.#wall,
      now: this.#clock.now,
      claims: this.#editors.claims,
      rungAt: (channel, at) =>
        this.#rungs.get(channel)?.findLast((set) => set.at <= at)?.rung ?? 'channel',
      gone: this.#people.gone,
      messages: this.#written,
      kills: this.#crew.kills,
    });
    await store.close();
    return { broken: [...this.#people.broken, ...broken], figures };
  }

  /** The week ends with a post that gets no answer, whose claim changes for the last time: no later change makes good for it. */
  async #lastDeath(): Promise<void> {
    this.#written++;
    this.#crew.arm('after-post');
    await this.#hand([lastMessage(this.#clock.now)]);
    await this.#crew.everyone('settle');
    await this.#crew.disarm();
    await this.#editors.lookAgain();
    await this.#resolve(MINUTE);
  }

  /** Leaves no process behind. */
  abandon(): Promise<void> {
    return this.#crew.abandon();
  }

  /** Time never stands still, so that it tells what was before a setting from what came after. */
  #advanceTo(at: number): void {
    this.#clock.now = Math.max(this.#clock.now + 1, at);
  }

  /** Delivers what was written, and lets people see what came of it. */
  async #deliver(): Promise<void> {
    const messages = this.#burst.splice(0);
    this.#advanceTo(messages.at(-1)?.at ?? 0);
    this.#written += messages.length;
    const rumours = messages.filter(isRumour);
    const kill = rumours.length > 0 ? this.#kills.shift() : undefined;
    if (kill === undefined) await this.#hand(messages);
    else await this.#handAndKill(messages, kill);
    if (!messages.some(({ text }) => text.includes('bridge builder'))) return;
    await this.#crew.everyone('settle');
    await this.#people.meddle(this.#clock.now);
    const killed = kill !== undefined && (await this.#crew.disarm());
    if (kill !== undefined && !killed) this.#kills.unshift(kill);
    if (killed) await this.#editors.lookAgain();
    await this.#resolve(killed ? this.#given.random.pick(AFTER_A_DEATH) : SOON);
  }

  /** Some time later somebody does what is due by then: what got no answer among it. */
  async #resolve(later: number): Promise<void> {
    this.#clock.now += later;
    await this.#crew.order(this.#given.random.pick(this.#crew.seats), 'settle');
  }

  /**
   * Kills somebody at the next chance. A killed process loses what it had only counted since it last wrote its counts, as it may; so
   * that each message can be accounted for, what is only counted comes first and is written down.
   */
  async #handAndKill(messages: readonly Message[], kill: Kill): Promise<void> {
    await this.#hand(messages.filter((message) => !isRumour(message)));
    await this.#crew.everyone('settle');
    this.#crew.arm(kill);
    await this.#hand(messages.filter(isRumour));
  }

  /** Hands messages to one process each, all at the same moment; and a rumour in three to all processes. */
  async #hand(messages: readonly Message[]): Promise<void> {
    const { seats } = this.#crew;
    const handed = messages.flatMap((message) => {
      const random = this.#given.random.of(`hand ${message.id}`);
      const to = isRumour(message) && random.chance(0.35) ? seats : [random.pick(seats)];
      return to.map((seat) => this.#crew.order(seat, 'message', message));
    });
    await Promise.all(handed);
  }

  async #changeClaims({ at, changed }: Extract<Happening, { kind: 'claims' }>): Promise<void> {
    this.#advanceTo(at);
    await this.#editors.change(changed);
    await this.#crew.everyone('settle');
    await this.#resolve(SOON);
  }

  async #setRung({ at, channel, rung }: Extract<Happening, { kind: 'rung' }>): Promise<void> {
    this.#advanceTo(at);
    const set = { at: this.#clock.now, rung };
    this.#rungs.set(channel, [...(this.#rungs.get(channel) ?? []), set]);
    await this.#crew.order(this.#given.random.pick(this.#crew.seats), 'rung', channel, rung);
  }

  #restart({ ending }: Extract<Happening, { kind: 'restart' }>): void {
    if (ending === 'stopped') this.#crew.restart(this.#given.random.pick(this.#crew.seats));
    else this.#kills.push(ending);
  }
}

/** What its author says of a claim: it leaves a row wherever it is decided on. */
function isRumour({ text }: Message): boolean {
  return text.includes('bridge builder') && !text.startsWith('>');
}
