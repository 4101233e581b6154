import { html } from 'hono/html';
import type { ImportedClaim } from '../claims/imported.ts';
import { findsImported } from './claim-search.ts';
import { counted, type Html, NOTHING, outward } from './html.ts';

/** So many stand on one page. */
const PER_PAGE = 50;

/** Claims of other publishers, as they rated them; `page` counts from 1. */
export function importedPage(all: readonly ImportedClaim[], words: string, page: number): Html {
  const found = words === '' ? all : all.filter((claim) => findsImported(words, claim));
  const pages = Math.max(1, Math.ceil(found.length / PER_PAGE));
  const here = Math.min(Math.max(1, page), pages);
  const shown = found.slice((here - 1) * PER_PAGE, here * PER_PAGE);
  return html`<div class="wide">
    <p class="crumbs"><a href="/claims">Claims</a></p>
    <div class="intro">
      <h1>Imported claims</h1>
      <p>Drafts from other publishers’ ClaimReview. Nobody here has checked them; the ratings are the publishers’ own words.</p>
    </div>
    <form method="get" action="/imported" class="filters" role="search">
      <div><label for="q">Search</label><input id="q" name="q" type="search" value="${words}" /></div>
      <button class="button" type="submit">Show</button>
    </form>
    <p class="hint" role="status">${counted(found.length, 'claim')}</p>
    <ul class="claims">${shown.map(entry)}</ul>
    ${pages > 1 ? pager(here, pages, words) : NOTHING}
  </div>`;
}

function entry({
  statement,
  claimant,
  publisher,
  rating,
  url,
  headline,
  date,
  feed,
}: ImportedClaim): Html {
  return html`<li class="entry imported">
    <div class="entry-claim">
      <p class="said">${statement}</p>
      <p class="quiet">${claimant === undefined ? NOTHING : html`Said by ${claimant}. `}Feed ${feed}.</p>
    </div>
    <p class="entry-answers">${publisher}: <strong>“${rating}”</strong><br />${outward(headline ?? 'Its review', url)}${date === undefined ? NOTHING : html`, ${date}`}</p>
  </li>`;
}

function pager(here: number, pages: number, words: string): Html {
  const to = (page: number, name: string) =>
    page < 1 || page > pages
      ? NOTHING
      : html`<a href="/imported?q=${encodeURIComponent(words)}&page=${page}">${name}</a>`;
  return html`<nav class="pager" aria-label="Pages">${to(here - 1, 'Before')} <span>Page ${here} of ${pages}</span> ${to(here + 1, 'Next')}</nav>`;
}
