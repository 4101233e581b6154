import type { ClaimText } from './text-index.ts';

/** A claim without conditions: an imported one, or any list of checked claims. */
export interface PlainClaim {
  readonly id: string;
  readonly text: string;
  readonly title?: string;
  /** Other ways in which people put it. */
  readonly aliases?: readonly string[];
}

/** The texts by which plain claims are found. */
export function textsOf(claims: readonly PlainClaim[]): readonly ClaimText[] {
  return claims.flatMap(({ text, title, aliases = [] }, claim) => [
    { claim, text: title === undefined ? text : `${title}. ${text}` },
    ...aliases.map((alias) => ({ claim, text: alias })),
  ]);
}
