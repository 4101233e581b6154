import { renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ablate } from '../eval/ablate.ts';
import { evaluate, type Ground } from '../eval/evaluate.ts';
import { fit as fitWeights } from '../eval/fit.ts';
import { Part } from '../eval/labelled.ts';
import { openClaims } from '../start/claim-files.ts';
import type { ClaimsContext } from './claims-context.ts';
import { UsageError } from './usage.ts';

const LABELLED = join(import.meta.dirname, '..', '..', 'tests', 'conversations');
const WEIGHTS = join(import.meta.dirname, '..', 'match', 'weights.json');
const PARTS = [...Part.options, 'examples'] as const;
type Choice = (typeof PARTS)[number];

/**
 * `eval [--part report|choose|fit|examples] [--mistakes] [--ablations]`: the figures of the labelled messages, of the reporting part
 * unless told; or what each part of the score is worth on the choosing part.
 */
export function evaluateCommand(args: readonly string[], context: ClaimsContext): number {
  const { values } = parseArgs({
    args: [...args],
    options: {
      part: { type: 'string', default: 'report' },
      mistakes: { type: 'boolean', default: false },
      ablations: { type: 'boolean', default: false },
    },
  });
  const part = PARTS.find((name): name is Choice => name === values.part);
  if (part === undefined) throw new UsageError(`eval: --part is one of ${PARTS.join(', ')}`);
  const ground = groundOf(context);
  const lines = values.ablations
    ? ablate(ground)
    : evaluate(ground, part, { withMistakes: values.mistakes });
  for (const line of lines) context.print(line);
  return 0;
}

/** `fit`: fits the score's weights anew and writes them where the matcher reads them; the same files give the same weights. */
export function fitCommand(args: readonly string[], context: ClaimsContext): number {
  parseArgs({ args: [...args], options: {} });
  const weights = fitWeights(groundOf(context));
  writeFileSync(`${WEIGHTS}.part`, `${JSON.stringify(weights, null, 2)}\n`);
  renameSync(`${WEIGHTS}.part`, WEIGHTS);
  context.print(
    `fitted; a card is posted from a score of ${weights.bars.post}, suggested from ${weights.bars.suggest}`,
  );
  return 0;
}

function groundOf({ folder, today }: ClaimsContext): Ground {
  const { claims, vocabulary } = openClaims(folder, today);
  return { claims, vocabulary, labelled: LABELLED };
}
