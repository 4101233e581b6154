import type { Match } from '../match/evidence.ts';

/**
 * Why the bot keeps silent, roughly in the order of the gates in `decide.ts`; `reasons.ts` says each in words for moderators.
 */
export const SILENCES = [
  'own-message',
  'bot',
  'no-match',
  'edited-away',
  'exempt-channel',
  'exempt-role',
  'too-old',
  'quoted',
  'code',
  'reply-to-card',
  'carries-source',
  'claim-not-live',
  'topic-not-chosen',
  'shared-channel',
  'not-stated',
  'muted',
  'already-answered',
  'already-suggested',
  'cooldown',
  'budget',
  'shadow',
] as const;
export type Silence = (typeof SILENCES)[number];

/** Why a match goes to a moderator instead of into the channel. */
export const HOLDS = [
  'below-bar',
  'opinion',
  'no-rules',
  'rung',
  'lowered',
  'breaker',
  'author',
] as const;
export type Hold = (typeof HOLDS)[number];

/**
 * What the bot does about a message. `card` posts at once (after a whisper to the author where the channel wants that),
 * `suggest` asks a moderator, `silent` does nothing and says why; `near` is the claim it would have been about.
 */
export type Decision =
  | { readonly kind: 'card'; readonly match: Match; readonly rung: 'thread' | 'channel' }
  | { readonly kind: 'suggest'; readonly match: Match; readonly reason: Hold }
  | {
      readonly kind: 'silent';
      readonly reason: Silence;
      readonly near?: Match;
      /** What would have happened on a higher rung: for "would have spoken N times". */
      readonly wouldHave?: 'card' | 'suggest';
    };
