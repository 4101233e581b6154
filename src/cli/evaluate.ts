import { renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ablate } from '../eval/ablate.ts';
import { evaluate, type Ground } from '../eval/evaluate.ts';
import { fit as fitWeights } from '../eval/fit.ts';
import { heldOut } from '../eval/held-out.ts';
import { Part } from '../eval/labelled.ts';
import type { ClassifierWeights } from '../match/classifier.ts';
import { openClaims } from '../start/claim-files.ts';
import type { ClaimsContext } from './claims-context.ts';
import { UsageError } from './usage.ts';

const LABELLED = join(import.meta.dirname, '..', '..', 'tests', 'conversations');
const WEIGHTS = join(import.meta.dirname, '..', 'match', 'weights.json');
const CLASSIFIER = join(import.meta.dirname, '..', 'match', 'classifier.json');
const PARTS = [...Part.options, 'examples'] as const;
type Choice = (typeof PARTS)[number];

/**
 * `eval [--part report|choose|fit|examples] [--mistakes] [--ablations] [--rumours]`: the figures of the labelled messages, of the
 * reporting part unless told; or what each part of the score is worth on the choosing part; or how well held-out claims without
 * conditions are found.
 */
export function evaluateCommand(args: readonly string[], context: ClaimsContext): number {
  const { values } = parseArgs({
    args: [...args],
    options: {
      part: { type: 'string', default: 'report' },
      mistakes: { type: 'boolean', default: false },
      ablations: { type: 'boolean', default: false },
      rumours: { type: 'boolean', default: false },
    },
  });
  const part = PARTS.find((name): name is Choice => name === values.part);
  if (part === undefined) throw new UsageError(`eval: --part is one of ${PARTS.join(', ')}`);
  const ground = groundOf(context);
  for (const line of linesOf(ground, part, values)) context.print(line);
  return 0;
}

interface Wanted {
  readonly ablations: boolean;
  readonly rumours: boolean;
  readonly mistakes: boolean;
}

function linesOf(ground: Ground, part: Choice, { ablations, rumours, mistakes }: Wanted) {
  if (ablations) return ablate(ground);
  return rumours ? heldOut(ground) : evaluate(ground, part, { withMistakes: mistakes });
}

/** `fit`: fits the score's weights anew and writes them where the matcher reads them; the same files give the same weights. */
export function fitCommand(args: readonly string[], context: ClaimsContext): number {
  parseArgs({ args: [...args], options: {} });
  const { classifier, ...weights } = fitWeights(groundOf(context));
  writeFileSync(`${CLASSIFIER}.part`, `${lined(classifier)}\n`);
  writeFileSync(`${WEIGHTS}.part`, `${JSON.stringify(weights, null, 2)}\n`);
  for (const path of [CLASSIFIER, WEIGHTS]) renameSync(`${path}.part`, path);
  context.print(
    `fitted; a card is posted from a score of ${weights.bars.post}, suggested from ${weights.bars.suggest}`,
  );
  return 0;
}

/** The classifier as JSON with a line for each feature, so that a change shows what it changes. */
function lined({ claims, bias, features }: ClassifierWeights): string {
  const lines = Object.entries(features).map(
    ([name, pairs]) => `${JSON.stringify(name)}:${JSON.stringify(pairs)}`,
  );
  return `{"claims":${JSON.stringify(claims)},\n"bias":${JSON.stringify(bias)},\n"features":{\n${lines.join(',\n')}\n}}`;
}

function groundOf({ folder, today }: ClaimsContext): Ground {
  const { claims, vocabulary } = openClaims(folder, today);
  return { claims, vocabulary, labelled: LABELLED };
}
