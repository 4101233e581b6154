import { borrowed, type Earlier } from './borrowing.ts';
import { CuratedSearch, type Near, type Said } from './curated-search.ts';
import type { Evidence, Match, Reading, Use } from './evidence.ts';
import { featuresOf } from './features.ts';
import { Findings, type Found, placed } from './findings.ts';
import { type Folded, fold, type Link } from './fold.ts';
import { contentOf } from './likeness.ts';
import type { MatcherInput } from './match.ts';
import { probability } from './model.ts';
import { textsOf } from './plain-search.ts';
import { Terms, UNKNOWN } from './terms.ts';
import { TextIndex } from './text-index.ts';
import { canonicalUrl } from './url.ts';
import { useOf } from './use.ts';
import { Lookup } from './vocabulary.ts';
import { WEIGHTS, type Weights } from './weights.ts';
import { type Likely, WordSearch } from './word-search.ts';
import { Zone } from './words.ts';

/** How many curated and how many imported claims a reading lists: explanations show the nearest few. */
const LISTED = 8;
/** Nearer than this a claim is listed whether or not it would be suggested. */
const WORTH_LISTING = 0.002;
/** How many words are shown for a claim of which no entry is found. */
const LOUDEST = 3;
/** What a link to an article that carries the claim is worth. */
const BY_LINK = 0.995;

/** A message made ready for comparing. */
interface View {
  readonly folded: Folded;
  readonly terms: Int32Array;
  readonly found: readonly Found[];
  readonly use: Use;
}

/** What one speaker in a message (its author, a quote, code) says. */
interface Part {
  readonly positions: readonly number[];
  readonly said: Said;
  readonly links: readonly Link[];
}

/** Reads messages for curated claims by their conditions, and for imported ones by their words. */
export class MessageReader {
  readonly #terms = new Terms();
  readonly #suggestionBar: number;
  readonly #lookup: Lookup;
  readonly #curated: CuratedSearch;
  readonly #imported: WordSearch | undefined;
  readonly #importedIds: readonly string[];
  readonly #importedIndex: TextIndex | undefined;
  /** The claims that an article carries, by its canonical URL. */
  readonly #appearances: ReadonlyMap<string, readonly string[]>;

