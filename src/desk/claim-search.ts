import type { Claim, Verification } from '../claims/claim.ts';
import type { ImportedClaim } from '../claims/imported.ts';

/** What somebody looks for among the claims; an empty query finds all. */
export interface ClaimQuery {
  /** Words that must all occur. */
  readonly words: string;
  readonly verification?: Verification;
  /** Only claims with such an answer; `unanswered`: with none at all. */
  readonly answer?: string;
}

/** Whether a claim has all that the query asks for; words are looked for in what a reader could remember of it. */
export function finds(query: ClaimQuery, claim: Claim): boolean {
  if (query.verification !== undefined && claim.verification !== query.verification) return false;
  if (!answeredAs(query.answer, claim)) return false;
  return holdsAll(query.words, [
    claim.id,
    claim.title,
    claim.statement,
    claim.reason,
    ...claim.wordings,
    ...claim.claimants.map(({ name }) => name),
    ...claim.responses.flatMap(({ who, role }) => [who, role ?? '']),
    ...Object.values(claim.sources).flatMap(({ publisher, headline }) => [
      publisher,
      headline ?? '',
    ]),
  ]);
}

/** The same for a claim of another publisher. */
export function findsImported(words: string, claim: ImportedClaim): boolean {
  const { statement, claimant, publisher, rating, headline } = claim;
  return holdsAll(words, [statement, claimant ?? '', publisher, rating, headline ?? '']);
}

function answeredAs(answer: string | undefined, { responses }: Claim): boolean {
  if (answer === undefined) return true;
  if (answer === 'unanswered') return responses.length === 0;
  return responses.some(({ kind }) => kind === answer);
}

function holdsAll(words: string, texts: readonly string[]): boolean {
  const wanted = folded(words)
    .split(/\s+/)
    .filter((word) => word !== '');
  if (wanted.length === 0) return true;
  const text = folded(texts.join('\n'));
  return wanted.every((word) => text.includes(word));
}

function folded(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').replaceAll('’', "'").toLowerCase();
}
