import { html } from 'hono/html';
import type { Claim, NoneFound, Response } from '../claims/claim.ts';
import { exact } from '../claims/partial-date.ts';
import { ANSWERS, dated } from './claim-marks.ts';
import { type Html, NOTHING } from './html.ts';
import { citations } from './sources-section.ts';

/** Who answered and what they said, newest first, and what was looked for in vain: beside the claim, with the same room. */
export function answersSection(claim: Claim): Html {
  const newestFirst = claim.responses.toSorted((a, b) =>
    exact(b.date).localeCompare(exact(a.date)),
  );
  return html`<section class="side" aria-labelledby="answers">
    <h2 id="answers">Who answered</h2>
    <ul class="responses">
      ${newestFirst.map((response) => answer(claim, response))}
      ${claim.noneFound.map(notFound)}
    </ul>
  </section>`;
}

function answer(
  claim: Claim,
  { kind, who, role, for: body, date, says, quote, note, sources }: Response,
): Html {
  const party = [role, body === undefined ? undefined : `for ${body}`].filter(
    (part) => part !== undefined,
  );
  const relayed = sources.every((id) => claim.sources[id]?.read === 'relay');
  return html`<li class="response">
    <p class="response-head"><span class="answer answer-${kind}">${ANSWERS[kind]}</span> <span class="quiet">${dated(date)}</span></p>
    <p><strong>${who}</strong>${party.length === 0 ? NOTHING : html`, ${party.join(', ')}`}: ${says}.
      ${relayed ? html`<em>As relayed, original not seen.</em>` : NOTHING} ${citations(claim, sources)}</p>
    ${quote === undefined ? NOTHING : html`<blockquote>“${quote}”</blockquote>`}
    ${note === undefined ? NOTHING : html`<p class="note">${note}</p>`}
  </li>`;
}

function notFound({ kind, checkedOn, note }: NoneFound): Html {
  return html`<li class="response">
    <p class="response-head"><span class="answer answer-none">No ${kind} found</span> <span class="quiet">looked for on ${dated(checkedOn)}</span></p>
    ${note === undefined ? NOTHING : html`<p class="note">${note}</p>`}
  </li>`;
}
