import type { Answer, Line } from './answer.ts';
import type { NoticeName } from './effect.ts';
import type { Names } from './explanation.ts';
import { moment } from './moment.ts';
import { type NoticeDetails, RUNG_WORDS } from './notice.ts';

/** What became of something that moderators were told of: from then on the notice's buttons do nothing. */
export interface Since {
  /**
   * closed: the breaker is closed. raised: the claim goes as far as the settings say. changed: it goes as far as `rung` now. gone:
   * the card is not there any more. judged: a moderator said "not about this" of it.
   */
  readonly what: 'closed' | 'raised' | 'changed' | 'gone' | 'judged';
  readonly rung?: string;
}

/** Notices with buttons that can go out of date, and what they are about, as one word; undefined for all others. */
export function aboutOf(
  name: NoticeName,
  { claim = '', card = '' }: NoticeDetails,
): string | undefined {
  switch (name) {
    case 'breaker-opened':
      return 'breaker';
    case 'claim-lowered':
      return `claim:${claim}`;
    case 'readers-object':
      return `card:${card}`;
    default:
      return undefined;
  }
}

/** A notice once it is answered or out of date: what happened, and since when (milliseconds since 1970); nothing to press. */
export function settledNotice(
  name: NoticeName,
  details: NoticeDetails,
  since: Since,
  at: number,
  names: Names,
): Answer {
  const { heading, lines } = told(name, details, names);
  const end: Line = [{ text: sinceWords(since), strong: true }, { text: ` (${moment(at)}).` }];
  const parts = [
    { kind: 'heading', text: heading },
    { kind: 'lines', lines: [...lines, end] },
  ] as const;
  return { kind: 'reply', parts, controls: [] };
}

/** What somebody reads who presses a button that is out of date. */
export function outdatedWords(since: Since): string {
  return `This notice is out of date, so nothing was changed. ${sinceWords(since)}.`;
}

function told(
  name: NoticeName,
  { claim = '', cards = 'Several', votes = '', link }: NoticeDetails,
  names: Names,
): { readonly heading: string; readonly lines: readonly Line[] } {
  if (name === 'breaker-opened') {
    const text = `${cards} cards were marked "not about this" within ten minutes, which opened the breaker.`;
    return { heading: 'The breaker was open', lines: [[{ text }]] };
  }
  if (name === 'claim-lowered') {
    const text = 'Two of its cards were marked "not about this", which lowered it here.';
    return { heading: `Was lowered: ${names.claim(claim)}`, lines: [[{ text }]] };
  }
  const there: Line = link === undefined ? [] : [{ text: ' ' }, { text: '(see there)', url: link }];
  return {
    heading: `Readers objected: ${names.claim(claim)}`,
    lines: [[{ text: votes }, ...there]],
  };
}

function sinceWords({ what, rung = '' }: Since): string {
  const words = {
    closed: 'The breaker was closed since',
    raised: 'The claim goes as far as the settings say again',
    changed: `The claim goes no further than ${RUNG_WORDS[rung] ?? rung} now`,
    gone: 'The card is not there any more',
    judged: 'A moderator said: not about this',
  };
  return words[what];
}
