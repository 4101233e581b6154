import type { Answer, Control } from './answer.ts';
import type { Card } from './card.ts';

/**
 * What stands under a card in a channel: everything about the claim (a link where it has a page), why the card came, and two votes.
 * A struck card keeps only the first two.
 */
export function cardControls(card: Card, id: string): readonly Control[] {
  const votes: readonly Control[] = [
    { kind: 'button', label: 'Helpful', style: 'neutral', press: `vote:${id}:helpful` },
    { kind: 'button', label: 'Not helpful', style: 'neutral', press: `vote:${id}:not-helpful` },
  ];
  return [
    fullControl(card),
    { kind: 'button', label: 'Why this card?', style: 'neutral', press: `why:${id}` },
    ...(card.retired ? [] : votes),
  ];
}

/** The way to everything that is known of a card's claim. */
export function fullControl({ claim, page }: Pick<Card, 'claim' | 'page'>): Control {
  return page === undefined
    ? { kind: 'button', label: 'Full context', style: 'neutral', press: `full:${claim}` }
    : { kind: 'link', label: 'Full context', url: page };
}

/** What the author of a message alone sees before its card goes to everybody; `minutes` is how long they have. */
export function whisperAnswer(card: Card, id: string, minutes: number): Answer {
  const wait = minutes === 1 ? '1 minute' : `${minutes} minutes`;
  return {
    kind: 'reply',
    parts: [
      {
        kind: 'lines',
        lines: [
          [
            {
              text: `Your message touches a claim that Sidenote knows. Only you see this. In ${wait} the card goes under your message, unless you choose otherwise.`,
            },
          ],
        ],
      },
      { kind: 'card', card },
    ],
    controls: [
      {
        kind: 'button',
        label: 'Post it for everybody',
        style: 'primary',
        press: `author-post:${id}`,
      },
      {
        kind: 'button',
        label: 'I will edit my message',
        style: 'neutral',
        press: `author-edit:${id}`,
      },
      { kind: 'button', label: 'Not about this', style: 'neutral', press: `author-wrong:${id}` },
    ],
  };
}
