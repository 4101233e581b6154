import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { evaluate } from '../eval/evaluate.ts';
import { Part } from '../eval/labelled.ts';
import { openClaims } from '../start/claim-files.ts';
import type { ClaimsContext } from './claims-context.ts';
import { UsageError } from './usage.ts';

const LABELLED = join(import.meta.dirname, '..', '..', 'tests', 'conversations');
const PARTS = [...Part.options, 'examples'] as const;
type Choice = (typeof PARTS)[number];

/** `eval [--part report|choose|fit|examples] [--mistakes]`: the figures of the labelled messages, of the reporting part unless told. */
export function evaluateCommand(
  args: readonly string[],
  { folder, today, print }: ClaimsContext,
): number {
  const { values } = parseArgs({
    args: [...args],
    options: {
      part: { type: 'string', default: 'report' },
      mistakes: { type: 'boolean', default: false },
    },
  });
  const part = PARTS.find((name): name is Choice => name === values.part);
  if (part === undefined) throw new UsageError(`eval: --part is one of ${PARTS.join(', ')}`);
  const { claims, vocabulary } = openClaims(folder, today);
  for (const line of evaluate({ claims, vocabulary, labelled: LABELLED }, part, {
    withMistakes: values.mistakes,
  }))
    print(line);
  return 0;
}
