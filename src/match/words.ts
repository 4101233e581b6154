/** Who says a word: the author, somebody the author quotes, or a piece of code. */
export const Zone = { own: 0, quoted: 1, code: 2 } as const;
export type Zone = (typeof Zone)[keyof typeof Zone];

/** How many places lie between two sentences, so that nearness feels their border. */
const SENTENCE_GAP = 4;

/** The words of a message in order, as parallel arrays: the folded word, where it stands in the original, and how. */
export class Words {
  readonly text: string[] = [];
  /** Where each stands in the original, in UTF-16 units; `ends` is exclusive. */
  readonly starts: number[] = [];
  readonly ends: number[] = [];
  /** The number of the sentence that each is in, counted from 0. */
  readonly sentences: number[] = [];
  readonly zones: Zone[] = [];
  #sentence = 0;

  get length(): number {
    return this.text.length;
  }

  /** The word's number plus a gap for each sentence before it: the measure of nearness. */
  place(at: number): number {
    return at + SENTENCE_GAP * (this.sentences[at] ?? 0);
  }

  /** Whether the word is one that a phrase may continue with behind its neighbour: same sentence, same speaker. */
  continues(at: number): boolean {
    return this.sentences[at] === this.sentences[at - 1] && this.zones[at] === this.zones[at - 1];
  }

  add(text: string, start: number, end: number, zone: Zone): void {
    this.text.push(text);
    this.starts.push(start);
    this.ends.push(end);
    this.sentences.push(this.#sentence);
    this.zones.push(zone);
  }

  /** The next word begins a new sentence, if there was a word in this one. */
  endSentence(): void {
    if (this.sentences.at(-1) === this.#sentence) this.#sentence += 1;
  }

  /** Puts one word in the place of all from number `from` on. */
  replaceFrom(from: number, text: string): void {
    const start = this.starts[from] ?? 0;
    const end = this.ends.at(-1) ?? start;
    const zone = this.zones[from] ?? Zone.own;
    this.truncate(from);
    this.add(text, start, end, zone);
  }

  /** Adds the words `from` to `to` (exclusive) of another list as one word, where they stand there. */
  copy(other: Words, from: number, to: number, text: string): void {
    this.#sentence = other.sentences[from] ?? this.#sentence;
    this.add(text, other.starts[from] ?? 0, other.ends[to - 1] ?? 0, other.zones[from] ?? Zone.own);
  }

  /** Forgets all words from number `from` on. */
  truncate(from: number): void {
    this.text.length = from;
    this.starts.length = from;
    this.ends.length = from;
    this.sentences.length = from;
    this.zones.length = from;
  }
}
