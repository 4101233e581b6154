import { type Answer, reply } from '../moderate/answer.ts';
import type { Administer } from '../moderate/request.ts';
import { changedAnswer } from '../moderate/status-answer.ts';
import { setMuted } from '../store/claim-states.ts';
import { changeLayer } from '../store/settings.ts';
import { changeWorkspace, workspaceRow } from '../store/workspaces.ts';
import { isKnownClaim } from './card-presses.ts';
import type { Core } from './core.ts';
import { closeBreaker } from './feedback.ts';
import { workspaceLock } from './locks.ts';
import { scopeCode, scopeIn, scopeWords, withoutScope } from './scope.ts';
import { tokensOf, unknownClaim } from './settings-commands.ts';

/** `mute <claim>`, `mute <claim> workspace`: quiet about one claim. Without a claim the whole channel is exempt. And back. */
export async function commandMute(
  core: Core,
  administer: Administer,
  muted: boolean,
): Promise<Answer> {
  const { place, person } = administer;
  const tokens = tokensOf(administer, 'claim');
  const [claim] = withoutScope(tokens);
  const by = { moderator: person.id, at: core.now() };
  const scope = scopeIn(tokens, administer);
  const undo = `undo:${muted ? 'mute' : 'unmute'}:${scopeCode(scope)}`;
  if (claim === undefined) {
    await core.store.locked([workspaceLock(place)], (db) =>
      changeLayer(db, place, scope, { exempt: muted }, by),
    );
    const text = muted ? 'Sidenote keeps out and keeps nothing' : 'Sidenote listens again';
    return changedAnswer(`${text} ${scopeWords(scope)}.`, undo);
  }
  const { names } = core.reader();
  if (!isKnownClaim(core, claim)) return unknownClaim(claim);
  const where = scope.scope === 'workspace' ? workspaceOf(administer) : place;
  await setMuted(core.store.db, where, claim, muted, by);
  const state = muted ? 'is muted' : 'may speak again';
  const said = scope.scope === 'workspace' ? scopeWords(scope) : 'in this channel';
  return changedAnswer(
    `“${names.claim(claim)}” ${state} ${said}.`,
    `undo:${muted ? 'mute' : 'unmute'}:${scope.scope === 'workspace' ? 'workspace' : `channel=${place.channel}`}:${claim}`,
  );
}

/** `breaker`: how it stands; `breaker open` sends every card to the queue, `breaker close` ends that. */
export async function commandBreaker(core: Core, administer: Administer): Promise<Answer> {
  const { place, options } = administer;
  const wanted = (options.state ?? '').trim().toLowerCase();
  return core.store.locked([workspaceLock(place)], async (db) => {
    const isOpen = (await workspaceRow(db, place))?.breaker_opened_at != null;
    if (wanted === 'open' && !isOpen) {
      await changeWorkspace(db, place, core.now(), { breaker_opened_at: core.now() });
      return changedAnswer('The breaker is open: every card waits for a moderator.', 'undo:close');
    }
    if (wanted === 'close' && isOpen) {
      await closeBreaker(db, place, core.now());
      return changedAnswer(
        'The breaker is closed: Sidenote speaks again as the settings say.',
        'undo:breaker',
      );
    }
    const state = isOpen ? 'open: every card waits for a moderator' : 'closed';
    return reply(`The breaker is ${state}.`, 'breaker open and breaker close change that.');
  });
}

function workspaceOf({ place: { platform, workspace } }: Administer) {
  return { platform, workspace };
}
