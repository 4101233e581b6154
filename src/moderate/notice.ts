import type { Answer, Control, Line, Part } from './answer.ts';
import type { NoticeName } from './effect.ts';
import type { Names } from './explanation.ts';
import { rungOf } from './feedback.ts';
import type { Rung } from './rung.ts';

/**
 * What a notice is about, as far as it is about anything: `rung` (welcome: how far the bot goes as things stand, shadow when no
 * topic is chosen), `claim` and `rung` (claim-lowered), `claim` and `link` (a card that is presumed posted or cannot be edited),
 * `permission` and `link` (missing-permission), `cards` and `opened` (breaker-opened: how many, and when in milliseconds since 1970),
 * `claim`, `card`, `votes`, `link` and `shared` (readers-object; a shared card answers no message). Buttons carry what tells whether they still count.
 */
export type NoticeDetails = Readonly<Record<string, string>>;

/** Stands behind a press that is made on a notice, which is edited by itself and must not be replaced by the answer. */
export const ON_NOTICE = 'notice';

interface Notice {
  readonly heading: string;
  readonly lines: readonly Line[];
  readonly controls: readonly Control[];
}

/** A notice to moderators in words: what happened, what it means, and what can be done about it. */
export function noticeAnswer(name: NoticeName, details: NoticeDetails, names: Names): Answer {
  const { heading, lines, controls } = NOTICE[name](details, names);
  const parts: readonly Part[] = [
    { kind: 'heading', text: heading },
    { kind: 'lines', lines },
  ];
  return { kind: 'reply', parts, controls };
}

const NOTICE: Record<NoticeName, (details: NoticeDetails, names: Names) => Notice> = {
  welcome: ({ rung = 'shadow' }) => ({
    heading: 'Hello, this is Sidenote',
    lines: [
      text(
        'Sidenote knows a set of contested claims with their sources. When a message repeats one, it can answer with a short card: the claim, how far it is verified, who denied or confirmed it, and the best source.',
      ),
      text(`${FROM_NOW_ON[rungOf(rung)]} No message text is kept.`),
      text(
        rungOf(rung) === 'shadow'
          ? 'Next step: an administrator chooses topics and how far it may go. Members can already ask it privately with /context.'
          : 'An administrator can change the topics and how far it may go at any time. Members can also ask it privately with /context.',
      ),
    ],
    controls: [
      press('Set it up', 'primary', 'setup:start'),
      press('What is kept?', 'neutral', 'about:privacy'),
    ],
  }),
  'missing-permission': ({ permission = 'unknown', link }) => ({
    heading: 'Sidenote lacks a permission',
    lines: [
      [
        { text: 'The platform refused something for want of ' },
        { text: permission, strong: true },
        { text: link === undefined ? '. ' : ' ' },
        ...(link === undefined ? [] : [{ text: 'here', url: link }, { text: '. ' }]),
        {
          text: 'Give it there, or mute Sidenote in that channel; you are told of it once a day at most.',
        },
      ],
    ],
    controls: [],
  }),
  'breaker-opened': ({ cards = 'Several', opened }) => ({
    heading: 'The breaker is open: Sidenote asks before it speaks',
    lines: [
      text(
        `${cards} cards were marked "not about this" within ten minutes. Until a moderator closes the breaker, every card waits here for you.`,
      ),
    ],
    controls: [
      press(
        'Close the breaker',
        'primary',
        opened === undefined ? 'close-breaker' : `close-breaker:${opened}`,
      ),
    ],
  }),
  'claim-lowered': ({ claim = '', rung = 'queue' }, names) => ({
    heading: `Lowered: ${names.claim(claim)}`,
    lines: [
      text(
        `Two of its cards were marked "not about this", so here it goes no further than ${RUNG_WORDS[rung] ?? rung}.`,
      ),
    ],
    controls: claim === '' ? [] : [press('Undo', 'neutral', `undo:lowered-to:${rung}:${claim}`)],
  }),
  'card-presumed-posted': ({ claim = '', link }, names) => ({
    heading: `Perhaps posted: ${names.claim(claim)}`,
    lines: [
      [
        {
          text: 'The platform never answered, so this card counts as posted and will not be tried again',
        },
        ...at(link),
        { text: '. Please look, and take it away if it stands there wrongly.' },
      ],
    ],
    controls: [],
  }),
  'card-not-editable': ({ claim = '', link }, names) => ({
    heading: `Not up to date: ${names.claim(claim)}`,
    lines: [
      [
        { text: 'The claim changed, but the platform does not let this card be edited' },
        ...at(link),
        { text: '. A line under it says what changed; delete the card by hand if it misleads.' },
      ],
    ],
    controls: [],
  }),
  'readers-object': ({ claim = '', card = '', votes = '', link, shared }, names) => ({
    heading: `Readers object: ${names.claim(claim)}`,
    lines: [
      text(votes),
      [
        { text: 'Votes change nothing by themselves. Please look at the card' },
        ...at(link),
        { text: '; this is said once a card.' },
      ],
    ],
    controls: card === '' ? [] : objections(card, shared !== undefined),
  }),
  'no-message-content': () => ({
    heading: 'Sidenote cannot read along here',
    lines: [
      text(
        'It was not given the message content, so it speaks only when asked: /context, a mention, or "Check this message". An administrator of the app can switch the message content intent on.',
      ),
    ],
    controls: [],
  }),
};

function objections(card: string, shared: boolean): readonly Control[] {
  const wrong = press('Not about this', 'neutral', `wrong:${card}:${ON_NOTICE}`);
  return [
    ...(shared ? [] : [wrong]),
    {
      kind: 'button',
      label: 'Take the card away',
      style: 'danger',
      press: `remove:${card}:${ON_NOTICE}`,
    },
  ];
}

/** What moderators of a new workspace can expect, by the rung in force there. */
const FROM_NOW_ON: Readonly<Record<Rung, string>> = {
  shadow:
    'For now it only watches: nothing is posted. It counts what it would have said, so that you can look before it speaks.',
  queue:
    'It asks before it speaks: no card is posted before a moderator presses Post. Suggestions wait in the moderators’ channel, where one is chosen, and on the desk.',
  thread:
    'It speaks from now on: sure matches get a card in the message’s thread, and moderators are asked about the others first.',
  channel:
    'It speaks from now on: sure matches get a card under the message, and moderators are asked about the others first.',
};

/** The rungs as people read them. */
export const RUNG_WORDS: Readonly<Record<string, string>> = {
  shadow: 'watching only',
  queue: 'asking moderators',
  thread: 'cards in threads',
  channel: 'cards in the channel',
};

function at(link: string | undefined): Line {
  return link === undefined ? [] : [{ text: ' ' }, { text: '(see there)', url: link }];
}

function text(line: string): Line {
  return [{ text: line }];
}

function press(label: string, style: 'primary' | 'neutral', name: string): Control {
  return { kind: 'button', label, style, press: name };
}
