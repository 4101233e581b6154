import { html } from 'hono/html';
import type { Claim } from '../claims/claim.ts';
import type { ClaimDatabase } from '../claims/database.ts';
import { type Day, inFewWords } from '../claims/partial-date.ts';
import { cardOf, verificationWord } from '../moderate/card.ts';
import { cardControls } from '../moderate/card-controls.ts';
import { answersSection } from './answers-section.ts';
import { bothCards } from './channel-view.ts';
import { answersAtAGlance, dated, lifecycleMark, statusMark } from './claim-marks.ts';
import { type Html, NOTHING, outward } from './html.ts';
import { originsSection } from './origins-section.ts';
import { citations, sourcesSection } from './sources-section.ts';

/** What a claim's page shows besides the claim. */
export interface ClaimView {
  readonly database: ClaimDatabase;
  readonly today: Day;
  readonly publicUrl?: string;
  readonly contact?: string;
}

/** Everything about one claim, the claim and the answers to it side by side. */
export function claimPage(claim: Claim, view: ClaimView): Html {
  return html`<article class="claim">
    ${head(claim, view)}
    <div class="two-sides">
      ${claimSide(claim)}
      ${answersSection(claim)}
    </div>
    <div class="columns">
      <div class="main-column">
        ${wrongSection(claim)}
        ${originsSection(claim)}
        ${sourcesSection(claim)}
      </div>
      <div class="side-column">
        ${relatedSection(claim, view.database)}
        ${historySection(claim)}
        ${correctionSection(claim, view)}
      </div>
    </div>
    ${cardSection(claim, view)}
  </article>`;
}

function head(claim: Claim, { database, today }: ClaimView): Html {
  const topic = database.topics.get(claim.topic) ?? claim.topic;
  return html`<header class="claim-head">
    <p class="crumbs"><a href="/claims">Claims</a> › <a href="/claims#${claim.topic}">${topic}</a></p>
    <p>${statusMark(claim.verification)} ${lifecycleMark(claim, today)}</p>
    <h1>${claim.statement}</h1>
    <p class="reason"><strong>Why “${verificationWord(claim.verification).toLowerCase()}”:</strong> ${claim.reason}
      <a href="/rubric#${claim.verification}">What this status means</a></p>
    <p class="byline">As of ${dated(claim.asOf)}, the date of its latest source · last checked ${dated(claim.checkedOn)} · to be looked at again by ${dated(claim.reviewBy)}</p>
    <div class="glance"><a href="#answers">Answers</a> ${answersAtAGlance(claim)}</div>
  </header>`;
}

function claimSide(claim: Claim): Html {
  return html`<section class="side" aria-labelledby="claimed">
    <h2 id="claimed">Who claims it</h2>
    <ul class="plain">${claim.claimants.map(({ name, role }) => html`<li><strong>${name}</strong>${role === undefined ? NOTHING : html`, ${role}`}</li>`)}</ul>
    ${claim.parts.length === 0 ? NOTHING : partsOf(claim)}
    <h3>What is known</h3>
    <ol class="timeline">${claim.known.map(
      ({ date, text, sources }) =>
        html`<li><p class="when">${dated(date)}</p><p>${text} ${citations(claim, sources)}</p></li>`,
    )}</ol>
  </section>`;
}

function partsOf(claim: Claim): Html {
  return html`<h3>Its parts, each with a status of its own</h3>
    <ul class="parts">${claim.parts.map(
      ({ statement, verification, sources }) =>
        html`<li>${statusMark(verification)} <p>${statement} ${citations(claim, sources)}</p></li>`,
    )}</ul>`;
}

function wrongSection(claim: Claim): Html {
  if (claim.wrong.length === 0) return NOTHING;
  return html`<section aria-labelledby="wrong">
    <h2 id="wrong">What is commonly got wrong</h2>
    <ul class="wrong">${claim.wrong.map(({ text, sources }) => html`<li>${text} ${citations(claim, sources)}</li>`)}</ul>
  </section>`;
}

function relatedSection({ related }: Claim, { byId }: ClaimDatabase): Html {
  const claims = related
    .flatMap((id) => byId.get(id) ?? [])
    .filter(({ lifecycle }) => lifecycle !== 'draft');
  if (claims.length === 0) return NOTHING;
  return html`<section aria-labelledby="related">
    <h2 id="related">Related claims</h2>
    <ul class="related">${claims.map(({ id, title, verification }) => html`<li>${statusMark(verification)} <a href="/claims/${id}">${title}</a></li>`)}</ul>
  </section>`;
}

function historySection({ history }: Claim): Html {
  return html`<section aria-labelledby="history">
    <h2 id="history">History of this page</h2>
    <ol class="timeline small">${history.toReversed().map(({ date, change }) => html`<li><p class="when">${dated(date)}</p><p>${change}</p></li>`)}</ol>
  </section>`;
}

function correctionSection({ id }: Claim, { contact }: ClaimView): Html {
  return html`<section aria-labelledby="correction">
    <h2 id="correction">Something wrong here?</h2>
    <p>Anybody can ask for a correction, and a person named here can ask for their answer to be added.
    Name the claim (<code>${id}</code>), what is wrong, and a source that shows it.</p>
    <p>${contact === undefined ? 'Whoever runs this desk has not said yet how to reach the editors (CONTACT).' : html`Write to ${reached(contact)}.`}
    <a href="/rubric#corrections">How corrections are made</a></p>
  </section>`;
}

/** How the editors are reached: an address becomes a link. */
export function reached(contact: string): Html {
  if (/^[^\s@<>"]+@[^\s@<>"]+\.[^\s@<>"]+$/.test(contact))
    return html`<a href="mailto:${contact}">${contact}</a>`;
  return outward(contact, contact);
}

function cardSection(claim: Claim, { publicUrl }: ClaimView): Html {
  const card = cardOf(claim, publicUrl);
  return html`<details class="card-section">
    <summary>The card of this claim, as Discord and Slack draw it <span class="quiet">(sources to ${inFewWords(claim.asOf)})</span></summary>
    ${bothCards({ card, controls: cardControls(card, 'preview') })}
  </details>`;
}
