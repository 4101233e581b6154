import type { Entry, Vocabulary } from '../claims/vocabulary.ts';
import { fold } from './fold.ts';
import { type Piece, readForm } from './forms.ts';
import { type Hit, PhraseTree, type Step } from './phrase-tree.ts';
import type { Terms } from './terms.ts';
import type { Words } from './words.ts';

/** An entry found in a message: the words `from` to `to` (exclusive). */
export interface Finding {
  readonly entry: number;
  readonly from: number;
  readonly to: number;
}

const NAMES: ReadonlySet<Entry['kind']> = new Set(['person', 'organisation', 'place', 'thing']);

/** The vocabulary made ready: one tree of all forms, read along a message once. */
export class Lookup {
  readonly ids: readonly string[];
  readonly #numbers: ReadonlyMap<string, number>;
  readonly #kinds: readonly Entry['kind'][];
  readonly #tree = new PhraseTree();
  /** For each entry those that include it, and itself. */
  readonly #groups: readonly (readonly number[])[];
  /** For each entry the entries beside which its ambiguous forms count. */
  readonly #beside: readonly (readonly number[])[];
  readonly #terms: Terms;

  constructor(vocabulary: Vocabulary, terms: Terms) {
    this.#terms = terms;
    this.ids = Object.keys(vocabulary);
    this.#numbers = new Map(this.ids.map((id, number) => [id, number]));
    const entries = Object.values(vocabulary);
    this.#kinds = entries.map(({ kind }) => kind);
    this.#groups = this.ids.map((id) => this.#groupsOf(id, vocabulary));
    this.#beside = entries.map((entry) => this.numbersOf(entry.ambiguous?.beside ?? []));
    for (const [number, entry] of entries.entries()) this.#plant(entry, number);
  }

  /** The number of an entry; undefined for an id that the vocabulary does not have. */
  number(id: string): number | undefined {
    return this.#numbers.get(id);
  }

  numbersOf(ids: readonly string[]): number[] {
    return ids.flatMap((id) => this.#numbers.get(id) ?? []);
  }

  kind(entry: number): Entry['kind'] {
    return this.#kinds[entry] ?? 'idea';
  }

  /**
   * Everything the vocabulary finds in the words, whose term numbers are `terms`. Ambiguous forms without company and forms within
   * a phrase that means something else are left out. `company` are entries known from the conversation.
   */
  find(words: Words, terms: Int32Array, company: ReadonlySet<number>): readonly Finding[] {
    const { hits, blocks } = this.#tree.read(words, terms, this.#groups);
    const blocked = new Blocks(blocks, words.length);
    const sure = new Set(company);
    for (const hit of hits) if (!hit.ambiguous && !blocked.has(hit)) sure.add(hit.entry);
    return hits.filter(
      (hit) => !blocked.has(hit) && (!hit.ambiguous || this.#inCompany(hit.source, sure)),
    );
  }

  #inCompany(source: number, sure: ReadonlySet<number>): boolean {
    return (this.#beside[source] ?? []).some((entry) => sure.has(entry));
  }

  #plant(entry: Entry, number: number): void {
    const name = entry.slips && NAMES.has(entry.kind);
    for (const form of entry.forms) this.#grow(form, number, 'sure', name);
    for (const form of entry.ambiguous?.forms ?? []) this.#grow(form, number, 'ambiguous', false);
    for (const form of entry.unless) this.#grow(form, number, 'block', false);
  }

  #grow(form: string, number: number, sort: 'sure' | 'ambiguous' | 'block', name: boolean): void {
    for (const pieces of readForm(form)) {
      this.#tree.plant(
        pieces.flatMap((piece) => this.#steps(piece, name)),
        number,
        sort,
      );
    }
  }

  #steps(piece: Piece, name: boolean): Step[] {
    if (piece.kind === 'gap') return [{ kind: 'gap' }];
    if (piece.kind === 'entry') {
      return this.numbersOf([piece.id]).map((entry) => ({ kind: 'entry', entry }));
    }
    return fold(piece.text, this.#terms).words.text.map((text) => {
      if (name) this.#terms.forgive(text);
      return { kind: 'word', term: this.#terms.add(text) };
    });
  }

  #groupsOf(id: string, vocabulary: Vocabulary): readonly number[] {
    const groups = new Set([id]);
    for (const member of groups) {
      for (const [group, { includes }] of Object.entries(vocabulary)) {
        if (includes.includes(member)) groups.add(group);
      }
    }
    return this.numbersOf([...groups]);
  }
}

/** The longest phrase that can block: so far back is looked for where one begins. */
const LONGEST_BLOCK = 16;

/** The stretches in which an entry's forms mean something else. */
class Blocks {
  readonly #ends = new Map<number, number>();
  readonly #length: number;

  constructor(blocks: readonly Hit[], length: number) {
    this.#length = length + 1;
    for (const { entry, from, to } of blocks) {
      const key = entry * this.#length + from;
      this.#ends.set(key, Math.max(to, this.#ends.get(key) ?? 0));
    }
  }

  has({ source, from, to }: Hit): boolean {
    if (this.#ends.size === 0) return false;
    for (let start = from; start >= Math.max(0, from - LONGEST_BLOCK); start -= 1) {
      if ((this.#ends.get(source * this.#length + start) ?? 0) >= to) return true;
    }
    return false;
  }
}
