import { html } from 'hono/html';
import type { Claim, Lifecycle, Response, ResponseKind, Verification } from '../claims/claim.ts';
import { lifecycleOn } from '../claims/database.ts';
import { type Day, inWords, type PartialDate } from '../claims/partial-date.ts';
import { verificationWord } from '../moderate/card.ts';
import { type Html, NOTHING } from './html.ts';

/** How each kind of answer is called, alone and in numbers. */
export const ANSWERS: Readonly<Record<ResponseKind, string>> = {
  denial: 'Denied',
  confirmation: 'Confirmed',
  partial: 'Partial answer',
  'no-comment': 'No comment',
};

/** The status as a small label; the colour only repeats the word. */
export function statusMark(verification: Verification): Html {
  return html`<span class="status status-${verification}">${verificationWord(verification)}</span>`;
}

/** A date as words, readable by machines where it is a whole one. */
export function dated(date: PartialDate): Html {
  return /^\d{4}-\d{2}-\d{2}$/.test(date)
    ? html`<time datetime="${date}">${inWords(date)}</time>`
    : html`${inWords(date)}`;
}

const LIFECYCLES: Readonly<Record<Exclude<Lifecycle, 'live'>, string>> = {
  draft: 'Draft: nobody outside sees it',
  shadow: 'Shadow: seen in the feed only',
  paused: 'Paused: no cards for now',
  retired: 'Withdrawn',
};

/** What keeps a claim from being posted today, if anything does. */
export function lifecycleMark(claim: Claim, today: Day): Html {
  const now = lifecycleOn(claim, today);
  if (now === 'live') return NOTHING;
  const words =
    claim.lifecycle === 'live'
      ? `Review overdue since ${inWords(claim.reviewBy)}: no cards until somebody looks`
      : LIFECYCLES[now];
  return html`<span class="lifecycle">${words}</span>`;
}

/** Who answered and how, in a few words: `2 denials`, `No confirmation found`. */
export function answersAtAGlance(claim: Claim): Html {
  const kinds = [...new Set(claim.responses.map(({ kind }) => kind))];
  const said = kinds.map(
    (kind) => html`<li class="answer answer-${kind}">${glance(kind, claim.responses)}</li>`,
  );
  const none = claim.noneFound.map(
    ({ kind }) => html`<li class="answer answer-none">No ${kind} found</li>`,
  );
  return html`<ul class="answers">${[...said, ...none]}</ul>`;
}

function glance(kind: ResponseKind, responses: readonly Response[]): string {
  const people = [
    ...new Set(responses.filter((response) => response.kind === kind).map(({ who }) => who)),
  ];
  const [first = ''] = people;
  const others = people.length === 1 ? '' : ` and ${people.length - 1} more`;
  return `${ANSWERS[kind]}: ${first}${others}`;
}
