import type { Claim } from '../claims/claim.ts';
import type { Vocabulary } from '../claims/vocabulary.ts';
import { Appearances } from './appearances.ts';
import { borrowed, type Earlier } from './borrowing.ts';
import { CuratedMatches } from './curated-matches.ts';
import type { Near, Said } from './curated-search.ts';
import type { Match, Reading } from './evidence.ts';
import { featuresOf } from './features.ts';
import { Findings, placed } from './findings.ts';
import { fold } from './fold.ts';
import { ImportedSearch } from './imported-search.ts';
import { contentOf } from './likeness.ts';
import type { PlainClaim } from './plain-claim.ts';
import { Terms } from './terms.ts';
import { useOf } from './use.ts';
import type { Part, View } from './view.ts';
import { Lookup } from './vocabulary.ts';
import { WEIGHTS, type Weights } from './weights.ts';
import { Zone } from './words.ts';

/** How many curated and how many imported claims a reading lists: explanations show the nearest few. */
const LISTED = 8;

/** What a matcher is made of: curated claims with the vocabulary of their conditions, and claims without conditions. */
export interface MatcherInput {
  readonly claims: readonly Claim[];
  readonly imported: readonly PlainClaim[];
  readonly vocabulary: Vocabulary;
}

/** Reads messages for curated claims by their conditions and by what was taught of them, and for imported ones by their words. */
export class MessageReader {
  readonly #terms = new Terms();
  readonly #suggestionBar: number;
  readonly #lookup: Lookup;
  readonly #appearances: Appearances;
  readonly #curated: CuratedMatches;
  readonly #imported: ImportedSearch;

  constructor({ claims, imported, vocabulary }: MatcherInput, weights: Weights = WEIGHTS) {
    this.#suggestionBar = weights.bars.suggest;
    this.#lookup = new Lookup(vocabulary, this.#terms);
    this.#appearances = new Appearances(claims);
    this.#imported = new ImportedSearch(imported, this.#terms, weights.words);
    this.#curated = new CuratedMatches(claims, this.#lookup, this.#terms, weights);
    this.#terms.seal();
  }

  read(text: string, context: readonly string[]): Reading {
    const earlier = this.#earlier(context);
    const view = this.#view(text, companyOf(earlier));
    const matches = this.#matches(view, this.#part(view, Zone.own, earlier));
    const elsewhere = (zone: Zone) => this.#onlyIn(view, zone, matches);
    return {
      matches,
      links: [...new Set(view.folded.links.map(({ url }) => url))],
      quotedOnly: elsewhere(Zone.quoted),
      codeOnly: elsewhere(Zone.code),
    };
  }

  /** How the author's own words stand to each curated claim: what fitting learns from. */
  standings(text: string, context: readonly string[]): readonly Near[] {
    return this.#curated.search.find(this.#said(text, context), { withLikeness: true });
  }

  /** The features of the author's own words: what the classifier learns from. */
  features(text: string, context: readonly string[]): ReadonlySet<string> {
    const stretches = this.#curated.search.named(this.#said(text, context));
    return new Set(stretches.flatMap((named) => [...featuresOf(named, this.#terms)]));
  }

  #said(text: string, context: readonly string[]): Said {
    const earlier = this.#earlier(context);
    return this.#part(this.#view(text, companyOf(earlier)), Zone.own, earlier).said;
  }

  #view(text: string, company: ReadonlySet<number>): View {
    const folded = fold(text, this.#terms);
    const terms = Int32Array.from(folded.words.text, (word) => this.#terms.find(word));
    const found = placed(this.#lookup.find(folded.words, terms, company), folded.words);
    return { folded, terms, found, use: useOf(text) };
  }

  /** What earlier messages named, the most recent first. */
  #earlier(context: readonly string[]): readonly Earlier[] {
    return context.toReversed().map((text, at) => {
      const { folded, found } = this.#view(text, NOBODY);
      return {
        back: at + 1,
        found: found.filter(({ from }) => folded.words.zones[from] !== Zone.code),
      };
    });
  }

  #part({ folded, terms, found }: View, zone: Zone, earlier: readonly Earlier[]): Part {
    const { words } = folded;
    const positions = [...words.zones.keys()].filter((at) => words.zones[at] === zone);
    const inZone = found.filter(({ from }) => words.zones[from] === zone);
    // A message that names nothing of its own is about nothing of ours.
    const lent =
      earlier.length === 0 || inZone.length === 0
        ? []
        : borrowed(words, positions, inZone, earlier, this.#lookup);
    return {
      said: {
        words: positions.map((at) => words.text[at] ?? ''),
        positions,
        findings: new Findings([...inZone, ...lent]),
        content: contentOf(words.text, terms, positions),
      },
      links: folded.links.filter((link) => link.zone === zone),
    };
  }

  #matches(view: View, part: Part): readonly Match[] {
    const linked = this.#appearances.matches(part.links, view.use);
    const curated = this.#curated.matches(view, part, linked, LISTED);
    const imported = this.#imported.matches(view, part, LISTED);
    return [...linked, ...curated, ...imported].sort((a, b) => b.score - a.score);
  }

  /** Claims that would be suggested for this zone's words and are not for the author's own. */
  #onlyIn(view: View, zone: Zone, own: readonly Match[]): readonly string[] {
    const { words, links } = view.folded;
    if (!words.zones.includes(zone) && !links.some((link) => link.zone === zone)) return [];
    const enough = ({ score }: Match) => score >= this.#suggestionBar;
    const said = new Set(own.filter(enough).map(({ claim }) => claim));
    return this.#matches(view, this.#part(view, zone, []))
      .filter((match) => enough(match) && !said.has(match.claim))
      .map(({ claim }) => claim);
  }
}

const NOBODY: ReadonlySet<number> = new Set();

/** The entries that the conversation knows. */
function companyOf(earlier: readonly Earlier[]): ReadonlySet<number> {
  return new Set(earlier.flatMap(({ found }) => found.map(({ entry }) => entry)));
}
