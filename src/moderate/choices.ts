import type { ClaimDatabase } from '../claims/database.ts';
import { verificationWord } from './card.ts';
import { type Finder, mayBeShown } from './finder.ts';
import type { Choice } from './request.ts';
import type { Talk } from './talk.ts';

/** Discord shows at most so many choices, of so many characters. */
const MOST = 25;
const LONGEST = 100;
/** How much the conversation counts beside what is typed: enough to order equals, not enough to bring in what was not typed. */
const TALKED_ABOUT = 0.5;

/**
 * The claims to choose from while somebody types, best first: those that the typed words point to, of these first what the channel
 * talks about. With nothing typed, what is talked about comes first and the rest in the order of the database.
 */
export function choicesFor(
  typed: string,
  finder: Finder,
  talk: Talk,
  database: ClaimDatabase,
): readonly Choice[] {
  const boost = (id: string) => 1 + TALKED_ABOUT * Math.min(1, talk.get(id) ?? 0);
  const claims =
    typed.trim() === ''
      ? database.claims
          .filter(mayBeShown)
          .toSorted((a, b) => (talk.get(b.id) ?? 0) - (talk.get(a.id) ?? 0))
      : finder
          .find(typed, true)
          .toSorted((a, b) => b.score * boost(b.claim.id) - a.score * boost(a.claim.id))
          .map(({ claim }) => claim);
  return claims.slice(0, MOST).map(({ id, title, verification }) => ({
    label: `${title} · ${verificationWord(verification)}`.slice(0, LONGEST),
    value: id,
  }));
}
