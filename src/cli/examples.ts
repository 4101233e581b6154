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

/**
 * Tries every example of every claim. A message that must match has to end in a card or a suggestion about this claim; one that
 * must not may end in anything but that.
 */
export function failedExamples(
  { claims }: ClaimDatabase,
  reader: Reader,
  today: Day,
): { readonly failures: readonly ExampleFailure[]; readonly tried: number } {
  let tried = 0;
  const failures = claims.flatMap(({ id, examples }) =>
    (['match', 'silent'] as const).flatMap((kind) =>
      examples[kind].flatMap((text) => {
        tried += 1;
        const trial = tryMessage(reader, today, text);
        const fails = (about(trial) === id) !== (kind === 'match');
        return fails ? [{ claim: id, kind, text, got: outcome(trial) }] : [];
      }),
    ),
  );
  return { failures, tried };
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
