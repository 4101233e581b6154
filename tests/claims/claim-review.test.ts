import { expect, it } from 'vitest';
import { claimReview } from '../../src/claims/claim-review.ts';
import { importReview, reviewsIn } from '../../src/claims/import-review.ts';
import { exampleClaim } from '../fixtures/example-claim.ts';

const review = {
  '@type': 'ClaimReview',
  claimReviewed: 'The bridge was sold twice.',
  url: 'https://checks.example/bridge',
  datePublished: '2025-06-01',
  author: { '@type': 'Organization', name: 'Harbour Checks' },
  reviewRating: { '@type': 'Rating', ratingValue: 1, alternateName: 'Pants on the quay' },
  itemReviewed: { '@type': 'Claim', author: { '@type': 'Person', name: 'A. Nonymous' } },
};

it('writes a claim with our status word, its claimant and where it appeared', () => {
  const written = claimReview(exampleClaim(), { name: 'Sidenote', url: 'https://notes.example' });
  expect(written).toMatchObject({
    '@context': 'https://schema.org',
    '@type': 'ClaimReview',
    url: 'https://notes.example/claims/mayor-bridge-call',
    claimReviewed: exampleClaim().statement,
    reviewRating: { '@type': 'Rating', alternateName: 'Reported' },
    itemReviewed: {
      '@type': 'Claim',
      datePublished: '2025-05-02',
      author: [{ name: 'The Harbour Gazette' }],
      appearance: [{ url: 'https://gazette.example/mayor-call' }],
    },
  });
});

it('reads what it wrote', () => {
  const written = claimReview(exampleClaim(), { name: 'Sidenote', url: 'https://notes.example' });
  expect(importReview(written, 'own', 1)).toMatchObject({
    ok: true,
    claim: { statement: exampleClaim().statement, publisher: 'Sidenote', rating: 'Reported' },
  });
});

it('keeps the rating words of the publisher, and who publishes', () => {
  expect(importReview(review, 'harbour', 1)).toMatchObject({
    ok: true,
    claim: {
      feed: 'harbour',
      statement: 'The bridge was sold twice.',
      claimant: 'A. Nonymous',
      publisher: 'Harbour Checks',
      rating: 'Pants on the quay',
      date: '2025-06-01',
    },
  });
});

it('gives the same review the same id, and another one another', () => {
  const id = (value: object) => {
    const imported = importReview({ ...review, ...value }, 'harbour', 1);
    return imported.ok ? imported.claim.id : undefined;
  };
  expect(id({})).toBe(id({}));
  expect(id({ claimReviewed: 'The bridge was sold three times.' })).not.toBe(id({}));
});

it.each([
  ['no claim', { claimReviewed: '' }, 'claimReviewed'],
  ['no publisher', { author: undefined }, 'author: is missing'],
  ['no rating words', { reviewRating: { ratingValue: 1 } }, 'reviewRating.alternateName'],
  ['an address that is none', { url: 'javascript:alert(1)' }, 'url'],
])('refuses a review with %s by its position', (_name, change, why) => {
  const imported = importReview({ ...review, ...change }, 'harbour', 7);
  expect(imported).toMatchObject({ ok: false, position: 7 });
  expect(!imported.ok && imported.why).toContain(why);
});

it('finds reviews in arrays, feeds, graphs and lines, and keeps the place of what is no JSON', () => {
  expect(reviewsIn(JSON.stringify([review, review]))).toHaveLength(2);
  expect(
    reviewsIn(
      JSON.stringify({ '@type': 'DataFeed', dataFeedElement: [{ item: [review] }, review] }),
    ),
  ).toEqual([review, review]);
  expect(reviewsIn(JSON.stringify({ '@graph': [review] }))).toEqual([review]);
  expect(reviewsIn(`${JSON.stringify(review)}\nnot json\n${JSON.stringify(review)}\n`)).toEqual([
    review,
    'not json',
    review,
  ]);
});
