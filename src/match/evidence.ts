/** A stretch of the author's text, in UTF-16 units of the original: `text.slice(start, end)`. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/**
 * Words of a message that met a claim. `term` is a vocabulary id, a word that only the index or the classifier knows (its stem, prefixed
 * `~`), or `link`.
 * `from` is set when the term was borrowed from an earlier message of the conversation: the number of messages back.
 */
export interface Evidence {
  readonly term: string;
  readonly span: Span;
  readonly from?: number;
}

/** Whether a term of evidence is a word that only the index or the classifier knows, not one of the vocabulary. */
export function isLexical(term: string): boolean {
  return term.startsWith('~');
}

/** How a message came to a claim. */
type MatchedBy = 'link' | 'words';

/** What the message does with the claim, as far as its form tells: see `useOf`. */
export type Use = 'states' | 'asks' | 'denies';

/** A claim that a message comes near, and why. */
export interface Match {
  readonly claim: string;
  /** The probability, 0 to 1, that a card about this claim is right under this message. */
  readonly score: number;
  readonly by: MatchedBy;
  /** Whether the claim has conditions written by a curator; one without them is found by its words alone. */
  readonly curated: boolean;
  /** Whether a way of the claim is met, or, if the matcher was taught of it, a hint; always by a link. */
  readonly complete: boolean;
  /** Whether labelled messages taught the matcher of this claim; always by a link. If not, only what is complete may be posted. */
  readonly taught: boolean;
  readonly evidence: readonly Evidence[];
  /** What in the claim's conditions was missing or ruled it out, as vocabulary ids: for explanations. */
  readonly missing: readonly string[];
  readonly ruledOutBy: readonly string[];
  readonly use: Use;
}

/** What the matcher found in a message: claims best first, and what the gates must know about its form. */
export interface Reading {
  readonly matches: readonly Match[];
  /** The canonical URLs that the message links to. */
  readonly links: readonly string[];
  /** Claims whose words stood only in quoted lines or only in code: matched, but not the author's own words. */
  readonly quotedOnly: readonly string[];
  readonly codeOnly: readonly string[];
}
