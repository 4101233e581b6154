import type { Message, Place } from '../../src/message.ts';
import type { Rung } from '../../src/moderate/rung.ts';
import { START } from '../fixtures/bench.ts';
import { CALLERS, type Caller, type ClaimChanges, rumour } from '../fixtures/calls.ts';
import type { Random } from './random.ts';

const HOUR = 3_600_000;
const STORM = HOUR / 6;
const WEEK = 7 * 24 * HOUR;
const PEOPLE = Array.from({ length: 9 }, (_, index) => `person-${index}`);
export const CHANNELS = Array.from({ length: 12 }, (_, index) => `channel-${index}`);

/** A word that stands in every message of a simulation and must never be found in what is written. */
export const MARK = 'zwxqvortle';

const CHATTER = [
  'what a lovely day',
  'has anybody seen the builder',
  'the mayor crossed the bridge',
  'call me when you are there',
  'lol',
  'the baker bakes, the pilot flies',
];

/**
 * How a moderator's process ends: it is stopped, or killed: when it asks for the next post, before the platform heard of it or after
 * the platform did it, but before it answers; or at any moment of its work on a message.
 */
export const ENDINGS = ['stopped', 'before-post', 'after-post', 'any-moment'] as const;
export type Ending = (typeof ENDINGS)[number];
/** How many processes end in a week. */
export const RESTARTS = 12;

/** Something that happens to the simulated workspace. Times are milliseconds since 1970. */
export type Happening =
  | { readonly kind: 'message'; readonly at: number; readonly message: Message }
  | { readonly kind: 'rung'; readonly at: number; readonly channel: string; readonly rung: Rung }
  | { readonly kind: 'claims'; readonly at: number; readonly changed: ClaimChanges }
  | { readonly kind: 'restart'; readonly at: number; readonly ending: Ending };

/** A place in the simulated workspace. */
export function placeIn(channel: string): Place {
  return { platform: 'desk', workspace: 'w', channel };
}

/** A week of so many messages, one in eight of them a rumour, in the order of time. */
export function week(random: Random, messages: number): readonly Happening[] {
  const said = Array.from({ length: messages }, (_, index): Happening => {
    const at = START + Math.floor((index / messages) * WEEK);
    return { kind: 'message', at, message: messageAt(random, at, `m${index}`) };
  });
  const rungs: readonly Rung[] = ['shadow', 'queue', 'thread', 'channel', 'channel'];
  const settings = Array.from({ length: 60 }, (): Happening => {
    const at = START + random.below(WEEK);
    return { kind: 'rung', at, channel: random.pick(CHANNELS), rung: random.pick(rungs) };
  });
  // The last change comes when no process is to start any more, which would see to it by itself.
  const changes = [...Array.from({ length: 9 }, () => START + random.below(WEEK)), START + WEEK];
  const claims = changes.map((at, index): Happening => {
    return { kind: 'claims', at, changed: changeOf(random, random.pick(CALLERS), index) };
  });
  const restarts = Array.from({ length: RESTARTS }, (_, index): Happening => {
    const ending = ENDINGS[index % ENDINGS.length] ?? 'stopped';
    return { kind: 'restart', at: START + random.below(WEEK), ending };
  });
  return [...said, ...settings, ...claims, ...restarts].toSorted((a, b) => a.at - b.at);
}

/**
 * Talk has its times and its places: rumours come all at once, ten minutes of every thirty, and every hour another channel gets most
 * of them, enough to spend its budget.
 */
function messageAt(random: Random, at: number, id: string): Message {
  const isStorm = Math.floor(at / STORM) % 3 === 0;
  const isRumour = isStorm && random.chance(0.375);
  const heated = CHANNELS[Math.floor(at / HOUR) % CHANNELS.length] ?? '';
  const text = isRumour
    ? rumour(random.pick(CALLERS), `${MARK} ${id}`)
    : `${random.pick(CHATTER)} ${MARK} ${id}`;
  return {
    place: placeIn(isRumour && random.chance(0.7) ? heated : random.pick(CHANNELS)),
    id,
    author: { id: random.pick(PEOPLE), kind: 'person', roles: [] },
    at,
    text: random.chance(0.05) ? `> ${text}` : text,
  };
}

/** A rumour that is new to its channel, so that it gets a card. */
export function lastMessage(at: number): Message {
  const text = rumour('mayor', MARK);
  return {
    place: placeIn('quay'),
    id: 'last',
    author: { id: 'person-0', kind: 'person', roles: [] },
    at,
    text,
  };
}

/** What an editor finds on looking at a claim again. */
export function changeOf(random: Random, who: Caller, index: number): ClaimChanges {
  const statuses = ['reported', 'disputed', 'refuted', 'confirmed'] as const;
  return { [who]: { verification: random.pick(statuses), reason: `Looked at again, ${index}.` } };
}
