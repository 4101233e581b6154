import type { Claim } from './claim.ts';
import type { Finding } from './fault.ts';
import type { Day } from './partial-date.ts';

/** What the rules compare a claim with. */
export interface LintContext {
  readonly today: Day;
  /** Hosts whose pages are copies, rewrites or machine-written, and why. */
  readonly refusedHosts: Readonly<Record<string, string>>;
  readonly claimIds: ReadonlySet<string>;
  readonly vocabularyIds: ReadonlySet<string>;
  readonly topics: ReadonlySet<string>;
}

/** One editorial rule: what it finds in a claim, nothing when the claim keeps it. */
export type Rule = (claim: Claim, context: LintContext) => readonly Finding[];

/** A finding that stops the start. */
export function error(path: Finding['path'], message: string): Finding {
  return { path, message, severity: 'error' };
}

/** A finding that is shown and stops nothing. */
export function warning(path: Finding['path'], message: string): Finding {
  return { path, message, severity: 'warning' };
}
