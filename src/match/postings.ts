import type { Rows } from './rows.ts';

/** For each term the texts that it is in, as stretches of one array: those of term `t` lie from `starts[t]` to `starts[t + 1]`. */
export interface Postings {
  readonly starts: Uint32Array;
  readonly texts: Uint32Array;
  /** How often the term is in the text, at most 255. */
  readonly counts: Uint8Array;
}

/** Turns rows of terms into postings; each term's texts are in order. */
export function postingsOf(rows: Rows, terms: number): Postings {
  const starts = startsOf(rows, terms);
  const next = starts.slice(0, terms);
  const texts = new Uint32Array(starts[terms] ?? 0);
  const counts = new Uint8Array(texts.length);
  for (let text = 0; text < rows.length; text += 1) {
    for (const term of rows.row(text)) {
      const at = next[term] ?? 0;
      const last = at - 1;
      if (at > (starts[term] ?? 0) && texts[last] === text) {
        counts[last] = Math.min(255, (counts[last] ?? 0) + 1);
        continue;
      }
      texts[at] = text;
      counts[at] = 1;
      next[term] = at + 1;
    }
  }
  return { starts, texts, counts };
}

/** Where each term's texts begin: a term counts once in a text, however often it stands there. */
function startsOf(rows: Rows, terms: number): Uint32Array {
  const starts = new Uint32Array(terms + 1);
  const seen = new Int32Array(terms).fill(-1);
  for (let text = 0; text < rows.length; text += 1) {
    for (const term of rows.row(text)) {
      if (seen[term] === text) continue;
      seen[term] = text;
      starts[term + 1] = (starts[term + 1] ?? 0) + 1;
    }
  }
  for (let term = 0; term < terms; term += 1) {
    starts[term + 1] = (starts[term + 1] ?? 0) + (starts[term] ?? 0);
  }
  return starts;
}
