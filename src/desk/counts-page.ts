import { html } from 'hono/html';
import type { Demand } from '../moderate/demand.ts';
import { type VoteCounts, voteCounts } from '../moderate/vote-answer.ts';
import type { Core } from '../moderator/core.ts';
import type { CardRow } from '../store/cards.ts';
import type { ClaimCounts, CountRow } from '../store/counts.ts';
import type { EditProgress } from '../store/edits.ts';
import { counted, type Html, NOTHING } from './html.ts';
import { momentView, whereView } from './place-view.ts';

/** What is counted. */
export interface CountsView {
  readonly claims: readonly ClaimCounts[];
  /** How often readers cast each vote, by claim. */
  readonly votes: ReadonlyMap<string, ReadonlyMap<string, number>>;
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
  { claims, votes, days, edits, doubtful, demand }: CountsView,
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
    <section class="shelf" aria-labelledby="per-claim"><h2 id="per-claim">Per claim</h2>${claimTable(core, claims, votes)}</section>
    ${doubtful.length === 0 ? NOTHING : html`<section class="shelf" aria-labelledby="doubtful"><h2 id="doubtful">Cards to look at</h2>${doubtfulList(core, doubtful)}</section>`}
    <section class="shelf" aria-labelledby="asked-for"><h2 id="asked-for">Asked for, and not answered by any claim</h2>${asked(demand)}</section>
  </div>`;
}

function claimTable(core: Core, claims: CountsView['claims'], votes: CountsView['votes']): Html {
  if (claims.length === 0)
    return html`<p class="empty">No card was posted and none suggested yet.</p>`;
  const most = claims.toSorted((a, b) => b.shown + b.confirmed - (a.shown + a.confirmed));
  return html`<div class="scroll" role="region" aria-label="The table of counts" tabindex="0"><table class="numbers">
    <thead>
      <tr><td></td><th colspan="4" scope="colgroup">Cards and suggestions</th><th colspan="3" scope="colgroup">Readers</th></tr>
      <tr><th scope="col">Claim</th>${HEADINGS.map((name) => html`<th scope="col">${name}</th>`)}<th scope="col" class="words">Why not helpful</th></tr>
    </thead>
    <tbody>${most.map((counts) => claimRow(core, counts, voteCounts(votes.get(counts.claim) ?? NO_VOTES)))}</tbody>
    </table></div>
    <p class="hint">Shown: cards posted, test cards left out. Confirmed: suggestions that a moderator posted from the queue and did not take back. Wrong: “not about this”.
    Ignored: suggestions that expired. A reader has one vote a card; a reason is asked of those who did not find it helpful.</p>`;
}

const HEADINGS = ['Shown', 'Confirmed', 'Wrong', 'Ignored', 'Helpful', 'Not helpful'] as const;
const NO_VOTES: ReadonlyMap<string, number> = new Map();

function claimRow(
  { reader }: Core,
  { claim, shown, confirmed, wrong, ignored }: ClaimCounts,
  { helpful, notHelpful, reasons }: VoteCounts,
): Html {
  const { names, database } = reader();
  const name = names.claim(claim);
  return html`<tr>
    <th scope="row">${database.byId.has(claim) ? html`<a href="/claims/${claim}">${name}</a>` : name}</th>
    ${[shown, confirmed, wrong, ignored, helpful, notHelpful].map((count) => html`<td>${count}</td>`)}
    <td class="words">${reasons.join(', ')}</td></tr>`;
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
