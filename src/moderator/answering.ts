import { type Answer, reply } from '../moderate/answer.ts';
import type { Handlers } from '../moderate/request.ts';
import { StoreError } from '../store/store-error.ts';
import { onAbout } from './about.ts';
import { onAdminister } from './administering.ts';
import { onAsk, onComplete } from './asking.ts';
import { onCheck } from './checking.ts';
import type { Core } from './core.ts';
import { onHome } from './home.ts';
import { onPress } from './pressing.ts';

/**
 * The handlers that answer somebody. Each resolves to one private answer, whatever was typed; where the store fails, what can be
 * said from memory is said, and otherwise that nothing was changed.
 */
export function answering(
  core: Core,
): Pick<Handlers, 'ask' | 'complete' | 'check' | 'press' | 'administer' | 'about' | 'home'> {
  return {
    ask: (ask) => answered(core, 'ask', () => onAsk(core, ask)),
    complete: async (place, typed) => onComplete(core, place, typed),
    check: (check) => answered(core, 'check', () => onCheck(core, check)),
    press: (press) => answered(core, 'press', () => onPress(core, press)),
    administer: (administer) => answered(core, 'administer', () => onAdminister(core, administer)),
    about: (place, person, command) =>
      answered(core, 'about', () => onAbout(core, place, person, command)),
    home: (platform, workspace, person) =>
      answered(core, 'home', () => onHome(core, { platform, workspace }, person)),
  };
}

async function answered(
  { logger }: Core,
  what: string,
  work: () => Promise<Answer>,
): Promise<Answer> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    logger.error({ fault: error.fault, what }, error.message);
    return reply(
      'Sidenote cannot reach its database just now, so nothing was changed. Please try again later.',
    );
  }
}
