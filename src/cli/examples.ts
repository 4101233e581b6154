import type { ClaimDatabase } from '../claims/database.ts';
import type { Day } from '../claims/partial-date.ts';
import type { Reader } from '../moderate/reader.ts';
import { type Trial, tryMessage } from '../moderate/trial.ts';

/** An example that did not do what its claim says. */
export interface ExampleFailure {
  readonly claim: string;
  readonly kind: 'match' | 'silent';
  readonly text: string;
  readonly got: string;
}

/** What trying the examples came to. */
export interface Tried {
  readonly tried: number;
  readonly failures: readonly ExampleFailure[];
  /** Messages that must not match and that moderators would be asked about: allowed, but each costs them a look. */
  readonly asked: number;
}

/**
 * Tries every example of every claim. A message that must match has to end at least in a suggestion of this claim; one that must
 * not may never end in a card about it.
 */
export function tryExamples({ claims }: ClaimDatabase, reader: Reader, today: Day): Tried {
  const trials = claims.flatMap(({ id, examples }) =>
    (['match', 'silent'] as const).flatMap((kind) =>
      examples[kind].map((text) => ({
        claim: id,
        kind,
        text,
        trial: tryMessage(reader, today, text),
      })),
    ),
  );
  const failures = trials.filter(({ claim, kind, trial }) => {
    return kind === 'match'
      ? about(trial) !== claim
      : trial.decision.kind === 'card' && about(trial) === claim;
  });
  const asked = trials.filter(({ claim, kind, trial }) => {
    return kind === 'silent' && trial.decision.kind === 'suggest' && about(trial) === claim;
  });
  return {
    tried: trials.length,
    failures: failures.map(({ trial, ...example }) => ({ ...example, got: outcome(trial) })),
    asked: asked.length,
  };
}

function about({ decision }: Trial): string | undefined {
  return decision.kind === 'silent' ? undefined : decision.match.claim;
}

function outcome({ decision }: Trial): string {
  if (decision.kind !== 'silent')
    return `${decision.kind} about ${decision.match.claim} (${decision.match.score.toFixed(2)})`;
  const near =
    decision.near === undefined
      ? ''
      : `, nearest ${decision.near.claim} (${decision.near.score.toFixed(2)})`;
  return `silence (${decision.reason}${near})`;
}
