import type { Claim } from '../claim.ts';
import { countOrigins } from '../provenance.ts';
import { error, type Rule } from '../rule.ts';
import type { Source } from '../source.ts';

/** What each status needs before the lint lets it stand; docs/rubric.md says the same to people. */
export const STATUS_RULES: readonly Rule[] = [
  confirmedRests,
  partlyConfirmedRests,
  disputedHasTwoSides,
  reportedIsReported,
  refutedIsMoreThanDenied,
  liveIsAnswered,
];

function confirmedRests(claim: Claim) {
  if (claim.verification !== 'confirmed') return [];
  return acknowledged(claim) || seen(claim).some(isPrimary) || countOrigins(claim) >= 2
    ? []
    : [
        error(
          ['verification'],
          'is "confirmed" without an on-record acknowledgement, a primary document or two independent origins; add one or write "reported"',
        ),
      ];
}

function partlyConfirmedRests(claim: Claim) {
  if (claim.verification !== 'partly-confirmed') return [];
  return acknowledged(claim) || seen(claim).some(isPrimary) || countOrigins(claim) >= 1
    ? []
    : [
        error(
          ['verification'],
          'is "partly-confirmed" without any source that carries the claim; add one or write "unverified"',
        ),
      ];
}

function disputedHasTwoSides(claim: Claim) {
  const contradicted = claim.responses.some(({ kind }) => kind === 'denial' || kind === 'partial');
  return claim.verification !== 'disputed' || contradicted
    ? []
    : [
        error(
          ['verification'],
          'is "disputed" but no response disputes it; add the denial or choose another status',
        ),
      ];
}

function reportedIsReported(claim: Claim) {
  return claim.verification !== 'reported' || countOrigins(claim) >= 1
    ? []
    : [
        error(
          ['verification'],
          'is "reported" but no source with "carries: claim" was seen itself; add the report or write "unverified"',
        ),
      ];
}

function refutedIsMoreThanDenied(claim: Claim) {
  const documented = seen(claim).some(
    (source) => isPrimary(source) && source.carries !== 'response',
  );
  return claim.verification !== 'refuted' || documented
    ? []
    : [
        error(
          ['verification'],
          'is "refuted" on denials alone; a denial never refutes by itself: add the document that does or write "disputed"',
        ),
      ];
}

function liveIsAnswered(claim: Claim) {
  return claim.lifecycle !== 'live' || claim.responses.length > 0 || claim.noneFound.length > 0
    ? []
    : [
        error(
          ['responses'],
          'are empty in a live claim; add the responses, or say under noneFound when they were looked for',
        ),
      ];
}

/** Somebody concerned, or an office, confirmed it by name, and the answer was seen in more than somebody else's copy. */
function acknowledged(claim: Claim): boolean {
  return claim.responses.some(
    ({ kind, sources }) =>
      kind === 'confirmation' && sources.some((id) => claim.sources[id]?.read !== 'relay'),
  );
}

function seen(claim: Claim): readonly Source[] {
  return Object.values(claim.sources).filter((source) => source.read !== 'relay');
}

function isPrimary(source: Source): boolean {
  return source.kind === 'primary';
}
