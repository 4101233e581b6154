import type { Answer } from '../moderate/answer.ts';
import type { Administer } from '../moderate/request.ts';
import { changedAnswer } from '../moderate/status-answer.ts';
import { setMuted } from '../store/claim-states.ts';
import { changeLayer } from '../store/settings.ts';
import { isKnownClaim } from './card-presses.ts';
import type { Core } from './core.ts';
import { undoOf } from './inheriting.ts';
import { workspaceLock } from './locks.ts';
import { scopeIn, scopeWords, withoutScope } from './scope.ts';
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
  if (claim === undefined) {
    const before = await core.store.locked([workspaceLock(place)], (db) =>
      changeLayer(db, place, scope, { exempt: muted }, by),
    );
    const text = muted ? 'Sidenote keeps out and keeps nothing' : 'Sidenote listens again';
    return changedAnswer(`${text} ${scopeWords(scope)}.`, undoOf(scope, 'exempt', before));
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

function workspaceOf({ place: { platform, workspace } }: Administer) {
  return { platform, workspace };
}
