import type { Place } from '../message.ts';
import { capAfter, capWith, opensBreaker, rungOf, type Verdict } from '../moderate/feedback.ts';
import { lowest, type Rung } from '../moderate/rung.ts';
import { claimStateAt, setCap } from '../store/claim-states.ts';
import { addEffects } from '../store/effects.ts';
import type { Db } from '../store/open.ts';
import { placeOf, type WorkspaceRef } from '../store/place.ts';
import { addVerdict, undoVerdicts, type VerdictRow, verdictsIn } from '../store/verdicts.ts';
import { changeWorkspace, workspaceRow } from '../store/workspaces.ts';
import type { Core } from './core.ts';
import { reviewNotices } from './notices.ts';

/** A card or suggestion that a moderator finds wrong; `rung` is how far it went. */
export interface NotAbout {
  readonly place: Place;
  readonly subject: string;
  readonly claim: string;
  readonly rung: 'thread' | 'channel';
}

/** A moderator, and when. */
export interface By {
  readonly moderator: string;
  readonly at: number;
}

/**
 * Keeps a moderator's "not about this", within a transaction. Two different cards lower the claim in the workspace, five in ten
 * minutes open the breaker; moderators are told of either. Returns how far the claim may go now.
 */
export async function addNotAbout(
  db: Db,
  core: Core,
  { place, subject, claim, rung }: NotAbout,
  by: By,
): Promise<Rung | undefined> {
  const { platform, workspace } = place;
  const { cap } = await claimStateAt(db, place, claim);
  const inForce = lowest([rung, ...(cap === undefined ? [] : [cap])]);
  const before = await capOfVerdicts(db, place, claim);
  await addVerdict(db, {
    platform,
    workspace,
    subject,
    claim,
    rung: inForce,
    moderator: by.moderator,
    given_at: by.at,
  });
  await reviewNotices(db, place, `card:${subject}`, by.at);
  const next = await settleCap(db, place, claim, before, by);
  if (next !== undefined && next !== cap) {
    const details = { claim, rung: next };
    const key = `notice:claim-lowered:${platform}/${workspace}:${claim}:${next}:${by.at}`;
    await addEffects(
      db,
      [{ kind: 'notify-moderators', key, place, notice: 'claim-lowered', details }],
      by.at,
    );
  }
  await settleBreaker(db, core, place, by);
  return next;
}

/** Undoes the verdicts on a card or suggestion, within a transaction: what they lowered rises again. */
export async function undoNotAbout(
  db: Db,
  core: Core,
  workspace: WorkspaceRef,
  subject: string,
  moderator: string,
): Promise<void> {
  const verdicts = await verdictsIn(db, workspace);
  const claim = verdicts.find((verdict) => verdict.subject === subject)?.claim;
  if (claim === undefined) return;
  const by = { moderator, at: core.now() };
  const before = await capOfVerdicts(db, workspace, claim);
  await undoVerdicts(db, subject, by.at);
  await reviewNotices(db, workspace, `card:${subject}`, by.at);
  await settleCap(db, workspace, claim, before, by);
}

/** Lets a claim rise to where the settings put it: every verdict on it is undone, within a transaction. */
export async function undoLowering(
  db: Db,
  core: Core,
  workspace: WorkspaceRef,
  claim: string,
  moderator: string,
): Promise<void> {
  const by = { moderator, at: core.now() };
  for (const { subject } of await verdictsIn(db, workspace, claim))
    await undoVerdicts(db, subject, by.at);
  await capAndTell(db, workspace, claim, undefined, by);
}

/** Sets how far a claim may go in a workspace, within a transaction; what moderators were told of it before says so. */
export async function capAndTell(
  db: Db,
  workspace: WorkspaceRef,
  claim: string,
  cap: Rung | undefined,
  by: By,
): Promise<void> {
  await setCap(db, workspace, claim, cap, by);
  await reviewNotices(db, workspace, `claim:${claim}`, by.at);
}

/** Closes the breaker; verdicts so far open it no more. False when it was not open. */
export async function closeBreaker(db: Db, workspace: WorkspaceRef, at: number): Promise<boolean> {
  const row = await workspaceRow(db, workspace);
  if (row?.breaker_opened_at == null) return false;
  await changeWorkspace(db, workspace, at, { breaker_opened_at: null, breaker_closed_at: at });
  await reviewNotices(db, workspace, 'breaker', at);
  return true;
}

/** What the verdicts on a claim alone would let it do. */
async function capOfVerdicts(
  db: Db,
  workspace: WorkspaceRef,
  claim: string,
): Promise<Rung | undefined> {
  return capAfter((await verdictsIn(db, workspace, claim)).map(asVerdict));
}

async function settleCap(
  db: Db,
  workspace: WorkspaceRef,
  claim: string,
  before: Rung | undefined,
  by: By,
): Promise<Rung | undefined> {
  const { cap: held } = await claimStateAt(db, placeOf({ ...workspace, channel: '' }), claim);
  const cap = capWith(held, before, await capOfVerdicts(db, workspace, claim));
  if (cap !== held) await capAndTell(db, workspace, claim, cap, by);
  return cap;
}

async function settleBreaker(db: Db, core: Core, place: Place, { at }: By): Promise<void> {
  const row = await workspaceRow(db, place);
  if (row?.breaker_opened_at != null) return;
  const verdicts = (await verdictsIn(db, place)).map(asVerdict);
  if (!opensBreaker(verdicts, at, row?.breaker_closed_at ?? undefined)) return;
  await changeWorkspace(db, place, at, { breaker_opened_at: at });
  const key = `notice:breaker-opened:${place.platform}/${place.workspace}:${at}`;
  const notice = 'breaker-opened';
  await addEffects(
    db,
    [{ kind: 'notify-moderators', key, place, notice, details: { cards: '5', opened: `${at}` } }],
    at,
  );
  core.logger.warn({ workspace: place.workspace }, 'the breaker opened');
}

function asVerdict({ subject, rung, given_at }: VerdictRow): Verdict {
  return { subject, rung: rungOf(rung), at: given_at };
}
