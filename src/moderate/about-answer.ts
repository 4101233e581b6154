import { type Answer, type Line, type Part, words } from './answer.ts';
import type { Person } from './person.ts';
import { isAtLeast } from './roles.ts';

/** How long things are kept, in days: the same numbers that retention works by. */
export interface Retention {
  readonly decisions: number;
  readonly asks: number;
}

/** What is kept, for how long, and what is never kept: in plain words, before anybody needs a lawyer. */
export function privacyAnswer({ decisions, asks }: Retention, contact?: string): Answer {
  return answer(
    heading('What Sidenote keeps'),
    list(
      'The text of messages: never, neither in its database nor in its logs. Messages are read as they come and forgotten; the last few of a channel stay in memory only, to know what "it" and "he" stand for.',
      `Of a message that comes near a claim: the ids of message and channel, the claim, the score, which words of the vocabulary met it, and what was decided. Your id is in it only as a keyed hash. Erased after ${decisions} days.`,
      `Of /context: nothing, when there is an answer. When there is none, your words go to the editors' list of open questions, with a keyed hash for your id. Erased after ${asks} days.`,
      'If you press "Tell me": your id, in clear, until you have been told.',
      'Votes on cards: one a person, with a keyed hash for your id.',
      'What moderators decide, with their ids, and the settings of this workspace.',
    ),
    paragraph(
      'Nothing goes to a language model or to any other service. When Sidenote is removed, everything of this workspace is erased.',
      '/sidenote forget-me erases what it keeps about you now.',
      ...(contact === undefined
        ? []
        : [`Questions, or a claim about you that is wrong: ${contact}`]),
    ),
  );
}

/** After somebody's rows were erased. */
export function forgottenAnswer(): Answer {
  return answer(
    paragraph(
      'Done: the decisions about your messages here, your votes, your open questions and your "Tell me" are erased.',
      'Cards under messages stay until the message is deleted. What you decided as a moderator stays with the decision.',
    ),
  );
}

/** How to use it: for everybody, and more for those who may do more. */
export function helpAnswer(person: Person, contact?: string): Answer {
  return answer(
    heading('What Sidenote does'),
    paragraph(
      'It knows contested claims with their sources. When a message repeats one, it may answer with a short card; it never says who is right, and stays silent when it is not sure.',
    ),
    list(
      ['/context', ' shows what this conversation is about; only you see it.'],
      ['/context words', ' finds a claim: /context starlink crimea'],
      ['Check this message', ' in a message’s menu looks at that one message.'],
      ['Why this card?', ' under a card says which words brought it.'],
      ['/sidenote privacy', ' says what is kept about you; ', '/sidenote forget-me', ' erases it.'],
    ),
    ...(isAtLeast(person, 'moderator') ? MODERATORS : []),
    ...(isAtLeast(person, 'administrator') ? ADMINISTRATORS : []),
    ...(contact === undefined ? [] : [paragraph(`Whoever runs this Sidenote: ${contact}`)]),
  );
}

const MODERATORS: readonly Part[] = [
  heading('For moderators'),
  list(
    [
      'The queue',
      ' in your channel: Post, Not about this, Mute this claim here. The first decision counts, and can be undone.',
    ],
    [
      'Why this card?',
      ' gives you buttons to take a card away or to say that it is not about its message.',
    ],
    [
      '/sidenote status',
      ': what is in force here. ',
      '/sidenote explain',
      ': why it did or did not speak.',
    ],
    ['/sidenote mute, unmute, cooldown, breaker', ': quieter, for a claim or altogether.'],
  ),
];

const ADMINISTRATORS: readonly Part[] = [
  heading('For administrators'),
  list(
    [
      '/sidenote setup',
      ' leads through topics, how far it may go, and your channel, with a test card.',
    ],
    [
      '/sidenote rung',
      ': shadow (only watch), queue (ask moderators), thread, channel; for a channel or for everything. inherit takes it back.',
    ],
    ['/sidenote topics', ': what it may speak on.'],
  ),
];

function heading(text: string): Part {
  return { kind: 'heading', text };
}

function paragraph(...texts: readonly string[]): Part {
  return { kind: 'lines', lines: texts.map(words) };
}

/** Items as words, or as words of which every other one is strong, beginning with the first. */
function list(...items: readonly (string | readonly string[])[]): Part {
  return { kind: 'list', items: items.map(item) };
}

function item(given: string | readonly string[]): Line {
  if (typeof given === 'string') return words(given);
  return given.map((text, at) => (at % 2 === 0 ? { text, strong: true } : { text }));
}

function answer(...parts: readonly Part[]): Answer {
  return { kind: 'reply', parts, controls: [] };
}
