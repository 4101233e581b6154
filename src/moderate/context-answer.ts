import type { Claim } from '../claims/claim.ts';
import type { ImportedClaim } from '../claims/imported.ts';
import { type Day, inWords } from '../claims/partial-date.ts';
import { type Answer, type Control, type Line, type Part, words } from './answer.ts';
import { type Card, cardOf } from './card.ts';
import { fullControl } from './card-controls.ts';

/** Labels of buttons hold at most so many characters (Slack). */
const LABEL = 75;
/** Other claims offered beside a card. */
const OTHERS = 3;

/** How a private answer may go on. */
export interface Onward {
  readonly today: Day;
  readonly publicUrl?: string;
  /** Whether the asker may share the card into the channel. */
  readonly share: boolean;
  /** Claims that fit too. */
  readonly others?: readonly Claim[];
  /** Said above the card. */
  readonly opening?: string;
}

/** A claim's card for one person alone, with the ways on: everything about it, sharing it, and what else may be meant. */
export function claimAnswer(claim: Claim, onward: Onward): Answer {
  const { opening, share, others = [], publicUrl } = onward;
  const card = cardOf(claim, publicUrl);
  const parts: readonly (Part | undefined)[] = [
    opening === undefined ? undefined : lines(opening),
    { kind: 'card', card },
    overdue(claim, onward.today),
    others.length === 0 ? undefined : lines('Near it:'),
  ];
  return {
    kind: 'reply',
    parts: parts.filter((part) => part !== undefined),
    controls: [
      fullControl(card),
      ...(share ? [shareControl(card)] : []),
      ...others.slice(0, OTHERS).map(showControl),
    ],
  };
}

/** Several claims fit: which one? */
export function severalAnswer(claims: readonly Claim[]): Answer {
  return {
    kind: 'reply',
    parts: [lines('Several claims fit. Which one do you mean?')],
    controls: claims.slice(0, 5).map(showControl),
  };
}

/** No claim of ours, but reviews by others: named as theirs, with their own rating. */
export function reviewsAnswer(reviews: readonly ImportedClaim[]): Answer {
  return {
    kind: 'reply',
    parts: [
      lines('No claim of this database answers that. Others have reviewed something near it:'),
      { kind: 'list', items: reviews.map(reviewLine) },
    ],
    controls: [],
  };
}

/** Why a question was or was not noted. */
export type Noted =
  | { readonly kind: 'noted'; readonly ask: string }
  | { readonly kind: 'too-many' }
  | { readonly kind: 'says-nothing' }
  | { readonly kind: 'not-kept' };

/** Nothing answers the question; where it was noted, its asker can be told later. */
export function unknownAnswer(noted: Noted): Answer {
  const opening = 'No claim in the database answers that.';
  if (noted.kind === 'says-nothing')
    return only('Ask with a few words that say what the claim is about: /context starlink crimea');
  if (noted.kind === 'too-many')
    return only(
      `${opening} You have asked several such questions today, so this one was not noted; nothing of it is kept.`,
    );
  if (noted.kind === 'not-kept')
    return only(`${opening} It could not be noted just now; nothing of it is kept.`);
  return {
    kind: 'reply',
    parts: [
      lines(
        `${opening} Your words go to the editors' list of open questions, without your name, and are erased after 30 days.`,
        'Try other words, or leave them out to see what this conversation is about.',
      ),
    ],
    controls: [{ kind: 'button', label: 'Tell me', style: 'primary', press: `tell:${noted.ask}` }],
  };
}

/** Nothing known was talked about; `read` messages of the conversation are at hand. */
export function quietAnswer(read: number): Answer {
  if (read === 0)
    return only(
      'Sidenote has not seen a conversation here since it started, so it cannot say what this one is about.',
      'Ask with words instead: /context starlink crimea',
    );
  const seen = read === 1 ? 'the last message' : `the last ${read} messages`;
  return only(
    `Nothing in ${seen} here comes near a claim of the database.`,
    'Ask with words instead: /context starlink crimea',
  );
}

/** After "Tell me": what is kept for it. */
export function willTellAnswer(): Answer {
  return only(
    'You will get one private message when a claim that answers this is published, within the next 30 days.',
    'Until then your id is kept with the question. /sidenote forget-me erases it.',
  );
}

/** A button that shows a claim's card. */
export function showControl({ id, title }: Pick<Claim, 'id' | 'title'>): Control {
  const label = title.length <= LABEL ? title : `${title.slice(0, LABEL - 1).trimEnd()}…`;
  return { kind: 'button', label, style: 'neutral', press: `show:${id}` };
}

function shareControl({ claim }: Card): Control {
  return {
    kind: 'button',
    label: 'Share in the channel',
    style: 'neutral',
    press: `share:${claim}`,
  };
}

function overdue({ reviewBy, checkedOn }: Claim, today: Day): Part | undefined {
  return reviewBy >= today
    ? undefined
    : lines(`An editor last looked at this on ${inWords(checkedOn)}; a new look is overdue.`);
}

function reviewLine({ statement, publisher, rating, url }: ImportedClaim): Line {
  const claim = statement.length <= 200 ? statement : `${statement.slice(0, 199).trimEnd()}…`;
  return [
    { text: publisher, strong: true },
    { text: ` rated “${claim}” as “${rating.slice(0, 80)}”: ` },
    { text: 'their article', url },
  ];
}

function lines(...texts: readonly string[]): Part {
  return { kind: 'lines', lines: texts.map(words) };
}

function only(...texts: readonly string[]): Answer {
  return { kind: 'reply', parts: [lines(...texts)], controls: [] };
}
