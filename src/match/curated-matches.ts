import type { Claim } from '../claims/claim.ts';
import { CuratedSearch, type Near } from './curated-search.ts';
import type { Evidence, Match } from './evidence.ts';
import type { Found } from './findings.ts';
import { WORTH_LISTING } from './model.ts';
import type { Terms } from './terms.ts';
import { type Part, spanOf, type View } from './view.ts';
import type { Lookup } from './vocabulary.ts';
import type { Weights } from './weights.ts';

/** How many words are shown for a claim of which no entry is found. */
const LOUDEST = 3;

/** The curated claims that a message comes near, each with what of it was met, and what was not. */
export class CuratedMatches {
  readonly search: CuratedSearch;
  readonly #lookup: Lookup;
  readonly #terms: Terms;

  constructor(claims: readonly Claim[], lookup: Lookup, terms: Terms, weights: Weights) {
    this.search = new CuratedSearch(claims, lookup, terms, weights);
    this.#lookup = lookup;
    this.#terms = terms;
  }

  /** The `most` nearest claims but those of `besides`, best first. */
  matches(view: View, part: Part, besides: readonly Match[], most: number): readonly Match[] {
    return this.search
      .find(part.said)
      .filter(({ score }) => score >= WORTH_LISTING)
      .filter(({ id }) => !besides.some(({ claim }) => claim === id))
      .slice(0, most)
      .map((near) => this.#match(near, view, part));
  }

  #match(near: Near, view: View, part: Part): Match {
    const { id, claim, score, meeting, taught } = near;
    const { findings } = part.said;
    const partly = meeting.used.length > 0 ? undefined : this.search.partly(claim, findings);
    const used = partly?.used ?? meeting.used;
    const met = [...used, ...meeting.strengthening].map((found) => this.#evidence(found, view));
    return {
      claim: id,
      score,
      by: 'words',
      curated: true,
      complete: meeting.way || (taught && meeting.hint),
      taught,
      evidence: met.length > 0 ? met : this.#loudest(near, view, part),
      missing: this.#ids(partly?.missing ?? []),
      // Of a claim that was taught, what rules out is one word among others.
      ruledOutBy: taught ? [] : this.#ids(meeting.ruledOut),
      use: view.use,
    };
  }

  #ids(entries: readonly number[]): readonly string[] {
    return entries.map((entry) => this.#lookup.ids[entry] ?? '');
  }

  #evidence({ entry, from, to, back }: Found, { folded }: View): Evidence {
    const term = this.#lookup.ids[entry] ?? '';
    const span = spanOf(folded.words, from, to);
    return back === 0 ? { term, span } : { term, span, from: back };
  }

  /** The words that speak most for a claim of which nothing is met. */
  #loudest({ claim }: Near, { folded }: View, { said }: Part): readonly Evidence[] {
    return this.search.loudest(claim, said.words, LOUDEST).map((number) => {
      const at = said.positions[number] ?? 0;
      const term = `~${this.#terms.stemOf(folded.words.text[at] ?? '')}`;
      return { term, span: spanOf(folded.words, at, at + 1) };
    });
  }
}
