import { type Answer, type Control, type Line, type Part, words } from './answer.ts';
import { settingsInWords } from './channel-settings.ts';
import type { Demand } from './demand.ts';
import { RUNG_WORDS } from './notice.ts';
import type { Settings } from './settings.ts';
import { times, topicsInWords } from './setup.ts';

/** A claim that moderators muted or lowered. */
export interface HeldClaim {
  readonly id: string;
  readonly title: string;
  readonly muted: 'here' | 'everywhere' | 'elsewhere' | 'no';
  readonly cap?: string;
}

/** What is in force in a channel, and what waits. */
export interface StatusView {
  readonly settings: Settings;
  readonly topics: readonly { readonly id: string; readonly title: string }[];
  readonly cardsLastHour: number;
  readonly suggestions: number;
  readonly breakerOpen: boolean;
  readonly held: readonly HeldClaim[];
  readonly wouldHave: number;
  readonly moderatorsChannel: boolean;
}

/** What is in force here, for moderators: settings, what is used of the hour's cards, the queue, muted and lowered claims. */
export function statusAnswer(view: StatusView): Answer {
  const { settings, topics, cardsLastHour, suggestions, breakerOpen, held, wouldHave } = view;
  return {
    kind: 'reply',
    parts: [
      {
        kind: 'heading',
        text: breakerOpen
          ? 'The breaker is open: every card waits for you'
          : 'In force in this channel',
      },
      {
        kind: 'list',
        items: [
          line('Topics', topicsInWords(settings.topics, topics)),
          ...settingsInWords(settings),
          line('Cards in the last hour', String(cardsLastHour)),
          line('Waiting in the queue', String(suggestions)),
          line('Would have spoken this week', wouldHave === 0 ? 'never' : times(wouldHave)),
          ...(view.moderatorsChannel
            ? []
            : [line('Moderators’ channel', 'none; choose one with setup')]),
        ],
      },
      ...heldPart(held),
    ],
    controls: breakerOpen
      ? [{ kind: 'button', label: 'Close the breaker', style: 'primary', press: 'close-breaker' }]
      : [],
  };
}

function heldPart(held: readonly HeldClaim[]): readonly Part[] {
  if (held.length === 0) return [];
  const items = held.slice(0, 15).map(heldLine);
  const more = held.length - items.length;
  return [
    { kind: 'heading', text: 'Muted or lowered' },
    { kind: 'list', items: more > 0 ? [...items, words(`and ${more} more`)] : items },
  ];
}

function heldLine({ id, title, muted, cap }: HeldClaim): Line {
  const where = {
    here: 'muted here',
    everywhere: 'muted everywhere',
    elsewhere: 'muted in another channel',
    no: '',
  };
  const lowered = cap === undefined ? '' : `no further than ${RUNG_WORDS[cap] ?? cap}`;
  const state = [where[muted], lowered].filter((text) => text !== '').join('; ');
  return [{ text: title, strong: true }, { text: ` (${id}): ${state}` }];
}

/** What a moderator's command changed, with a way back where there is one. */
export function changedAnswer(text: string, undo?: string): Answer {
  const controls: readonly Control[] =
    undo === undefined ? [] : [{ kind: 'button', label: 'Undo', style: 'neutral', press: undo }];
  return { kind: 'reply', parts: [{ kind: 'lines', lines: [words(text)] }], controls };
}

/** What people asked in vain, as a list: how many people, and the words of one of them. */
export function demandPart(demand: readonly Demand[], most: number): Part {
  return {
    kind: 'list',
    items: demand
      .slice(0, most)
      .map(({ words: asked, people }) => [
        { text: people === 1 ? '1 person' : `${people} people`, strong: true },
        { text: `: “${asked}”` },
      ]),
  };
}

function line(label: string, text: string): Line {
  return [{ text: label, strong: true }, { text: `: ${text}` }];
}
