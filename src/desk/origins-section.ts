import { html } from 'hono/html';
import type { Claim } from '../claims/claim.ts';
import { type OriginOfClaim, originsOf } from '../claims/provenance.ts';
import type { Source } from '../claims/source.ts';
import { counted, type Html, NOTHING } from './html.ts';
import { citations } from './sources-section.ts';

/** How many independent origins the claim has, which they are, and what was not counted and why. */
export function originsSection(claim: Claim): Html {
  const origins = originsOf(claim);
  return html`<section aria-labelledby="origins">
    <h2 id="origins">${counted(origins.length, 'independent origin')}</h2>
    <p>Repeating is not confirming: however many outlets carry it, information counts once for each place it first came from.</p>
    ${origins.length === 0 ? NOTHING : html`<ol class="origins">${origins.map((origin) => originItem(claim, origin))}</ol>`}
    ${notCounted(claim)}
  </section>`;
}

function originItem(claim: Claim, { origin, sources }: OriginOfClaim): Html {
  return html`<li>
    <p><strong>${origin.name}</strong></p>
    ${origin.note === undefined ? NOTHING : html`<p>${origin.note}</p>`}
    <p class="quiet">Carried by ${citations(claim, idsOf(claim, sources))}</p>
  </li>`;
}

function notCounted(claim: Claim): Html {
  const sources = Object.values(claim.sources);
  const count = (test: (source: Source) => boolean) => sources.filter(test).length;
  const reasons = [
    reason(
      count(({ carries }) => carries === 'response'),
      'that carries an answer to it',
      'that carry answers to it',
    ),
    reason(
      count(({ carries }) => carries === 'background'),
      'with background only',
      'with background only',
    ),
    reason(
      count(({ carries, read }) => carries === 'claim' && read === 'relay'),
      'whose original was not seen',
      'whose originals were not seen',
    ),
  ].filter((words) => words !== undefined);
  return reasons.length === 0
    ? NOTHING
    : html`<p class="note">Not counted: ${reasons.join('; ')}.</p>`;
}

function reason(count: number, one: string, many: string): string | undefined {
  return count === 0 ? undefined : `${counted(count, 'source')} ${count === 1 ? one : many}`;
}

function idsOf(claim: Claim, sources: readonly Source[]): string[] {
  return Object.entries(claim.sources)
    .filter(([, source]) => sources.includes(source))
    .map(([id]) => id);
}
