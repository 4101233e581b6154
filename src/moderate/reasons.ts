import type { Decision, Hold, Silence } from './decision.ts';

/** Each silence as a moderator reads it. */
export const SILENCE_WORDS: Readonly<Record<Silence, string>> = {
  'own-message': 'Sidenote wrote it itself',
  bot: 'another program or a webhook wrote it',
  'no-match': 'no claim came near enough',
  'edited-away': 'it was rewritten and no longer matches',
  'exempt-channel': 'this channel is exempt',
  'exempt-role': 'its author has an exempt role',
  'too-old': 'it was older than ten minutes',
  quoted: 'the claim stands only in quoted lines',
  code: 'the claim stands only in code',
  'reply-to-card': 'it answers a card',
  'carries-source': 'it already brings a source of the claim',
  'claim-not-live': 'the claim is a draft, paused or retired',
  'topic-not-chosen': "the claim's topic is not chosen here",
  'shared-channel': 'the channel is shared with another organisation and no rung was set for it',
  'not-stated': 'this channel wants cards only where a claim is stated',
  muted: 'moderators muted the claim here',
  'already-answered': 'it already has a card',
  'already-suggested': 'a suggestion of this claim is waiting for a moderator',
  cooldown: 'the claim had a card in this channel a short while ago',
  budget: "this hour's cards in this channel are used up",
  shadow: 'Sidenote only watches here (rung shadow)',
};

/** Why a moderator is asked first, as a moderator reads it. */
export const HOLD_WORDS: Readonly<Record<Hold, string>> = {
  'below-bar': 'the match is likely but not sure enough to speak unasked',
  opinion: 'the claim is an opinion, which is never posted unasked',
  'no-rules': 'the claim was imported and nobody here has checked it',
  rung: 'moderators decide in this channel (rung queue)',
  lowered: 'the claim was lowered here, so moderators decide for now',
  breaker: 'the breaker is open: moderators decide until one closes it',
  author: 'its author saw the card first and said that the message is not about this',
};

/** The reason of a decision as one word, for logs, rows and `explain --jsonl`. */
export function reasonOf(decision: Decision): Silence | Hold | 'match' {
  return decision.kind === 'card' ? 'match' : decision.reason;
}

/** A decision in one sentence. */
export function decisionInWords(decision: Decision): string {
  switch (decision.kind) {
    case 'card':
      return decision.rung === 'thread' ? 'A card in the thread.' : 'A card under the message.';
    case 'suggest':
      return `A suggestion to moderators: ${HOLD_WORDS[decision.reason]}.`;
    case 'silent':
      return `Silence: ${SILENCE_WORDS[decision.reason]}.`;
  }
}
