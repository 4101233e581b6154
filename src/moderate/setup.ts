import { type Answer, type Control, type Line, type Option, type Part, words } from './answer.ts';
import { RUNG_WORDS } from './notice.ts';
import { RUNGS, type Rung } from './rung.ts';
import type { Settings } from './settings.ts';

/** Options hold at most so many characters (Slack); lists at most so many options (Discord). */
const OPTION = 75;
const OPTIONS = 25;

/** A topic to choose, and how often the bot would have spoken or asked about it within the week. */
export interface TopicCount {
  readonly id: string;
  readonly title: string;
  readonly week: number;
}

/** What the first configuration shows: the settings of the whole workspace, and what watching has found so far. */
export interface SetupView {
  readonly settings: Pick<Settings, 'rung' | 'topics'>;
  readonly topics: readonly TopicCount[];
  readonly moderatorsChannel?: string;
  /** What the last press did. */
  readonly done?: string;
}

/**
 * The guided first configuration on one panel: topics with what watching found, how far the bot may go, the moderators' channel, a
 * test card. Each choice takes effect at once and brings the panel again.
 */
export function setupAnswer(view: SetupView): Answer {
  return {
    kind: 'reply',
    parts: [
      { kind: 'heading', text: 'Set up Sidenote' },
      ...(view.done === undefined ? [] : [lines(view.done)]),
      lines(
        'This is for the whole workspace. A channel may differ: use rung, topics and mute there.',
      ),
      { kind: 'list', items: steps(view) },
    ],
    controls: setupControls(view),
  };
}

/** After "Done": what happens from now on. */
export function setupDoneAnswer(view: SetupView): Answer {
  return {
    kind: 'update',
    parts: [
      { kind: 'heading', text: 'Sidenote is set up' },
      { kind: 'list', items: [...summary(view), words(NEXT[view.settings.rung])] },
    ],
    controls: [button('Change something', 'setup:start', 'neutral')],
  };
}

const NEXT: Readonly<Record<Rung, string>> = {
  shadow: 'Nothing will be posted. Come back after some days to see what it would have said.',
  queue:
    'Suggestions arrive in the moderators’ channel; nothing is posted before somebody presses Post.',
  thread: 'Cards go into threads. Why this card? under each lets moderators take it away.',
  channel: 'Cards go under messages. Why this card? under each lets moderators take it away.',
};

function steps(view: SetupView): readonly Line[] {
  const week = view.topics.reduce((sum, topic) => sum + topic.week, 0);
  const found =
    week === 0
      ? 'Nothing that anybody wrote this week came near a claim yet.'
      : `This week it would have spoken or asked ${times(week)}.`;
  return [...summary(view), words(found)];
}

function summary({ settings, topics, moderatorsChannel }: SetupView): readonly Line[] {
  return [
    strong('Topics', topicsInWords(settings.topics, topics)),
    strong('How far it may go', RUNG_WORDS[settings.rung] ?? settings.rung),
    strong(
      'Moderators’ channel',
      moderatorsChannel === undefined
        ? 'none yet; suggestions and notices then stand on the desk alone'
        : 'chosen',
    ),
  ];
}

/** The chosen topics as people read them. */
export function topicsInWords(
  chosen: Settings['topics'],
  topics: readonly Pick<TopicCount, 'id' | 'title'>[],
): string {
  if (chosen === 'all') return 'all';
  const titles = chosen.map((id) => topics.find((topic) => topic.id === id)?.title ?? id);
  return titles.length === 0 ? 'none yet, so it never speaks' : titles.join('; ');
}

function setupControls(view: SetupView): readonly Control[] {
  const week = view.topics.some((topic) => topic.week > 0);
  return [
    topicsControl('setup:topics', view.settings.topics, view.topics),
    rungControl('setup:rung', view.settings.rung),
    { kind: 'choose-channel', press: 'setup:channel', placeholder: 'Moderators’ channel' },
    ...(view.moderatorsChannel === undefined
      ? []
      : [button('Send a test card there', 'setup:test', 'neutral')]),
    ...(week ? [button('See what it would have said', 'setup:see', 'neutral')] : []),
    button('More settings', 'setup:more', 'neutral'),
    button('Done', 'setup:done', 'primary'),
  ];
}

/** A list of topics to tick, those with most to say this week first when there are too many. */
export function topicsControl(
  press: string,
  chosen: Settings['topics'],
  topics: readonly TopicCount[],
): Control {
  const shown = topics.length <= OPTIONS ? topics : topics.toSorted((a, b) => b.week - a.week);
  const options = shown.slice(0, OPTIONS).map(
    ({ id, title, week }): Option => ({
      value: id,
      label: labelled(title, week === 0 ? '' : ` (${week} this week)`),
      chosen: chosen === 'all' || chosen.includes(id),
    }),
  );
  return {
    kind: 'choose',
    press,
    placeholder: 'Topics it may speak on',
    options,
    // One alone could be chosen, but never unchosen.
    most: Math.max(2, options.length),
  };
}

/** The four rungs to choose from. */
export function rungControl(press: string, inForce: Rung): Control {
  const options = RUNGS.map((rung) => ({
    value: rung,
    label: RUNG_LABELS[rung],
    chosen: rung === inForce,
  }));
  return { kind: 'choose', press, placeholder: 'How far it may go', options, most: 1 };
}

const RUNG_LABELS: Readonly<Record<Rung, string>> = {
  shadow: 'Only watch and count (shadow)',
  queue: 'Ask moderators before each card (queue)',
  thread: 'Post cards into threads (thread)',
  channel: 'Post cards under messages (channel)',
};

/** Something that the bot would have said, for moderators to look at. */
export interface WouldHave {
  readonly title: string;
  readonly score: number;
  readonly link: string;
  readonly would: 'card' | 'suggest';
}

/** The latest of what the bot would have said: claims with links to the messages, whose text is not kept. */
export function wouldHaveAnswer(latest: readonly WouldHave[]): Answer {
  return {
    kind: 'reply',
    parts: [
      { kind: 'heading', text: 'What it would have said' },
      latest.length === 0
        ? lines('Nothing this week.')
        : {
            kind: 'list',
            items: latest.map(({ title, score, link, would }) => [
              { text: title, strong: true },
              {
                text: `: ${would === 'card' ? 'a card' : 'a suggestion'}, score ${score.toFixed(2)}, `,
              },
              { text: 'the message', url: link },
            ]),
          },
    ],
    controls: [],
  };
}

function labelled(title: string, tail: string): string {
  const room = OPTION - tail.length;
  return (title.length <= room ? title : `${title.slice(0, room - 1).trimEnd()}…`) + tail;
}

/** `once`, `twice`, `5 times`. */
export function times(count: number): string {
  if (count === 1) return 'once';
  return count === 2 ? 'twice' : `${count} times`;
}

function strong(label: string, text: string): Line {
  return [{ text: label, strong: true }, { text: `: ${text}` }];
}

function lines(...texts: readonly string[]): Part {
  return { kind: 'lines', lines: texts.map(words) };
}

function button(label: string, press: string, style: 'primary' | 'neutral'): Control {
  return { kind: 'button', label, style, press };
}
