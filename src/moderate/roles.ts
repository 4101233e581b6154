import { type Answer, reply } from './answer.ts';
import type { Person, Standing } from './person.ts';

const STANDINGS: readonly Standing[] = ['member', 'moderator', 'administrator'];

/** Who may do what, everywhere: adapters only tell who somebody is. Each standing may also do what those before it may. */
export const ROLES = {
  ask: 'member',
  check: 'member',
  vote: 'member',
  'tell-me': 'member',
  'forget-me': 'member',
  share: 'member',
  post: 'moderator',
  'not-about': 'moderator',
  mute: 'moderator',
  unmute: 'moderator',
  remove: 'moderator',
  explain: 'moderator',
  status: 'moderator',
  cooldown: 'moderator',
  breaker: 'moderator',
  setup: 'administrator',
  rung: 'administrator',
  topics: 'administrator',
} as const satisfies Readonly<Record<string, Standing>>;
export type Action = keyof typeof ROLES;

/** Whether somebody's standing is enough for an action. */
export function may(person: Person, action: Action): boolean {
  return isAtLeast(person, ROLES[action]);
}

/** Whether somebody is at least that. */
export function isAtLeast({ standing }: Person, wanted: Standing): boolean {
  return STANDINGS.indexOf(standing) >= STANDINGS.indexOf(wanted);
}

/** What somebody reads who may not do what they tried. */
export function refusal(action: Action): Answer {
  const who = ROLES[action] === 'administrator' ? 'Administrators' : 'Moderators';
  return reply(
    `${who} decide that here, so nothing was changed. Ask one of them if it matters to you.`,
  );
}
