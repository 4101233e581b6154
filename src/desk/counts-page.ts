import { html } from 'hono/html';
import type { Demand } from '../moderate/demand.ts';
import type { Core } from '../moderator/core.ts';
import type { CardRow } from '../store/cards.ts';
import type { ClaimCounts, CountRow } from '../store/counts.ts';
import type { EditProgress } from '../store/edits.ts';
import { counted, type Html, NOTHING } from './html.ts';
import { momentView, whereView } from './place-view.ts';

/** What is counted. */
export interface CountsView {
  readonly claims: readonly ClaimCounts[];
  /** Plain counts of the last thirty days. */
  readonly days: readonly CountRow[];
  readonly edits: EditProgress;
  /** Cards that `isDoubtful` finds. */
  readonly doubtful: readonly CardRow[];
  readonly demand: readonly Demand[];
}

/** So many questions without an answer are listed. */
const MOST_ASKED = 25;

/** Counts per claim, how far edits are, and what people asked in vain. */
export function countsPage(
  core: Core,
  { claims, days, edits, doubtful, demand }: CountsView,
): Html {
  const unmatched = days
    .filter(({ name }) => name === 'no-match')
    .reduce((sum, { count }) => sum + count, 0);
  return html`<div class="wide">
    <div class="intro">
      <h1>Counts</h1>
      <p>What became of cards and suggestions still kept. Readers’ votes change nothing by themselves.</p>
    </div>
    <dl class="figures">
      <div><dt>Messages near no claim, 30 days</dt><dd>${unmatched.toLocaleString('en')}</dd></div>
      <div><dt>Cards that stand</dt><dd>${edits.standing.toLocaleString('en')}</dd></div>
      <div><dt>Waiting to be edited</dt><dd>${edits.behind.toLocaleString('en')}</dd></div>
      <div><dt>Cannot be edited</dt><dd>${edits.uneditable.toLocaleString('en')}</dd></div>
    </dl>
    ${
      edits.behind === 0
        ? NOTHING
        : html`<p><label for="edits">Cards that show their current claim</label>
      <progress id="edits" max="${edits.standing}" value="${edits.standing - edits.behind}"></progress></p>`
    }
    <section class="shelf" aria-labelledby="per-claim"><h2 id="per-claim">Per claim</h2>${claimTable(core, claims)}</section>
    ${doubtful.length === 0 ? NOTHING : html`<section class="shelf" aria-labelledby="doubtful"><h2 id="doubtful">Cards to look at</h2>${doubtfulList(core, doubtful)}</section>`}
    <section class="shelf" aria-labelledby="asked-for"><h2 id="asked-for">Asked for, and not answered by any claim</h2>${asked(demand)}</section>
  </div>`;
}

function claimTable({ reader }: Core, claims: readonly ClaimCounts[]): Html {
  if (claims.length === 0)
    return html`<p class="empty">No card was posted and none suggested yet.</p>`;
  const { names, database } = reader();
  const most = claims.toSorted((a, b) => b.shown + b.confirmed - (a.shown + a.confirmed));
  return html`<div class="scroll" role="region" aria-label="The table of counts" tabindex="0"><table class="numbers">
    <thead><tr><th scope="col">Claim</th><th scope="col">Shown</th><th scope="col">Confirmed by moderators</th><th scope="col">Wrong</th><th scope="col">Ignored</th></tr></thead>
    <tbody>${most.map(
      ({ claim, shown, confirmed, wrong, ignored }) => html`<tr>
        <th scope="row">${database.byId.has(claim) ? html`<a href="/claims/${claim}">${names.claim(claim)}</a>` : names.claim(claim)}</th>
        <td>${shown}</td><td>${confirmed}</td><td>${wrong}</td><td>${ignored}</td></tr>`,
    )}</tbody></table></div>
    <p class="hint">Shown: cards posted. Confirmed: suggestions that a moderator posted. Wrong: “not about this”. Ignored: suggestions that expired.</p>`;
}

const DOUBTS: Partial<Record<CardRow['state'], string>> = {
  presumed: 'handed over, but the platform never answered; it counts as posted',
  refused: 'not posted: a permission is missing',
};

/** Whether a person should look: nobody knows that it stands, it could not be posted, or it cannot be edited. */
export function isDoubtful({ state, uneditable }: CardRow): boolean {
  return state in DOUBTS || (state === 'posted' && uneditable === 1);
}

function doubtfulList(core: Core, cards: readonly CardRow[]): Html {
  const { names } = core.reader();
  return html`<ul>${cards.map(
    (card) =>
      html`<li>${names.claim(card.claim)}: ${DOUBTS[card.state] ?? 'the platform does not let us edit it'}. ${whereView(core, card)}</li>`,
  )}</ul>`;
}

function asked(demand: readonly Demand[]): Html {
  if (demand.length === 0)
    return html`<p class="empty">Nothing. What people ask in vain is kept for 30 days, in their own words.</p>`;
  return html`<ol class="asked-for">${demand
    .slice(0, MOST_ASKED)
    .map(
      ({ words, people, times, latest }) =>
        html`<li>“${words}” <span class="quiet">${counted(people, 'person', 'people')}, ${counted(times, 'time')}, last ${momentView(latest)}</span></li>`,
    )}</ol>`;
}
