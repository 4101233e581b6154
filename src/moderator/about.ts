import type { Place } from '../message.ts';
import { forgottenAnswer, helpAnswer, privacyAnswer } from '../moderate/about-answer.ts';
import type { Answer } from '../moderate/answer.ts';
import type { Person } from '../moderate/person.ts';
import type { AboutCommand } from '../moderate/request.ts';
import { KEPT_DAYS } from '../outbox/housekeeping.ts';
import { forgetAsker } from '../store/asks.ts';
import { forgetAuthor } from '../store/decisions.ts';
import { forgetVoter } from '../store/votes.ts';
import type { Core } from './core.ts';

/** What anybody may ask about the bot: what it keeps, to be forgotten, how it is used. */
export async function onAbout(
  core: Core,
  place: Place,
  person: Person,
  command: AboutCommand,
): Promise<Answer> {
  switch (command) {
    case 'privacy':
      return privacyAnswer(KEPT_DAYS, core.contact);
    case 'help':
      return helpAnswer(person, core.contact);
    case 'forget-me':
      return forget(core, place, person);
  }
}

async function forget(core: Core, place: Place, person: Person): Promise<Answer> {
  const hash = core.hash(place, person.id);
  core.conversations.forgetPerson(place, person.id);
  await core.store.locked([`person:${hash}`], async (db) => {
    await forgetAuthor(db, hash);
    await forgetVoter(db, hash);
    await forgetAsker(db, hash);
  });
  await core.store.scrub();
  return forgottenAnswer();
}
