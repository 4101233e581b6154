import type { Claim } from '../claim.ts';
import type { Conditions } from '../conditions.ts';
import type { Finding } from '../fault.ts';
import { error, type LintContext, type Rule } from '../rule.ts';

/** Ids that must lead somewhere. */
export const REFERENCE_RULES: readonly Rule[] = [
  sourcesExist,
  sourcesAreUsed,
  relatedExist,
  vocabularyExists,
  topicExists,
  enoughExamples,
];

/** A live claim needs so many examples of each sort: the least that tells it from its neighbours. */
const LEAST = { match: 12, silent: 10 } as const;

function sourcesExist(claim: Claim): readonly Finding[] {
  return references(claim)
    .filter(([, id]) => !Object.hasOwn(claim.sources, id))
    .map(([path, id]) =>
      error(path, `names the source "${id}", which is not under sources; add it or correct the id`),
    );
}

function sourcesAreUsed(claim: Claim): readonly Finding[] {
  const used = new Set(references(claim).map(([, id]) => id));
  return Object.keys(claim.sources)
    .filter((id) => !used.has(id))
    .map((id) =>
      error(['sources', id], 'is used by nothing; name it where it is the source, or remove it'),
    );
}

function relatedExist(claim: Claim, { claimIds }: LintContext): readonly Finding[] {
  return claim.related.flatMap((id, index) =>
    claimIds.has(id) && id !== claim.id
      ? []
      : [error(['related', index], `"${id}" is no other claim; correct the id or remove it`)],
  );
}

function vocabularyExists(claim: Claim, { vocabularyIds }: LintContext): readonly Finding[] {
  const named = claim.match === undefined ? [] : idsOf(claim.match);
  return named
    .filter((id) => !vocabularyIds.has(id))
    .map((id) =>
      error(
        ['match'],
        `names "${id}", which is not in claims/vocabulary.yaml; add it there or correct the id`,
      ),
    );
}

function idsOf({ ways, hints, strengthens, rulesOut }: Conditions): readonly string[] {
  return [...new Set([...[...ways, ...hints].flat(2), ...strengthens, ...rulesOut])];
}

function topicExists(claim: Claim, { topics }: LintContext): readonly Finding[] {
  return topics.has(claim.topic)
    ? []
    : [
        error(
          ['topic'],
          `"${claim.topic}" is not in claims/topics.yaml; add it there or correct it`,
        ),
      ];
}

function enoughExamples(claim: Claim): readonly Finding[] {
  if (claim.lifecycle !== 'live') return [];
  return (['match', 'silent'] as const)
    .filter((kind) => claim.examples[kind].length < LEAST[kind])
    .map((kind) =>
      error(
        ['examples', kind],
        `has ${claim.examples[kind].length} messages; a live claim needs ${LEAST[kind]}`,
      ),
    );
}

function references(claim: Claim): [Finding['path'], string][] {
  const lists: [Finding['path'], readonly string[]][] = [
    ...claim.known.map(({ sources }, i): [Finding['path'], readonly string[]] => [
      ['known', i],
      sources,
    ]),
    ...claim.responses.map(({ sources }, i): [Finding['path'], readonly string[]] => [
      ['responses', i],
      sources,
    ]),
    ...claim.wrong.map(({ sources }, i): [Finding['path'], readonly string[]] => [
      ['wrong', i],
      sources,
    ]),
    ...claim.parts.map(({ sources }, i): [Finding['path'], readonly string[]] => [
      ['parts', i],
      sources,
    ]),
  ];
  return lists.flatMap(([path, ids]) =>
    ids.map((id, index): [Finding['path'], string] => [[...path, 'sources', index], id]),
  );
}
