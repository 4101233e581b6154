import type { Claim, Response, Verification } from '../claims/claim.ts';
import { type Day, exact, inFewWords, type PartialDate } from '../claims/partial-date.ts';
import { countOrigins, sourcesByRank } from '../claims/provenance.ts';
import type { Source } from '../claims/source.ts';

/** What somebody answered, as a card says it. */
export interface CardResponse {
  readonly kind: Response['kind'];
  readonly who: string;
  readonly role?: string;
  readonly date: PartialDate;
  readonly says: string;
  /** Known only through somebody else's copy. */
  readonly relayed: boolean;
}

/** The source that a card names: the best one by rank. */
export interface CardSource {
  readonly publisher: string;
  readonly headline?: string;
  readonly date: PartialDate;
  readonly url?: string;
  readonly relayed: boolean;
}

/** A context card: meaning, not layout. Two cards that are deeply equal look the same everywhere. */
export interface Card {
  readonly claim: string;
  readonly title: string;
  readonly statement: string;
  readonly verification: Verification;
  /** The latest denial, or partial answer where nobody denied, and the latest confirmation: they always stand on the card. */
  readonly responses: readonly CardResponse[];
  /** Answers of parties not among these, in the editors' order: as far as there is room. */
  readonly further: readonly CardResponse[];
  /** "No denial or confirmation found", where they were looked for in vain. */
  readonly noneFound: readonly string[];
  readonly source: CardSource;
  readonly origins: number;
  readonly asOf: PartialDate;
  /** The claim's public page, where there is one. */
  readonly page?: string;
  /** The claim was retired: the card is struck, and says so. */
  readonly retired: boolean;
}

/** The card of a claim. `publicUrl` is the address under which the desk's claim pages are reachable, without a slash at its end. */
export function cardOf(claim: Claim, publicUrl?: string): Card {
  return {
    claim: claim.id,
    title: claim.title,
    statement: claim.statement,
    verification: claim.verification,
    ...answersFor(claim),
    noneFound: noneFoundIn(claim),
    source: sourceFor(claim),
    origins: countOrigins(claim),
    asOf: claim.asOf,
    ...(publicUrl === undefined ? {} : { page: `${publicUrl}/claims/${claim.id}` }),
    retired: claim.lifecycle === 'retired',
  };
}

/** `Reported`, `Partly confirmed`: the status as a reader sees it. */
export function verificationWord(verification: Verification): string {
  const spaced = verification.replaceAll('-', ' ');
  return spaced.charAt(0).toUpperCase() + spaced.slice(1);
}

function answersFor(claim: Claim): Pick<Card, 'responses' | 'further'> {
  const newestFirst = claim.responses.toSorted((a, b) =>
    exact(b.date).localeCompare(exact(a.date)),
  );
  const latest = (kind: Response['kind']) => newestFirst.find((response) => response.kind === kind);
  const first = [latest('denial') ?? latest('partial'), latest('confirmation')].filter(
    (response) => response !== undefined,
  );
  return {
    responses: first.map((response) => asCardResponse(claim, response)),
    further: othersThan(first, claim.responses).map((response) => asCardResponse(claim, response)),
  };
}

/** One answer of each party not heard yet, those that say something before those that do not. */
function othersThan(first: readonly Response[], all: readonly Response[]): readonly Response[] {
  const heard = new Set(first.map(({ who }) => who));
  const others = all.filter(({ who }) => {
    if (heard.has(who)) return false;
    heard.add(who);
    return true;
  });
  return others.toSorted(
    (a, b) => Number(a.kind === 'no-comment') - Number(b.kind === 'no-comment'),
  );
}

function noneFoundIn(claim: Claim): readonly string[] {
  const days = [...new Set(claim.noneFound.map(({ checkedOn }) => checkedOn))];
  return days.map((day: Day) => {
    const kinds = claim.noneFound
      .filter(({ checkedOn }) => checkedOn === day)
      .map(({ kind }) => kind);
    return `No ${kinds.join(' or ')} found (checked ${inFewWords(day)})`;
  });
}

function asCardResponse(claim: Claim, response: Response): CardResponse {
  const { kind, who, role, date, says } = response;
  return {
    kind,
    who,
    ...(role === undefined ? {} : { role }),
    date,
    says,
    relayed: relayedOnly(claim, response),
  };
}

function relayedOnly(claim: Claim, response: Response): boolean {
  return response.sources.every((id) => claim.sources[id]?.read === 'relay');
}

function sourceFor(claim: Claim): CardSource {
  const [best] = sourcesByRank(claim);
  if (best === undefined)
    throw new Error(`claim ${claim.id} has no source; the lint refuses such a file`);
  return asCardSource(best);
}

function asCardSource({ publisher, headline, date, url, read }: Source): CardSource {
  return {
    publisher,
    ...(headline === undefined ? {} : { headline }),
    date,
    ...(url === undefined ? {} : { url }),
    relayed: read === 'relay',
  };
}
