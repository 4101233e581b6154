import type { Claim } from './claim.ts';
import type { Finding } from './fault.ts';
import type { LintContext, Rule } from './rule.ts';
import { DATE_RULES } from './rules/dates.ts';
import { REFERENCE_RULES } from './rules/references.ts';
import { SOURCE_RULES } from './rules/sources.ts';
import { STATUS_RULES } from './rules/statuses.ts';

const RULES: readonly Rule[] = [
  ...STATUS_RULES,
  ...SOURCE_RULES,
  ...DATE_RULES,
  ...REFERENCE_RULES,
];

/** Everything that the editorial rules find in a claim, in the order of the rules. */
export function lint(claim: Claim, context: LintContext): readonly Finding[] {
  return RULES.flatMap((rule) => rule(claim, context));
}
