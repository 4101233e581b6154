/** The best few of many texts by their scores: a heap with the least on top. Where scores are equal the earlier text stays. */
export class Best {
  /** What a score must exceed to get in. */
  least = 0;
  readonly #most: number;
  readonly #texts: Uint32Array;
  readonly #scores: Float64Array;
  #size = 0;

  constructor(most: number) {
    this.#most = most;
    this.#texts = new Uint32Array(most);
    this.#scores = new Float64Array(most);
  }

  /** Takes in a text whose score exceeds `least`. */
  offer(text: number, score: number): void {
    if (this.#size < this.#most) this.#rise(text, score);
    else this.#sink(text, score);
    if (this.#size === this.#most) this.least = this.#scores[0] ?? 0;
  }

  /** Best first; ties in the texts' order. */
  inOrder(): { readonly text: number; readonly score: number }[] {
    const taken = Array.from({ length: this.#size }, (_, at) => ({
      text: this.#texts[at] ?? 0,
      score: this.#scores[at] ?? 0,
    }));
    return taken.sort((a, b) => b.score - a.score || a.text - b.text);
  }

  /** Adds at the end and moves up past all that are greater. */
  #rise(text: number, score: number): void {
    let at = this.#size;
    this.#size += 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if ((this.#scores[parent] ?? 0) <= score) break;
      this.#move(parent, at);
      at = parent;
    }
    this.#put(at, text, score);
  }

  /** Takes the place of the least and moves down past all that are less. */
  #sink(text: number, score: number): void {
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= this.#size) break;
      const right = child + 1;
      if (right < this.#size && (this.#scores[right] ?? 0) < (this.#scores[child] ?? 0)) {
        child = right;
      }
      if ((this.#scores[child] ?? 0) >= score) break;
      this.#move(child, at);
      at = child;
    }
    this.#put(at, text, score);
  }

  #move(from: number, to: number): void {
    this.#put(to, this.#texts[from] ?? 0, this.#scores[from] ?? 0);
  }

  #put(at: number, text: number, score: number): void {
    this.#texts[at] = text;
    this.#scores[at] = score;
  }
}
