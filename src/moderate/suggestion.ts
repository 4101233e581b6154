import type { Match } from '../match/evidence.ts';
import type { Answer, Control, Line, Part } from './answer.ts';
import type { Card } from './card.ts';
import type { Hold } from './decision.ts';
import type { Names } from './explanation.ts';
import { moment } from './moment.ts';
import { HOLD_WORDS } from './reasons.ts';

/** Suggestions are worth a card only while the conversation goes on: six hours, in milliseconds. */
export const SUGGESTION_LASTS = 6 * 3_600_000;
/** Other claims that came near, beside the suggested one: so many, with at least this score. */
const OTHERS = 2;
const NEAR = 0.25;

/** A suggestion as moderators see it: where the message stands, never what it says. */
export interface SuggestionView {
  readonly id: string;
  readonly claim: string;
  readonly reason: Hold;
  /** The nearest claims with the terms that met them, as they were when it was made. */
  readonly matches: readonly Match[];
  /** The link to the message on its platform. */
  readonly link: string;
  readonly expiresAt: number;
  /** What Post would post; absent for an imported claim, which nobody here has checked and which is never posted. */
  readonly card?: Card;
  /** Where an imported claim was reviewed. */
  readonly review?: { readonly publisher: string; readonly rating: string; readonly url: string };
}

/** How a suggestion ended. */
export type Settled = 'posted' | 'not-about' | 'muted' | 'expired' | 'undone' | 'gone';

/** A suggestion in the moderators' channel: the message's link, why a person is asked, the nearest claims, the card, the buttons. */
export function suggestionAnswer(view: SuggestionView, names: Names): Answer {
  return {
    kind: 'reply',
    parts: [
      { kind: 'heading', text: `Is this about “${names.claim(view.claim)}”?` },
      { kind: 'lines', lines: [where(view), asked(view), ...reviewed(view)] },
      nearest(view, names),
      ...(view.card === undefined ? [] : [{ kind: 'card' as const, card: view.card }]),
    ],
    controls: choices(view),
  };
}

/** The same entry once it is decided: what became of it and when (milliseconds since 1970), and what can be taken back. */
export function settledSuggestion(
  view: Pick<SuggestionView, 'id' | 'claim' | 'link'>,
  settled: Settled,
  at: number,
  names: Names,
): Answer {
  const undoable = settled === 'posted' || settled === 'not-about' || settled === 'muted';
  return {
    kind: 'update',
    parts: [
      { kind: 'heading', text: names.claim(view.claim) },
      {
        kind: 'lines',
        lines: [
          [
            { text: `${ENDED[settled]} (${moment(at)}). ` },
            { text: 'The message', url: view.link },
          ],
        ],
      },
    ],
    controls: undoable
      ? [{ kind: 'button', label: 'Undo', style: 'neutral', press: `undo:suggestion:${view.id}` }]
      : [],
  };
}

const ENDED: Record<Settled, string> = {
  posted: 'A moderator posted the card',
  'not-about': 'A moderator said: not about this',
  muted: 'A moderator muted this claim here',
  expired: 'Expired: nobody decided within six hours',
  undone: 'A moderator took the decision back',
  gone: 'The message was deleted or rewritten',
};

function where({ link, expiresAt }: SuggestionView): Line {
  return [
    { text: 'Open the message', url: link },
    {
      text: ` and decide. The first decision counts; without one this expires at ${moment(expiresAt)}.`,
    },
  ];
}

function asked({ reason }: SuggestionView): Line {
  return [{ text: 'Why you are asked', strong: true }, { text: `: ${HOLD_WORDS[reason]}.` }];
}

function reviewed({ review }: SuggestionView): Line[] {
  if (review === undefined) return [];
  return [
    [
      { text: `${review.publisher} rated it “${review.rating}”: ` },
      { text: 'their article', url: review.url },
      { text: '. Sidenote does not post imported claims; link the article yourself if it fits.' },
    ],
  ];
}

/** The nearest claims with their scores and what met them, by the names of the vocabulary. */
function nearest({ claim, matches }: SuggestionView, names: Names): Part {
  const first = matches.toSorted((a, b) => Number(b.claim === claim) - Number(a.claim === claim));
  const shown = first.filter((match) => match.claim === claim || match.score >= NEAR);
  return { kind: 'list', items: shown.slice(0, 1 + OTHERS).map((match) => near(match, names)) };
}

function near({ claim, score, by, evidence }: Match, names: Names): Line {
  const terms = evidence.map(({ term, from }) => {
    const name = term.startsWith('~') ? term.slice(1) : names.term(term);
    return from === undefined ? name : `${name} (from an earlier message)`;
  });
  const met =
    by === 'link' ? 'a link to an article that carries it' : [...new Set(terms)].join(', ');
  return [
    { text: names.claim(claim), strong: true },
    { text: `: score ${score.toFixed(2)}; met by ${met || 'its words'}` },
  ];
}

function choices({ id, card }: SuggestionView): readonly Control[] {
  return [
    ...(card === undefined
      ? []
      : [{ kind: 'button', label: 'Post', style: 'primary', press: `post:${id}` } as const]),
    { kind: 'button', label: 'Not about this', style: 'neutral', press: `not-about:${id}` },
    { kind: 'button', label: 'Mute this claim here', style: 'danger', press: `mute:${id}` },
  ];
}
