import { html } from 'hono/html';
import type { Place } from '../message.ts';
import type { Answer, Control } from '../moderate/answer.ts';
import { cardText } from '../moderate/card-lines.ts';
import { HOLDS, type Hold } from '../moderate/decision.ts';
import { explanation } from '../moderate/explanation.ts';
import { HOLD_WORDS } from '../moderate/reasons.ts';
import { cardNow } from '../moderator/cards.ts';
import type { Core } from '../moderator/core.ts';
import type { StoredDecision } from '../moderator/stored-decision.ts';
import { placeOf } from '../store/place.ts';
import type { SuggestionRow } from '../store/suggestions.ts';
import { counted, type Html, NOTHING } from './html.ts';
import { partsView } from './parts-view.ts';
import { momentView, whereView } from './place-view.ts';

/** An open suggestion with the decision that it came from, while that is kept. */
export interface QueueEntry {
  readonly suggestion: SuggestionRow;
  readonly stored?: StoredDecision;
}

/** What a press came to, to be said on top of the page it came from. */
export interface Said {
  readonly answer: Answer;
  readonly place: Place;
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

/** A button that presses something in the core; the page at `back` then says what came of it. */
export function pressForm(
  { platform, workspace, channel }: Place,
  press: string,
  label: string,
  back: '/queue' | '/settings',
  look = '',
): Html {
  return html`<form method="post" action="${back}">
    <input type="hidden" name="platform" value="${platform}" /><input type="hidden" name="workspace" value="${workspace}" />
    <input type="hidden" name="channel" value="${channel}" /><input type="hidden" name="press" value="${press}" />
    <button class="button ${look}" type="submit">${label}</button>
  </form>`;
}

/** What a press came to, and how to take it back. */
export function saidView(said: Said | undefined, back: '/queue' | '/settings'): Html {
  if (said === undefined || !('parts' in said.answer)) return NOTHING;
  const { answer, place } = said;
  return html`<section class="said-now" role="status" aria-label="What came of it">
    ${partsView(answer.parts, 2)}
    ${answer.controls.filter(isButton).map(({ press, label }) => pressForm(place, press, label, back, 'second'))}
  </section>`;
}

function isButton(control: Control): control is Extract<Control, { kind: 'button' }> {
  return control.kind === 'button';
}
