import type { Claim, Verification } from './claim.ts';
import { exact } from './partial-date.ts';

/** Who publishes the reviews: an Organization in schema.org's terms. */
export interface Publisher {
  readonly name: string;
  /** The address under which the claim pages stand, without a slash at its end; pages have addresses only with it. */
  readonly url?: string;
}

/** The JSON-LD of one claim: a schema.org ClaimReview (https://schema.org/ClaimReview), ready for `JSON.stringify`. */
export interface ClaimReview {
  readonly '@context': 'https://schema.org';
  readonly '@type': 'ClaimReview';
  readonly [property: string]: unknown;
}

const STATUS: Readonly<Record<Verification, string>> = {
  confirmed: 'Confirmed',
  'partly-confirmed': 'Partly confirmed',
  disputed: 'Disputed',
  reported: 'Reported',
  unverified: 'Unverified',
  'missing-context': 'Missing context',
  refuted: 'Refuted',
  outdated: 'Outdated',
  opinion: 'Opinion',
};

/**
 * Writes a claim as ClaimReview. Our status word stands in `reviewRating.alternateName`; there is no number, because a status is
 * no point on a scale.
 */
export function claimReview(claim: Claim, publisher: Publisher): ClaimReview {
  const page = publisher.url === undefined ? {} : { url: `${publisher.url}/claims/${claim.id}` };
  return {
    '@context': 'https://schema.org',
    '@type': 'ClaimReview',
    ...page,
    datePublished: claim.history[0]?.date ?? claim.checkedOn,
    dateModified: claim.checkedOn,
    inLanguage: 'en',
    author: { '@type': 'Organization', ...publisher },
    claimReviewed: claim.statement,
    reviewRating: {
      '@type': 'Rating',
      alternateName: STATUS[claim.verification],
      ratingExplanation: claim.reason,
    },
    reviewBody: claim.reason,
    itemReviewed: itemReviewed(claim),
    citation: Object.values(claim.sources).flatMap(({ url }) => url ?? []),
  };
}

function itemReviewed(claim: Claim) {
  const authors = claim.claimants.map(({ name, role }) => ({
    '@type': 'Person',
    name,
    ...(role === undefined ? {} : { jobTitle: role }),
  }));
  return {
    '@type': 'Claim',
    datePublished: exact(firstDate(claim)),
    author: authors,
    appearance: claim.appearances.map((url) => ({ '@type': 'CreativeWork', url })),
  };
}

/** When the claim was first carried, as far as its sources show. */
function firstDate(claim: Claim) {
  const carriers = Object.values(claim.sources).filter(({ carries }) => carries === 'claim');
  return (
    carriers.map(({ date }) => date).toSorted((a, b) => exact(a).localeCompare(exact(b)))[0] ??
    claim.asOf
  );
}
