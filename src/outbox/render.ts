import { createHash } from 'node:crypto';
import type { Place } from '../message.ts';
import type { Card } from '../moderate/card.ts';
import { cardControls, whisperAnswer } from '../moderate/card-controls.ts';
import type { Effect } from '../moderate/effect.ts';
import {
  fingerprint,
  type ShownStatus,
  statusDiffers,
  statusShown,
} from '../moderate/fingerprint.ts';
import type { Task } from '../moderate/task.ts';
import { toldAnswer } from '../moderate/told.ts';
import { updateNote } from '../moderate/update-note.ts';
import { cardNow } from '../moderator/cards.ts';
import type { Core } from '../moderator/core.ts';
import { askById } from '../store/asks.ts';
import { type CardRow, cardById } from '../store/cards.ts';
import { type EffectRow, effectIn } from '../store/effects.ts';
import { notify, renotify } from './render-notice.ts';
import { settle, show } from './render-queue.ts';
import { postedOf, type Rendered, type Try } from './rendered.ts';

type Of<Kind extends Effect['kind']> = Extract<Effect, { kind: Kind }>;

/** Renders an effect from the state of this moment. `again`: an earlier try was never answered. */
export async function render(core: Core, row: EffectRow, again: boolean): Promise<Rendered> {
  const effect = effectIn(row);
  const marker = markerOf(row.key);
  switch (effect.kind) {
    case 'post-card':
      return post(core, effect, { marker, again });
    case 'remove-card':
      return remove(core, effect);
    case 'note-under-card':
      return note(core, effect, { marker, again });
    case 'whisper-author':
      return whisper(core, effect, row);
    case 'show-suggestion':
      return show(core, effect, { marker, again });
    case 'settle-suggestion':
      return settle(core, effect, { marker, again });
    case 'notify-moderators':
      return notify(core, effect, { marker, again });
    case 'settle-notice':
      return renotify(core, effect, { marker, again });
    case 'tell-asker':
      return tell(core, effect);
  }
}

/** The same for every try of an effect: 22 characters, which fits Discord's nonce of 25. */
function markerOf(key: string): string {
  return createHash('sha256').update(key).digest('base64url').slice(0, 22);
}

async function post(
  core: Core,
  { card: id, place }: Of<'post-card'>,
  tried: Try,
): Promise<Rendered> {
  const row = await cardById(core.store.db, id);
  if (row === undefined) return undefined;
  const card = cardNow(core, row.claim);
  // A card under way is resolved even when it is to be removed: only what stands can be removed.
  const wanted = row.state === 'pending' || (tried.again && row.state === 'removing');
  if (card === undefined || !wanted || (!tried.again && !mayStand(core, row))) return undefined;
  const task: Task = {
    do: 'post',
    card,
    controls: cardControls(card, id),
    place,
    rung: row.rung,
    ...(row.message === null ? {} : { message: row.message }),
    ...(row.thread === null ? {} : { thread: row.thread }),
    ...tried,
  };
  return { task, card };
}

/** A claim that was paused or withdrawn since the decision speaks no more; a moderator's own card does. */
function mayStand(core: Core, { claim, made_by }: CardRow): boolean {
  const lifecycle = core.reader().standings.of(claim, core.today())?.lifecycle;
  return made_by !== 'decision' || lifecycle === 'live';
}

async function remove(core: Core, { card: id, place }: Of<'remove-card'>): Promise<Rendered> {
  const posted = postedOf(await cardById(core.store.db, id));
  return posted === undefined ? undefined : { task: { do: 'remove', place, posted } };
}

async function note(core: Core, effect: Of<'note-under-card'>, tried: Try): Promise<Rendered> {
  const row = await cardById(core.store.db, effect.card);
  const posted = postedOf(row);
  const card = row === undefined ? undefined : cardNow(core, row.claim);
  if (row?.state !== 'posted' || posted === undefined || card === undefined) return undefined;
  const before = JSON.parse(row.shown_status) as ShownStatus;
  const editable = row.uneditable === 0;
  if (editable && !statusDiffers(before, statusShown(card))) return undefined;
  const line = updateNote(before, card, editable);
  return { task: { do: 'note', line, place: effect.place, posted, ...tried }, card };
}

async function whisper(
  core: Core,
  { card: id, place }: Of<'whisper-author'>,
  { due_at }: EffectRow,
): Promise<Rendered> {
  const row = await cardById(core.store.db, id);
  const card = row === undefined ? undefined : cardNow(core, row.claim);
  if (row?.state !== 'pending' || row.message === null || card === undefined) return undefined;
  const thread = row.thread ?? undefined;
  const person = core.conversations.authorOf(place, thread, row.message);
  const posting = await postingAt(core, id);
  if (person === undefined || posting === undefined) return undefined;
  const minutes = Math.max(1, Math.round((posting - due_at) / 60_000));
  const { message } = row;
  const answer = whisperAnswer(card, id, minutes);
  return {
    task: {
      do: 'whisper',
      place,
      ...(thread === undefined ? {} : { thread }),
      message,
      person,
      answer,
    },
  };
}

async function postingAt(core: Core, card: string): Promise<number | undefined> {
  const row = await core.store.db
    .selectFrom('effects')
    .select('not_before')
    .where('key', '=', `post:${card}`)
    .where('state', '=', 'waiting')
    .executeTakeFirst();
  return row?.not_before;
}

async function tell(core: Core, { ask: id, claim, place }: Of<'tell-asker'>): Promise<Rendered> {
  const ask = await askById(core.store.db, id);
  const card = cardNow(core, claim);
  if (ask?.tell == null || card === undefined) return undefined;
  const answer = toldAnswer(card, ask.words);
  return { task: { do: 'tell', place, person: ask.tell, answer } };
}

/** What an edit of a card asks of the platform; undefined when another process must do it, which has the wanted version. */
export function renderEdit(core: Core, row: CardRow): { task: Task; card: Card } | undefined {
  const card = cardNow(core, row.claim);
  const posted = postedOf(row);
  if (card === undefined || posted === undefined || fingerprint(card) !== row.wanted)
    return undefined;
  const place = { platform: row.platform, workspace: row.workspace, channel: row.channel } as Place;
  return { task: { do: 'edit', card, controls: cardControls(card, row.id), place, posted }, card };
}
