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

/** How often each vote was cast on the cards of each claim, tests left out, of all workspaces; claims without a vote are left out. */
export async function votesByClaim(
  db: Db,
): Promise<ReadonlyMap<string, ReadonlyMap<string, number>>> {
  const rows = await db
    .selectFrom('votes')
    .innerJoin('cards', 'cards.id', 'votes.card')
    .select((row) => ['cards.claim', 'votes.vote', row.fn.countAll<number>().as('times')])
    .where('cards.made_by', '!=', 'test')
    .groupBy(['cards.claim', 'votes.vote'])
    .execute();
  const byClaim = Map.groupBy(rows, ({ claim }) => claim);
  return new Map(
    [...byClaim].map(([claim, votes]) => [
      claim,
      new Map(votes.map(({ vote, times }) => [vote, times])),
    ]),
  );
}

/** Erases somebody's votes, by their hash. */
export async function forgetVoter(db: Db, voter: string): Promise<void> {
  await db.deleteFrom('votes').where('voter', '=', voter).execute();
}
