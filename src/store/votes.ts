import type { Db } from './open.ts';

/** Casts a reader's vote; a second one of the same person on the same card replaces the first. */
export async function castVote(
  db: Db,
  card: string,
  voter: string,
  vote: string,
  now: number,
): Promise<void> {
  const changed = { vote, voted_at: now };
  await db
    .insertInto('votes')
    .values({ card, voter, ...changed })
    .onConflict((conflict) => conflict.columns(['card', 'voter']).doUpdateSet(changed))
    .execute();
}

/** Takes a vote back. */
export async function takeBackVote(db: Db, card: string, voter: string): Promise<void> {
  await db.deleteFrom('votes').where('card', '=', card).where('voter', '=', voter).execute();
}

/** How often each vote was cast on a card. */
export async function votesOn(db: Db, card: string): Promise<ReadonlyMap<string, number>> {
  const rows = await db
    .selectFrom('votes')
    .select((vote) => ['vote', vote.fn.countAll<number>().as('times')])
    .where('card', '=', card)
    .groupBy('vote')
    .execute();
  return new Map(rows.map(({ vote, times }) => [vote, times]));
}

/** Erases somebody's votes, by their hash. */
export async function forgetVoter(db: Db, voter: string): Promise<void> {
  await db.deleteFrom('votes').where('voter', '=', voter).execute();
}
