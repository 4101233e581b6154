import { html } from 'hono/html';
import { cardText } from '../moderate/card-lines.ts';
import { HOLDS, type Hold } from '../moderate/decision.ts';
import { explanation } from '../moderate/explanation.ts';
import { HOLD_WORDS } from '../moderate/reasons.ts';
import { cardNow } from '../moderator/cards.ts';
import type { Core } from '../moderator/core.ts';
import type { StoredDecision } from '../moderator/stored-decision.ts';
import { placeOf } from '../store/place.ts';
import type { SuggestionRow } from '../store/suggestions.ts';
import { pressForm, saidView } from './controls-view.ts';
import { counted, type Html, NOTHING } from './html.ts';
import { partsView } from './parts-view.ts';
import { momentView, whereView } from './place-view.ts';
import type { Said } from './presses.ts';

/** An open suggestion with the decision that it came from, while that is kept. */
export interface QueueEntry {
  readonly suggestion: SuggestionRow;
  readonly stored?: StoredDecision;
}

/** Open suggestions, oldest first, each with what a moderator can decide. */
export function queuePage(core: Core, entries: readonly QueueEntry[], said?: Said): Html {
  return html`<div class="wide">
    <div class="intro">
      <h1>Queue</h1>
      <p>Cards that wait for a moderator. The first decision counts, here or in the moderators’ channel; without one a suggestion
      expires after six hours, or with its message.</p>
    </div>
    ${saidView(said, '/queue')}
    <p class="hint">${counted(entries.length, 'open suggestion')}</p>
    <ul class="claims">${entries.map((entry) => entryView(core, entry))}</ul>
  </div>`;
}

function entryView(core: Core, { suggestion, stored }: QueueEntry): Html {
  const { names, database } = core.reader();
  const { id, claim, reason, created_at, expires_at } = suggestion;
  const card = cardNow(core, claim);
  const review = database.imported.get(claim);
  const place = placeOf(suggestion);
  return html`<li class="waiting" aria-labelledby="s-${id}">
    <h2 id="s-${id}">Is this about “${names.claim(claim)}”?</h2>
    <p>${whereView(core, suggestion)}</p>
    <p class="quiet">Asked ${momentView(created_at)}, expires ${momentView(expires_at)}. <strong>Why you are asked</strong>: ${whyAsked(reason)}.</p>
    ${stored === undefined ? NOTHING : partsView(explanation({ reading: stored, decision: stored.decision }, names).slice(1), 3)}
    ${card === undefined ? NOTHING : html`<details><summary>The card that Post would post</summary><pre class="card-text">${cardText(card)}</pre></details>`}
    ${review === undefined ? NOTHING : html`<p>${review.publisher} rated it “${review.rating}”. Imported claims are never posted.</p>`}
    <div class="bar">
      ${card === undefined ? NOTHING : pressForm(place, `post:${id}`, 'Post', '/queue')}
      ${pressForm(place, `not-about:${id}`, 'Not about this', '/queue', 'second')}
      ${pressForm(place, `mute:${id}`, 'Mute this claim here', '/queue', 'second')}
    </div>
  </li>`;
}

function whyAsked(reason: string): string {
  const hold = HOLDS.find((known): known is Hold => known === reason);
  return hold === undefined ? reason : HOLD_WORDS[hold];
}
