import type { Claim } from '../../src/claims/claim.ts';
import type { Message, Place } from '../../src/message.ts';
import type { Rung } from '../../src/moderate/rung.ts';
import { START } from '../fixtures/bench.ts';
import { CALLERS, type Caller, rumour } from '../fixtures/calls.ts';
import type { Random } from './random.ts';

const HOUR = 3_600_000;
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

/** Something that happens to the simulated workspace. Times are milliseconds since 1970. */
export type Happening =
  | { readonly kind: 'message'; readonly at: number; readonly message: Message }
  | { readonly kind: 'rung'; readonly at: number; readonly channel: string; readonly rung: Rung }
  | {
      readonly kind: 'claims';
      readonly at: number;
      readonly changed: Partial<Record<Caller, Partial<Claim>>>;
    }
  | { readonly kind: 'restart'; readonly at: number };

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
  const claims = Array.from({ length: 10 }, (_, index): Happening => {
    return { kind: 'claims', at: START + random.below(WEEK), changed: changeOf(random, index) };
  });
  const restarts = Array.from({ length: 20 }, (): Happening => {
    return { kind: 'restart', at: START + random.below(WEEK) };
  });
  return [...said, ...settings, ...claims, ...restarts].toSorted((a, b) => a.at - b.at);
}

/** Talk has its places: every hour another channel gets most of the rumours, enough to spend its budget. */
function messageAt(random: Random, at: number, id: string): Message {
  const isRumour = random.chance(0.125);
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

function changeOf(random: Random, index: number): Partial<Record<Caller, Partial<Claim>>> {
  const statuses = ['reported', 'disputed', 'refuted', 'confirmed'] as const;
  const who = random.pick(CALLERS);
  return { [who]: { verification: random.pick(statuses), reason: `Looked at again, ${index}.` } };
}