  constructor({ claims, imported, vocabulary }: MatcherInput, weights: Weights = WEIGHTS) {
    this.#suggestionBar = weights.bars.suggest;
    this.#lookup = new Lookup(vocabulary, this.#terms);
    this.#importedIds = imported.map(({ id }) => id);
    this.#importedIndex =
      imported.length === 0 ? undefined : new TextIndex(textsOf(imported), this.#terms);
    this.#curated = new CuratedSearch(claims, this.#lookup, this.#terms, weights);
    this.#imported =
      this.#importedIndex && new WordSearch(this.#importedIndex, this.#terms, weights.words);
    this.#terms.seal();
    const pairs = claims.flatMap(({ id, appearances }) =>
      appearances.map((address) => ({ id, url: canonicalUrl(address) ?? address })),
    );
    const byUrl = Map.groupBy(pairs, ({ url }) => url);
    this.#appearances = new Map([...byUrl].map(([url, list]) => [url, list.map(({ id }) => id)]));
  }

  read(text: string, context: readonly string[]): Reading {
    const earlier = this.#earlier(context);
    const view = this.#view(text, companyOf(earlier));
    const own = this.#part(view, Zone.own, earlier);
    const matches = this.#matches(view, own);
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
    return this.#curated.find(this.#said(text, context), { withLikeness: true });
  }

  /** The features of the author's own words: what the classifier learns from. */
  features(text: string, context: readonly string[]): ReadonlySet<string> {
    const stretches = this.#curated.named(this.#said(text, context));
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
      positions,
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
    const linked = this.#linked(part.links, view.use);
    const curated = this.#curated
      .find(part.said)
      .filter(
        ({ id, score }) => score >= WORTH_LISTING && !linked.some(({ claim }) => claim === id),
      )
      .slice(0, LISTED)
      .map((near) => this.#curatedMatch(near, view, part));
    const imported = (this.#imported?.find(part.said.content, LISTED) ?? [])
      .map((likely) => this.#importedMatch(likely, view, part))
      .filter(({ score }) => score >= WORTH_LISTING);
    return [...linked, ...curated, ...imported].sort((a, b) => b.score - a.score);
  }

  #linked(links: readonly Link[], use: Use): readonly Match[] {
    const matches = links.flatMap(({ url, start, end }) =>
      (this.#appearances.get(url) ?? []).map((claim) => ({
        claim,
        score: BY_LINK,
        by: 'link' as const,
        curated: true,
        complete: true,
        taught: true,
        evidence: [{ term: 'link', span: { start, end } }],
        missing: [],
        ruledOutBy: [],
        use,
      })),
    );
    return matches.filter(
      ({ claim }, at) => matches.findIndex((one) => one.claim === claim) === at,
    );
  }

  #curatedMatch(near: Near, view: View, part: Part): Match {
    const { id, score, requirements, meeting, taught } = near;
    const ids = (entries: readonly number[]) =>
      entries.map((entry) => this.#lookup.ids[entry] ?? '');
    const partly = meeting.used.length > 0 ? undefined : requirements.partly(part.said.findings);
    const used = partly?.used ?? meeting.used;
    const met = [...used, ...meeting.strengthening].map((found) => this.#evidence(found, view));
    return {
      claim: id,
      score,
      by: 'words',
      curated: true,
      evidence: met.length > 0 ? met : this.#loudest(near, view, part),
      complete: meeting.way || (taught && meeting.hint),
      taught,
      missing: ids(partly?.missing ?? []),
      ruledOutBy: ids(meeting.ruledOut),
      use: view.use,
    };
  }

  /** The words that speak most for a claim of which nothing is met. */
  #loudest({ claim }: Near, { folded: { words }, terms }: View, part: Part): readonly Evidence[] {
    return this.#curated.loudest(claim, part.said.words, LOUDEST).map((number) => {
      const at = part.positions[number] ?? 0;
      const span = { start: words.starts[at] ?? 0, end: words.ends[at] ?? 0 };
      return { term: `~${this.#terms.stem(terms[at] ?? UNKNOWN)}`, span };
    });
  }

  #importedMatch({ claim, text, logOdds }: Likely, view: View, part: Part): Match {
    const row = this.#importedIndex?.rows.row(text) ?? new Uint32Array();
    return {
      claim: this.#importedIds[claim] ?? '',
      score: probability(logOdds),
      by: 'words',
      curated: false,
      complete: true,
      taught: false,
      evidence: sharedWords(row, view, part, this.#terms),
      missing: [],
      ruledOutBy: [],
      use: view.use,
    };
  }

  #evidence({ entry, from, to, back }: Found, { folded: { words } }: View): Evidence {
    const span = { start: words.starts[from] ?? 0, end: words.ends[to - 1] ?? 0 };
    const term = this.#lookup.ids[entry] ?? '';
    return back === 0 ? { term, span } : { term, span, from: back };
  }

  /** Claims that would be suggested for this zone's words and are not for the author's own. */
  #onlyIn(view: View, zone: Zone, own: readonly Match[]): readonly string[] {
    if (
      !view.folded.words.zones.includes(zone) &&
      !view.folded.links.some((link) => link.zone === zone)
    ) {
      return [];
    }
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

/** The content words that a message shares with a text, each once. */
function sharedWords(
  row: Uint32Array,
  { folded, terms }: View,
  { positions }: Part,
  all: Terms,
): readonly Evidence[] {
  const wanted = new Set(row);
  const shared: Evidence[] = [];
  for (const at of positions) {
    const term = terms[at] ?? UNKNOWN;
    if (!wanted.delete(term)) continue;
    const span = { start: folded.words.starts[at] ?? 0, end: folded.words.ends[at] ?? 0 };
    shared.push({ term: `~${all.stem(term)}`, span });
  }
  return shared;
}
