import { html } from 'hono/html';
import type { Place } from '../message.ts';
import type { Core } from '../moderator/core.ts';
import type { ClaimStateRow } from '../store/claim-states.ts';
import { pressForm } from './controls-view.ts';
import { type Html, NOTHING } from './html.ts';
import { momentView } from './place-view.ts';
import { unmuteForm } from './settings-forms.ts';

/** Claims that moderators muted or lowered in a workspace, each with the way back; `back` says what came of it. */
export function heldList(
  core: Core,
  held: readonly ClaimStateRow[],
  place: Place,
  back: string,
): Html {
  if (held.length === 0) return NOTHING;
  return html`<h3>Muted or lowered by moderators</h3>
    <ul class="held">${held.map((state) => heldItem(core, state, place, back))}</ul>`;
}

function heldItem({ reader }: Core, state: ClaimStateRow, place: Place, back: string): Html {
  const { claim, channel, cap, muted, changed_by, changed_at } = state;
  const how = [
    muted === 1 ? `muted ${channel === '' ? 'everywhere' : `in ${channel}`}` : '',
    cap === null ? '' : `at most ${cap}`,
  ].filter((part) => part !== '');
  return html`<li><span><a href="/claims/${claim}">${reader().names.claim(claim)}</a>: ${how.join(', ')}
    <span class="quiet">(<code>${changed_by}</code>, ${momentView(changed_at)})</span></span>
    ${muted === 1 ? unmuteForm({ ...place, channel }, claim, back) : NOTHING}
    ${cap === null ? NOTHING : pressForm(place, `undo:lowered:${claim}`, 'Lower it no longer', back, 'second')}</li>`;
}
