import { html } from 'hono/html';
import { type Claim, Verification } from '../claims/claim.ts';
import type { ClaimDatabase } from '../claims/database.ts';
import { type Day, inFewWords } from '../claims/partial-date.ts';
import { countOrigins } from '../claims/provenance.ts';
import { verificationWord } from '../moderate/card.ts';
import { answersAtAGlance, lifecycleMark, statusMark } from './claim-marks.ts';
import { type ClaimQuery, finds, findsImported } from './claim-search.ts';
import { counted, type Html, NOTHING } from './html.ts';

/** What the list of claims shows. */
export interface ClaimsView {
  readonly database: ClaimDatabase;
  readonly today: Day;
  readonly query: ClaimQuery;
  /** Whether drafts and imported claims may be seen. */
  readonly inside: boolean;
}

/** All claims by topic, or those that a query finds. */
export function claimsPage(view: ClaimsView): Html {
  const { database, query, inside } = view;
  const readable = database.claims.filter(({ lifecycle }) => inside || lifecycle !== 'draft');
  const found = readable.filter((claim) => finds(query, claim));
  const topics = [...database.topics].map(([id, title]) => ({
    id,
    title,
    claims: found.filter(({ topic }) => topic === id),
  }));
  const shelves = topics.filter(({ claims }) => claims.length > 0);
  return html`<div class="wide">
    <div class="intro">
      <h1>Claims</h1>
      <p>What Sidenote knows: each claim with its status, who answered, and how many independent origins it has.
      <a href="/rubric">What the statuses mean</a></p>
    </div>
    ${searchForm(query)}
    <p class="hint" role="status">${found.length === readable.length ? counted(found.length, 'claim') : `${found.length} of ${counted(readable.length, 'claim')}`}</p>
    ${shelves.length > 1 ? html`<nav class="jump" aria-label="Topics"><ul>${shelves.map(({ id, title, claims }) => html`<li><a href="#${id}">${title}</a> <span class="number">${claims.length}</span></li>`)}</ul></nav>` : NOTHING}
    ${shelves.length === 0 ? html`<p class="empty">No claim has all of that. Try fewer words.</p>` : NOTHING}
    ${shelves.map(
      ({ id, title, claims }) => html`<section class="shelf" aria-labelledby="${id}">
      <h2 id="${id}">${title}</h2>
      <ul class="claims">${claims.map((claim) => entry(claim, view.today))}</ul>
    </section>`,
    )}
    ${inside ? importedNote(database, query) : NOTHING}
  </div>`;
}

function searchForm({ words, verification, answer }: ClaimQuery): Html {
  const statuses = Verification.options.map((status) =>
    option(status, verificationWord(status), verification),
  );
  const answers = Object.entries(ANSWER_CHOICES).map(([value, name]) =>
    option(value, name, answer),
  );
  return html`<form method="get" action="/claims" class="filters" role="search">
    <div><label for="q">Search</label><input id="q" name="q" type="search" value="${words}" placeholder="words, people, outlets" /></div>
    <div><label for="status">Status</label><select id="status" name="status"><option value="">any</option>${statuses}</select></div>
    <div><label for="answer">Answers</label><select id="answer" name="answer"><option value="">any</option>${answers}</select></div>
    <button class="button" type="submit">Show</button>
    ${words !== '' || verification !== undefined || answer !== undefined ? html`<a class="quiet" href="/claims">Clear</a>` : NOTHING}
  </form>`;
}

const ANSWER_CHOICES: Readonly<Record<string, string>> = {
  denial: 'with a denial',
  confirmation: 'with a confirmation',
  partial: 'with a partial answer',
  'no-comment': 'with a “no comment”',
  unanswered: 'with no answer found',
};

function option(value: string, name: string, chosen: string | undefined): Html {
  return html`<option value="${value}" ${value === chosen ? 'selected' : ''}>${name}</option>`;
}

function entry(claim: Claim, today: Day): Html {
  return html`<li class="entry">
    <div class="entry-status">${statusMark(claim.verification)}</div>
    <div class="entry-claim">
      <h3><a href="/claims/${claim.id}">${claim.title}</a></h3>
      <p>${claim.statement}</p>
      ${lifecycleMark(claim, today)}
    </div>
    <div class="entry-answers">${answersAtAGlance(claim)}</div>
    <p class="entry-origins">${counted(countOrigins(claim), 'independent origin')}<br />
      <span class="quiet">as of ${inFewWords(claim.asOf)}</span></p>
  </li>`;
}

function importedNote({ imported }: ClaimDatabase, { words }: ClaimQuery): Html {
  if (imported.size === 0) return NOTHING;
  const found =
    words === ''
      ? imported.size
      : [...imported.values()].filter((claim) => findsImported(words, claim)).length;
  return html`<section class="shelf" aria-labelledby="imported">
    <h2 id="imported">Imported from other publishers</h2>
    <p><a href="/imported?q=${encodeURIComponent(words)}">${counted(found, 'draft claim')}</a> that nobody here has checked, with their
    publishers’ own rating words. They are suggested to moderators at most, never posted unasked.</p>
  </section>`;
}
