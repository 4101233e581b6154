import { html } from 'hono/html';
import { explanation } from '../moderate/explanation.ts';
import { decisionInWords } from '../moderate/reasons.ts';
import type { Core } from '../moderator/core.ts';
import type { StoredDecision } from '../moderator/stored-decision.ts';
import type { DecisionRow } from '../store/decisions.ts';
import type { WorkspaceRef } from '../store/place.ts';
import { type Html, NOTHING } from './html.ts';
import { partsView } from './parts-view.ts';
import { momentView, platformName, whereView, workspaceKey } from './place-view.ts';

/** So many decisions stand on one page. */
export const FEED_PAGE = 50;

/** A decision as it is kept, and as it can still be read. */
export interface FeedEntry {
  readonly row: DecisionRow;
  readonly stored?: StoredDecision;
}

/** What the feed shows and how it was asked for. */
export interface FeedView {
  readonly entries: readonly FeedEntry[];
  readonly workspaces: readonly WorkspaceRef[];
  readonly workspace?: WorkspaceRef;
  readonly wouldHave: boolean;
}

/** The latest decisions: what was said, asked or left unsaid about which claim, and why. Never the words of a message. */
export function feedPage(core: Core, view: FeedView): Html {
  return html`<div class="wide">
    <div class="intro">
      <h1>Feed</h1>
      <p>What Sidenote decided about messages that came near a claim, newest first. No message’s words are kept; those that came
      near nothing are only counted.</p>
    </div>
    ${filters(view)}
    ${view.entries.length === 0 ? html`<p class="empty">Nothing was decided yet.</p>` : NOTHING}
    <ul class="claims">${view.entries.map((each) => entry(core, each))}</ul>
    ${older(view)}
  </div>`;
}

function filters({ workspaces, workspace, wouldHave }: FeedView): Html {
  const chosen = workspace === undefined ? '' : workspaceKey(workspace);
  return html`<form method="get" action="/feed" class="filters">
    <div><label for="in">Workspace</label><select id="in" name="in"><option value="">all</option>${workspaces.map(
      (each) =>
        html`<option value="${workspaceKey(each)}" ${workspaceKey(each) === chosen ? 'selected' : ''}>${platformName(each.platform)} ${each.workspace}</option>`,
    )}</select></div>
    <p class="check"><input id="would" name="would" type="checkbox" value="1" ${wouldHave ? 'checked' : ''} />
      <label for="would">Only where it would have spoken</label></p>
    <button class="button" type="submit">Show</button>
  </form>`;
}

function entry(core: Core, { row, stored }: FeedEntry): Html {
  const { names, database } = core.reader();
  const said = stored === undefined ? row.reason : decisionInWords(stored.decision);
  const name = names.claim(row.claim);
  return html`<li class="entry decision">
    <div class="entry-status"><span class="kind is-${row.kind}">${KINDS[row.kind]}</span><br /><span class="quiet">${momentView(row.decided_at)}</span></div>
    <div class="entry-claim">
      <h2>${database.byId.has(row.claim) ? html`<a href="/claims/${row.claim}">${name}</a>` : name} <span class="score">${row.score.toFixed(2)}</span></h2>
      <p>${said}${wouldHave(row)}</p>
      ${stored === undefined ? NOTHING : html`<details><summary>Why</summary>${partsView(explanation({ reading: stored, decision: stored.decision }, names).slice(1), 3)}</details>`}
    </div>
    <p class="entry-answers">${whereView(core, row)}</p>
  </li>`;
}

const KINDS: Readonly<Record<DecisionRow['kind'], string>> = {
  card: 'Card',
  suggest: 'Suggestion',
  silent: 'Silence',
};

function wouldHave({ would_have }: DecisionRow): Html {
  if (would_have === null) return NOTHING;
  return html` <strong>${would_have === 'card' ? 'Would have posted a card.' : 'Would have asked moderators.'}</strong>`;
}

function older({ entries, workspace, wouldHave: would }: FeedView): Html {
  const last = entries.at(-1)?.row;
  if (entries.length < FEED_PAGE || last === undefined) return NOTHING;
  const query = new URLSearchParams({
    before: String(last.decided_at),
    ...(workspace === undefined ? {} : { in: workspaceKey(workspace) }),
    ...(would ? { would: '1' } : {}),
  });
  return html`<nav class="pager" aria-label="Pages"><a href="/feed?${query.toString()}">Older</a></nav>`;
}
