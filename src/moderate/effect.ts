import type { Place } from '../message.ts';

/** Something that moderators are told once in their channel, by name; `notice.ts` words it. */
export const NOTICES = [
  'welcome',
  'missing-permission',
  'breaker-opened',
  'claim-lowered',
  'card-presumed-posted',
  'card-not-editable',
  'readers-object',
  'no-message-content',
] as const;
export type NoticeName = (typeof NOTICES)[number];

interface EffectBase {
  /** Unique for ever: writing an effect whose key is known does nothing, so that nothing happens twice. */
  readonly key: string;
  readonly place: Place;
  /** Milliseconds since 1970 before which it must not be performed. */
  readonly notBefore?: number;
}

/**
 * What the core wants done on a platform, as data: it names the card, suggestion, notice (by the key that told it) or ask, never a payload, and is rendered when
 * it is performed. Edits of cards are no effects (see `card row` in the store).
 */
export type Effect = EffectBase &
  (
    | { readonly kind: 'post-card'; readonly card: string }
    | { readonly kind: 'remove-card'; readonly card: string }
    | { readonly kind: 'note-under-card'; readonly card: string }
    | { readonly kind: 'whisper-author'; readonly card: string }
    | { readonly kind: 'show-suggestion'; readonly suggestion: string }
    | { readonly kind: 'settle-suggestion'; readonly suggestion: string }
    | {
        readonly kind: 'notify-moderators';
        readonly notice: NoticeName;
        readonly details: Readonly<Record<string, string>>;
      }
    | { readonly kind: 'settle-notice'; readonly told: string }
    | { readonly kind: 'tell-asker'; readonly ask: string; readonly claim: string }
  );

/** All kinds of effects. */
export const EFFECT_KINDS: readonly Effect['kind'][] = [
  'post-card',
  'remove-card',
  'note-under-card',
  'whisper-author',
  'show-suggestion',
  'settle-suggestion',
  'notify-moderators',
  'settle-notice',
  'tell-asker',
];
