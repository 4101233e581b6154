import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Claim } from '../claims/claim.ts';

/** What a labelled message is for: to match, to stay silent on, plain chat, typed around, or in need of its conversation. */
export const Kind = z.enum(['match', 'near-miss', 'chatter', 'disguised', 'conversation']);
export type Kind = z.infer<typeof Kind>;

/** A part of the labelled messages: fitted on, chosen with, or reported. */
export const Part = z.enum(['fit', 'choose', 'report']);
export type Part = z.infer<typeof Part>;

/** A message with the claims that a card under it would be right about; none means silence. */
export const Labelled = z.object({
  id: z.string(),
  kind: Kind,
  text: z.string(),
  claims: z.array(z.string()),
  /** A claim's own near miss: silence is right about this claim, and nothing is said of the others. */
  not: z.string().optional(),
  use: z.enum(['states', 'asks', 'denies', 'jokes']).optional(),
  /** Earlier messages of the conversation, oldest first. */
  context: z.array(z.string()).default([]),
});
export type Labelled = z.infer<typeof Labelled>;

/** The labelled messages of a part, `folder/<part>/*.jsonl`. Throws on a line that is none. */
export function readLabelled(folder: string, part: Part): readonly Labelled[] {
  const path = join(folder, part);
  if (!existsSync(path)) return [];
  return readdirSync(path)
    .filter((name) => name.endsWith('.jsonl'))
    .toSorted()
    .flatMap((name) => readFileSync(join(path, name), 'utf8').split('\n'))
    .filter((line) => line.trim() !== '')
    .map((line) => Labelled.parse(JSON.parse(line)));
}

/** The examples of the claims themselves as labelled messages, for fitting. */
export function examplesOf(claims: readonly Claim[]): readonly Labelled[] {
  return claims.flatMap(({ id, examples }) => [
    ...examples.match.map(
      (text, at): Labelled => ({
        id: `${id}-match-${at + 1}`,
        kind: 'match',
        text,
        claims: [id],
        context: [],
      }),
    ),
    ...examples.silent.map(
      (text, at): Labelled => ({
        id: `${id}-silent-${at + 1}`,
        kind: 'near-miss',
        text,
        claims: [],
        not: id,
        context: [],
      }),
    ),
  ]);
}
