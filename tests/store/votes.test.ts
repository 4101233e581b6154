import { expect, it } from 'vitest';
import { cardOn } from '../../src/store/cards.ts';
import { forgetVoter, votesByClaim } from '../../src/store/votes.ts';
import { HOME } from '../fixtures/bench.ts';
import { rumour } from '../fixtures/calls.ts';
import { benchesWith, MEMBER, OTHER } from '../fixtures/people.ts';
import { onBothStores } from '../fixtures/stores.ts';

onBothStores((fresh) => {
  const begin = benchesWith(fresh);

  it('counts what readers said of each claim, whichever of its cards they said it of', async () => {
    const { say, press, store, moderator } = await begin();
    const cardOf = async (text: string, channel: string) => {
      const message = await say(text, { place: { ...HOME, channel } });
      return (await cardOn(store.db, { ...HOME, channel }, message))?.id;
    };
    const first = await cardOf(rumour('mayor'), 'c1');
    const second = await cardOf(rumour('mayor'), 'c2');
    const third = await cardOf(rumour('baker'), 'c1');
    await press(`vote:${first}:helpful`, MEMBER);
    await press(`vote:${first}:unfair`, OTHER);
    await press(`vote:${second}:unfair`, OTHER);
    await press(`vote:${third}:not-helpful`, OTHER);
    await press(`vote:${third}:out-of-date`, OTHER);
    expect(await votesByClaim(store.db)).toEqual(
      new Map([
        [
          'mayor-call',
          new Map([
            ['helpful', 1],
            ['unfair', 2],
          ]),
        ],
        ['baker-call', new Map([['out-of-date', 1]])],
      ]),
    );
    await forgetVoter(store.db, moderator.core.hash(HOME, OTHER.id));
    expect(await votesByClaim(store.db)).toEqual(
      new Map([['mayor-call', new Map([['helpful', 1]])]]),
    );
  });
});
