import type { Answer } from '../moderate/answer.ts';
import type { AdminCommand, Administer } from '../moderate/request.ts';
import { may, refusal } from '../moderate/roles.ts';
import { commandBreaker } from './breaker.ts';
import { commandMute } from './claim-commands.ts';
import type { Core } from './core.ts';
import { commandExplain } from './explaining.ts';
import { commandCooldown, commandRung, commandTopics } from './settings-commands.ts';
import { setupPanel } from './setup-presses.ts';
import { statusHere } from './status.ts';

/** What each command does. */
const COMMANDS: Readonly<
  Record<AdminCommand, (core: Core, administer: Administer) => Promise<Answer>>
> = {
  setup: (core, { place }) => setupPanel(core, place),
  rung: commandRung,
  topics: commandTopics,
  mute: (core, administer) => commandMute(core, administer, true),
  unmute: (core, administer) => commandMute(core, administer, false),
  cooldown: commandCooldown,
  status: (core, administer) => statusHere(core, administer),
  explain: commandExplain,
  breaker: commandBreaker,
};

/** A moderator's or an administrator's command; whoever may not use it is told so and nothing is looked at. */
export async function onAdminister(core: Core, administer: Administer): Promise<Answer> {
  const { person, command } = administer;
  return may(person, command) ? COMMANDS[command](core, administer) : refusal(command);
}
