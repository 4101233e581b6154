import type { Words } from './words.ts';

/** A step of a phrase: a word's term, an entry found there, or a gap of up to `GAP` words. */
export type Step =
  | { readonly kind: 'word'; readonly term: number }
  | { readonly kind: 'entry'; readonly entry: number }
  | { readonly kind: 'gap' };

/** An entry met by the words `from` to `to` (exclusive). `source` is the entry whose form it was, or one that it includes. */
export interface Hit {
  readonly entry: number;
  readonly source: number;
  readonly from: number;
  readonly to: number;
  readonly ambiguous: boolean;
}

interface Node {
  readonly words: Map<number, Node>;
  readonly entries: Map<number, Node>;
  gap: Node | undefined;
  readonly sure: number[];
  readonly ambiguous: number[];
  readonly block: number[];
}

/** How many words a gap may swallow. */
const GAP = 4;
/** Bounds the hits that begin at one word, so that no text can make the tree be read more than linearly. */
const MOST_AT_ONE_WORD = 64;

/**
 * All phrases of the vocabulary as one tree, read from every word of a message. The message is read backwards, so that what
 * an entry within a phrase stands for is known before the phrase is.
 */
export class PhraseTree {
  readonly #root = newNode();

  plant(steps: readonly Step[], entry: number, sort: 'sure' | 'ambiguous' | 'block'): void {
    let node = this.#root;
    for (const step of steps) {
      if (step.kind === 'word') node = child(node.words, step.term);
      else if (step.kind === 'entry') node = child(node.entries, step.entry);
      else {
        node.gap ??= newNode();
        node = node.gap;
      }
    }
    if (node !== this.#root && !node[sort].includes(entry)) node[sort].push(entry);
  }

  /** Every phrase in the words; `groups` gives for each entry those that it counts for, itself included. */
  read(
    words: Words,
    terms: Int32Array,
    groups: readonly (readonly number[])[],
  ): { readonly hits: readonly Hit[]; readonly blocks: readonly Hit[] } {
    const reading = new TreeReading(words, terms, groups);
    for (let at = words.length - 1; at >= 0; at -= 1) reading.readAt(this.#root, at);
    return reading;
  }
}

class TreeReading {
  readonly hits: Hit[] = [];
  readonly blocks: Hit[] = [];
  readonly #starting: (Hit[] | undefined)[] = [];
  readonly #words: Words;
  readonly #terms: Int32Array;
  readonly #groups: readonly (readonly number[])[];
  #from = 0;

  constructor(words: Words, terms: Int32Array, groups: readonly (readonly number[])[]) {
    this.#words = words;
    this.#terms = terms;
    this.#groups = groups;
  }

  readAt(root: Node, at: number): void {
    this.#from = at;
    const first = root.words.get(this.#terms[at] ?? -1);
    if (first !== undefined) this.#walk(first, at + 1);
    // Phrases that begin with an entry; a hit found on the way may begin another.
    const here = this.#starting[at];
    for (let next = 0; here !== undefined && next < here.length; next += 1) {
      const hit = here[next];
      const node = hit === undefined ? undefined : root.entries.get(hit.entry);
      if (hit !== undefined && node !== undefined) this.#walk(node, hit.to);
    }
  }

  #walk(node: Node, at: number): void {
    this.#record(node, at);
    if (at >= this.#words.length || !this.#words.continues(at)) return;
    this.#follow(node, at);
    if (node.gap === undefined) return;
    for (let skipped = 0; skipped <= GAP; skipped += 1) {
      const place = at + skipped;
      if (place >= this.#words.length || !this.#words.continues(place)) return;
      this.#follow(node.gap, place);
    }
  }

  #follow(node: Node, at: number): void {
    const next = node.words.get(this.#terms[at] ?? -1);
    if (next !== undefined) this.#walk(next, at + 1);
    if (node.entries.size === 0) return;
    for (const hit of this.#starting[at] ?? []) {
      const beyond = node.entries.get(hit.entry);
      if (beyond !== undefined) this.#walk(beyond, hit.to);
    }
  }

  #record(node: Node, to: number): void {
    for (const entry of node.sure) this.#hit(entry, to, false);
    for (const entry of node.ambiguous) this.#hit(entry, to, true);
    for (const entry of node.block) {
      this.blocks.push({ entry, source: entry, from: this.#from, to, ambiguous: false });
    }
  }

  #hit(source: number, to: number, ambiguous: boolean): void {
    const from = this.#from;
    let here = this.#starting[from];
    if (here === undefined) {
      here = [];
      this.#starting[from] = here;
    }
    if (here.length >= MOST_AT_ONE_WORD) return;
    for (const entry of this.#groups[source] ?? []) {
      if (here.some((hit) => hit.entry === entry && hit.to === to)) continue;
      const hit = { entry, source, from, to, ambiguous };
      here.push(hit);
      this.hits.push(hit);
    }
  }
}

function newNode(): Node {
  return {
    words: new Map(),
    entries: new Map(),
    gap: undefined,
    sure: [],
    ambiguous: [],
    block: [],
  };
}

function child(children: Map<number, Node>, key: number): Node {
  let node = children.get(key);
  if (node === undefined) {
    node = newNode();
    children.set(key, node);
  }
  return node;
}
