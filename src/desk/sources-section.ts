import { html } from 'hono/html';
import type { Claim } from '../claims/claim.ts';
import { inFewWords } from '../claims/partial-date.ts';
import { sourcesByRank } from '../claims/provenance.ts';
import type { Source, SourceKind, SourceRead } from '../claims/source.ts';
import { dated } from './claim-marks.ts';
import { counted, type Html, NOTHING, outward } from './html.ts';

const KINDS: Readonly<Record<SourceKind, string>> = {
  primary: 'primary document',
  reporting: 'own reporting',
  secondary: 'relays others',
};

const READ: Readonly<Record<SourceRead, string>> = {
  page: 'whole page read',
  excerpt: 'read in excerpts',
  relay: 'as relayed, original not seen',
};

const CARRIES: Readonly<Record<Source['carries'], string>> = {
  claim: 'carries the claim',
  response: 'carries an answer',
  background: 'background',
};

/** All sources, best first: what kind each is, how and when it was read, and where its information came from. */
export function sourcesSection(claim: Claim): Html {
  const ids = new Map(Object.entries(claim.sources).map(([id, source]) => [source, id]));
  const sources = sourcesByRank(claim);
  return html`<section aria-labelledby="sources">
    <h2 id="sources">${counted(sources.length, 'source')}</h2>
    <ol class="sources">${sources.map((source) => item(claim, ids.get(source) ?? '', source))}</ol>
  </section>`;
}

function item({ origins }: Claim, id: string, source: Source): Html {
  const { publisher, via, headline, date, kind, url, read, readOn, origin, carries, note } = source;
  const title = headline === undefined ? publisher : `“${headline}”`;
  return html`<li id="source-${id}" class="source">
    <p>${outward(title, url)}${headline === undefined ? NOTHING : html`, ${publisher}`}${via === undefined ? NOTHING : html` <span class="quiet">(on ${via})</span>`}, ${dated(date)}</p>
    <p class="facts"><span>${KINDS[kind]}</span> <span>${CARRIES[carries]}</span> <span class="${read === 'relay' ? 'unseen-original' : ''}">${READ[read]}, ${inFewWords(readOn)}</span></p>
    <p class="note">Origin: ${origins[origin]?.name ?? origin}.${note === undefined ? NOTHING : html` ${note}`}</p>
  </li>`;
}

/** Small links from a sentence to the sources that carry it, on the same page. */
export function citations({ sources }: Claim, ids: readonly string[]): Html {
  return html`<span class="citations">${ids.map((id, index) => {
    const source = sources[id];
    const name = source === undefined ? id : `${source.publisher}, ${inFewWords(source.date)}`;
    const relayed = source?.read === 'relay' ? html` (relayed)` : NOTHING;
    return html`${index === 0 ? '' : ' '}<a href="#source-${id}">${name}${relayed}</a>`;
  })}</span>`;
}
