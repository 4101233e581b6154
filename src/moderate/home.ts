import type { Claim } from '../claims/claim.ts';
import { type Answer, type Control, type Line, type Part, words } from './answer.ts';
import { verificationWord } from './card.ts';
import { showControl } from './context-answer.ts';
import type { Demand } from './demand.ts';
import { RUNG_WORDS } from './notice.ts';
import type { Person } from './person.ts';
import { isAtLeast, may } from './roles.ts';
import type { Settings } from './settings.ts';
import { times, topicsInWords } from './setup.ts';
import { demandPart } from './status-answer.ts';

/** As many claims as a home page shows without scrolling far. */
const NEWS = 8;
const DEMAND = 5;
const COUNTED = 10;

/** A claim that messages came near this week. */
export interface News {
  readonly claim: Claim;
  readonly times: number;
}

/** What became of a claim's cards: see the store's counts. */
export interface ClaimTally {
  readonly title: string;
  readonly shown: number;
  readonly confirmed: number;
  readonly wrong: number;
  readonly ignored: number;
}

/** What only moderators see. */
export interface HomeForModerators {
  readonly settings: Settings;
  readonly topics: readonly { readonly id: string; readonly title: string }[];
  readonly suggestions: number;
  readonly breakerOpen: boolean;
  readonly demand: readonly Demand[];
  readonly counts: readonly ClaimTally[];
}

/** A person's home page: the claims in the news of this workspace; for moderators also settings, queue, open questions, counts. */
export function homeAnswer(
  person: Person,
  news: readonly News[],
  moderators?: HomeForModerators,
): Answer {
  const shown = news.slice(0, NEWS);
  const forModerators = isAtLeast(person, 'moderator') ? moderators : undefined;
  return {
    kind: 'reply',
    parts: [
      { kind: 'heading', text: 'Talked about here this week' },
      shown.length === 0
        ? lines('Nothing that anybody wrote this week came near a claim of the database.')
        : { kind: 'list', items: shown.map(newsLine) },
      lines('Ask with /context and a few words; only you see the answer.'),
      ...(forModerators === undefined ? [] : moderatorParts(forModerators)),
    ],
    controls: [
      ...shown.map(({ claim }) => showControl(claim)),
      ...(forModerators?.breakerOpen
        ? [button('Close the breaker', 'close-breaker', 'primary')]
        : []),
      ...(may(person, 'setup') ? [button('Set it up', 'setup:start', 'primary')] : []),
      button('What is kept?', 'about:privacy', 'neutral'),
    ],
  };
}

function newsLine({ claim, times: count }: News): Line {
  return [
    { text: claim.title, strong: true },
    { text: `: ${verificationWord(claim.verification).toLowerCase()}; came up ${times(count)}` },
  ];
}

function moderatorParts({
  settings,
  topics,
  suggestions,
  breakerOpen,
  demand,
  counts,
}: HomeForModerators): Part[] {
  const told = counts.filter(({ shown, wrong, ignored }) => shown + wrong + ignored > 0);
  const waiting =
    suggestions === 0
      ? 'Nothing waits in the queue.'
      : `${suggestions} waiting in the queue, in the moderators’ channel.`;
  return [
    { kind: 'heading', text: 'For moderators' },
    {
      kind: 'list',
      items: [
        words(
          `For the whole workspace: ${RUNG_WORDS[settings.rung] ?? settings.rung}; topics: ${topicsInWords(settings.topics, topics)}.`,
        ),
        words(breakerOpen ? `The breaker is open. ${waiting}` : waiting),
      ],
    },
    ...(told.length === 0
      ? []
      : [
          heading('What became of the cards'),
          { kind: 'list' as const, items: told.slice(0, COUNTED).map(countLine) },
        ]),
    ...(demand.length === 0
      ? []
      : [heading('Questions without an answer yet'), demandPart(demand, DEMAND)]),
  ];
}

function countLine({ title, shown, confirmed, wrong, ignored }: ClaimTally): Line {
  const counted = [
    `${shown} shown`,
    ...(confirmed > 0 ? [`${confirmed} confirmed by moderators`] : []),
    ...(wrong > 0 ? [`${wrong} wrong`] : []),
    ...(ignored > 0 ? [`${ignored} left undecided`] : []),
  ];
  return [{ text: title, strong: true }, { text: `: ${counted.join(', ')}` }];
}

function heading(text: string): Part {
  return { kind: 'heading', text };
}

function lines(text: string): Part {
  return { kind: 'lines', lines: [words(text)] };
}

function button(label: string, press: string, style: 'primary' | 'neutral'): Control {
  return { kind: 'button', label, style, press };
}
