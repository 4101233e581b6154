import { describe, expect, it } from 'vitest';
import type { AboutCommand } from '../../src/moderate/request.ts';
import { expectFits, pressesOf, pressOf, textOf } from '../fixtures/answers.ts';
import { type Bench, HOME } from '../fixtures/bench.ts';
import { rumour } from '../fixtures/calls.ts';
import { ADMINISTRATOR, benchesWith, MEMBER, MODERATOR, OTHER } from '../fixtures/people.ts';
import { onBothStores } from '../fixtures/stores.ts';

onBothStores((fresh) => {
  const begin = benchesWith(fresh);
  const about = async ({ moderator }: Bench, command: AboutCommand, person = MEMBER) => {
    const answer = await moderator.handlers.about(HOME, person, command);
    expectFits(answer);
    return answer;
  };

  it('says what is kept and for how long', async () => {
    const text = textOf(await about(await begin(), 'privacy'));
    expect(text).toContain('The text of messages: never');
    expect(text).toContain('Erased after 90 days');
    expect(text).toContain('Erased after 30 days');
  });

  it('helps each with what they may do', async () => {
    const one = await begin();
    expect(textOf(await about(one, 'help'))).not.toContain('For moderators');
    expect(textOf(await about(one, 'help', MODERATOR))).not.toContain('For administrators');
    expect(textOf(await about(one, 'help', ADMINISTRATOR))).toContain('For administrators');
  });

  it('forgets a person: decisions, votes, questions and what is remembered, and nobody else’s', async () => {
    const one = await begin();
    for (const person of [MEMBER, OTHER]) {
      const author = { id: person.id, kind: 'person', roles: [] } as const;
      await one.say(rumour(person === MEMBER ? 'mayor' : 'baker'), { author });
      await one.press(pressOf(await one.ask('zebras asleep', person), 'Tell me'), person);
    }
    const [card] = await one.store.db.selectFrom('cards').select('id').execute();
    await one.press(`vote:${card?.id}:helpful`, MEMBER);
    expect(textOf(await about(one, 'forget-me'))).toContain('erased');
    const left = async (table: 'decisions' | 'votes' | 'asks') =>
      (await one.store.db.selectFrom(table).selectAll().execute()).length;
    expect([await left('decisions'), await left('votes'), await left('asks')]).toEqual([1, 0, 1]);
    const tell = await one.store.db.selectFrom('asks').select('tell').execute();
    expect(tell).toEqual([{ tell: OTHER.id }]);
    expect(one.moderator.core.conversations.earlier(HOME, undefined, one.clock.now)).toEqual([
      rumour('baker'),
    ]);
  });

  describe('the home page', () => {
    const home = async ({ moderator }: Bench, person = MEMBER) => {
      const answer = await moderator.handlers.home('desk', 'w', person);
      expectFits(answer);
      return answer;
    };

    it('shows what was talked about this week, and opens it', async () => {
      const one = await begin({});
      expect(textOf(await home(one))).toContain('Nothing that anybody wrote');
      await one.say(rumour('mayor'));
      await one.say(rumour('mayor'));
      const page = await home(one);
      expect(textOf(page)).toContain("The mayor's call about the bridge: reported; came up twice");
      expect(pressesOf(page)).toContain('show:mayor-call');
      await one.wait(8 * 86_400_000);
      expect(textOf(await home(one))).toContain('Nothing that anybody wrote');
    });

    it('shows moderators the queue, open questions and counts', async () => {
      const one = await begin();
      await one.say(rumour('mayor'));
      await one.ask('zebras asleep on the wall');
      await one.ask('zebras asleep on a wall', OTHER);
      expect(textOf(await home(one))).not.toContain('For moderators');
      const page = textOf(await home(one, MODERATOR));
      expect(page).toContain('2 people: “zebras asleep on');
      expect(page).toMatch(/: 1 shown$/m);
      expect(page).not.toContain('[Set it up]');
      expect(textOf(await home(one, ADMINISTRATOR))).toContain('[Set it up]');
    });
  });
});
