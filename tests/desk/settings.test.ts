import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { claimStateAt, setCap, setMuted } from '../../src/store/claim-states.ts';
import { layerOf, settingsAt, writeLayer } from '../../src/store/settings.ts';
import { changeWorkspace, workspaceRow } from '../../src/store/workspaces.ts';
import { type Bench, bench, HOME, MINUTE, temporaryFile } from '../fixtures/bench.ts';
import { rumour } from '../fixtures/calls.ts';
import { type Bench as Desk, deskBench } from './desk-bench.ts';
import { formWith, presses } from './forms.ts';

const BY = { moderator: 'U7', at: 0 };
const CHANNEL = '/settings/channel?in=desk%2Fw&channel=c9';
const C9 = { ...HOME, channel: 'c9' };

let file: ReturnType<typeof temporaryFile>;
let run: Bench;
let desk: Desk;

beforeEach(async () => {
  file = temporaryFile();
  run = await bench(file.address);
  desk = deskBench({ moderator: run.moderator, reader: () => run.moderator.core.reader() });
  await run.moderator.handlers.joined({ platform: 'desk', workspace: 'w' });
});
afterEach(async () => {
  await run.end();
  file.remove();
});

/** Sends the form of a page that has these words in it, with something chosen or typed; the page that comes back. */
async function send(page: string, words: string, typed: Record<string, string> = {}) {
  const { action, fields } = formWith(page, words);
  return (await desk.post(action, { ...fields, ...typed })).text();
}

async function inForce(place = HOME) {
  const { db } = run.store;
  return (await settingsAt(db, run.moderator.core.firstSettings, place)).settings;
}

it('shows what is set, muted and would have been said', async () => {
  await writeLayer(
    run.store.db,
    HOME,
    { scope: 'channel', id: 'c9' },
    { rung: 'shadow', cooldown: 90 * MINUTE },
    BY,
  );
  await setMuted(run.store.db, HOME, 'pilot-call', true, BY);
  await run.say(rumour('mayor'), { place: { ...HOME, channel: 'c9' } });
  const page = await desk.page('/settings');
  expect(page).toContain('Channel <code>c9</code>');
  expect(page).toContain('rung: shadow');
  expect(page).toContain('<code>U7</code>');
  expect(page).toContain('The pilot&#39;s call about the bridge</a>: muted in c1');
  expect(page).toContain('Bridges and who builds them: 1 time');
});

it('shows an open breaker and closes it', async () => {
  await changeWorkspace(run.store.db, HOME, run.clock.now, { breaker_opened_at: run.clock.now });
  const page = await desk.page('/settings');
  expect(page).toContain('The breaker is open');
  const close = presses(page).get('Close the breaker') ?? {};
  const after = await (await desk.post('/settings', close)).text();
  expect(after).toContain('The breaker is closed');
  expect(after).not.toContain('The breaker is open</strong>');
});

describe('the settings of a workspace', () => {
  const open = () => desk.page('/settings');

  it('set how far it may go, say so, and take it back', async () => {
    const after = await send(await open(), '>How far it may go<', { rung: 'thread' });
    expect(after).toContain('From now on in the whole workspace: cards in threads.');
    expect(after).toContain('No topic is chosen yet');
    expect(after).toContain('<option value="thread" selected>');
    expect((await inForce()).rung).toBe('thread');
    const row = await run.store.db.selectFrom('settings').selectAll().executeTakeFirst();
    expect(row).toMatchObject({ scope: 'workspace', changed_by: 'desk' });
    expect(await send(after, '>Undo<')).toContain('Taken back');
    expect((await inForce()).rung).toBe('shadow');
  });

  it('choose topics: some, all, none', async () => {
    const some = await send(await open(), '>Topics it may speak on<', { topic: 'bridges' });
    expect(some).toContain('Topics in the whole workspace from now on: Bridges');
    expect(some).toContain('value="bridges" checked');
    await send(some, '>Topics it may speak on<', { all: '1' });
    expect((await inForce()).topics).toBe('all');
    await send(some, '>Topics it may speak on<');
    expect((await inForce()).topics).toEqual([]);
  });

  it('set the cooldown, and ask again for what is no time', async () => {
    const page = await open();
    expect(formWith(page, '>A claim comes again after<').inner).toContain('value="12h"');
    const after = await send(page, '>A claim comes again after<', { hours: '90m' });
    expect(after).toContain('after 90 minutes at the earliest');
    expect((await inForce()).cooldown).toBe(90 * MINUTE);
    const wrong = await send(after, '>A claim comes again after<', { hours: 'soon' });
    expect(wrong).toContain('say how long');
    await send(after, '>Undo<');
    expect((await inForce()).cooldown).toBe(720 * MINUTE);
  });

  it('mute a claim everywhere, and let it speak again', async () => {
    const after = await send(await open(), '>Mute a claim<', { claim: 'mayor-call' });
    expect(after).toContain('is muted in the whole workspace');
    expect(after).toContain('muted everywhere');
    expect((await claimStateAt(run.store.db, HOME, 'mayor-call')).muted).toBe(true);
    const again = await send(after, '>Unmute<');
    expect(again).toContain('may speak again in the whole workspace');
    expect((await claimStateAt(run.store.db, HOME, 'mayor-call')).muted).toBe(false);
    expect(await send(again, '>Undo<')).toContain('is muted again');
  });

  it('mute nothing when no claim was chosen', async () => {
    expect(await send(await open(), '>Mute a claim<')).toContain('Choose a claim first.');
    expect((await inForce()).exempt).toBe(false);
  });

  it('lift what moderators lowered', async () => {
    await setCap(run.store.db, HOME, 'mayor-call', 'queue', BY);
    const page = await open();
    expect(page).toContain('at most queue');
    expect(await send(page, '>Lower it no longer<')).toContain('goes as far as the settings say');
    expect(await claimStateAt(run.store.db, HOME, 'mayor-call')).toEqual({ muted: false });
  });

  it("name the moderators' channel, and send a card there that can be taken away", async () => {
    const after = await send(await open(), 'value="setup:channel"', { value: 'mods' });
    expect(after).toContain('suggestions and notices go to that channel');
    expect((await workspaceRow(run.store.db, HOME))?.moderators_channel).toBe('mods');
    const sent = await send(after, '>Send a test card to');
    await run.moderator.outbox.settled();
    expect(run.wall.standing.map(({ posted }) => posted.channel)).toEqual(['mods']);
    await send(sent, '>Undo<');
    await run.moderator.outbox.settled();
    expect(run.wall.standing.map(({ removed }) => removed)).toEqual([true]);
    const wrong = await send(sent, 'value="setup:channel"', { value: '#general talk' });
    expect(wrong).toContain('That is no id of a channel');
    expect((await workspaceRow(run.store.db, HOME))?.moderators_channel).toBe('mods');
  });
});

describe('the settings of a channel', () => {
  it('are reached from the workspace, and change that channel alone', async () => {
    const page = await desk.page(CHANNEL);
    const after = await send(page, '>How far it may go<', { rung: 'queue' });
    expect(after).toContain('From now on in this channel: asking moderators.');
    expect((await inForce(C9)).rung).toBe('queue');
    expect((await inForce()).rung).toBe('shadow');
    expect(await desk.page('/settings')).toContain(
      `<a href="${CHANNEL.replace('&', '&amp;')}">Channel <code>c9</code></a>`,
    );
    await send(after, '>Undo<');
    expect(await layerOf(run.store.db, HOME, { scope: 'channel', id: 'c9' })).toEqual({});
  });

  it('mute a claim there, or the whole of it, and take both back', async () => {
    const muted = await send(await desk.page(CHANNEL), '>Mute a claim<', { claim: 'mayor-call' });
    expect(muted).toContain('is muted in this channel');
    expect((await claimStateAt(run.store.db, HOME, 'mayor-call')).muted).toBe(false);
    const out = await send(muted, '>Keep out of this channel<');
    expect(out).toContain('Sidenote keeps out and keeps nothing in this channel');
    expect((await inForce(C9)).exempt).toBe(true);
    await send(out, '>Undo<');
    expect((await inForce(C9)).exempt).toBe(false);
    await send(await send(out, '>Listen in this channel again<'), '>Unmute<');
    expect((await claimStateAt(run.store.db, C9, 'mayor-call')).muted).toBe(false);
  });

  it('hold the finer ones too: what is chosen, switched and typed', async () => {
    const more = await send(await desk.page(CHANNEL), '>More settings<');
    const budget = await send(more, '>Cards per hour<', { value: '8' });
    await send(await send(budget, '>More settings<'), '>Only stated claims<');
    const form = await send(more, '>Exempt roles<');
    await send(form, 'name="field.roles"', { 'field.roles': '123456789' });
    expect(await send(more, '>Exempt roles<')).toContain('>123456789</textarea>');
    expect(await layerOf(run.store.db, HOME, { scope: 'channel', id: 'c9' })).toEqual({
      budget: 8,
      onlyStated: true,
      exemptRoles: ['123456789'],
    });
  });

  it('are inherited again one by one, those of a category and the workspace too', async () => {
    const { db } = run.store;
    const scopes = [
      { scope: 'workspace' },
      { scope: 'category', id: 'k1' },
      { scope: 'channel', id: 'c9' },
    ] as const;
    for (const scope of scopes) await writeLayer(db, HOME, scope, { rung: 'queue', budget: 5 }, BY);
    const page = await desk.page(CHANNEL);
    expect(page).toContain('Set for this channel alone');
    const after = await send(page, 'value="inherit:channel=c9:rung"');
    expect(after).toContain('as its category or the workspace says: asking moderators');
    expect(await layerOf(db, HOME, scopes[2])).toEqual({ budget: 5 });
    await send(after, '>Undo<');
    expect(await layerOf(db, HOME, scopes[2])).toEqual({ rung: 'queue', budget: 5 });
    const all = await desk.page('/settings');
    await send(all, 'value="inherit:category=k1:budget"');
    await send(all, 'value="inherit:workspace:rung"');
    expect(await layerOf(db, HOME, scopes[1])).toEqual({ rung: 'queue' });
    expect(await layerOf(db, HOME, scopes[0])).toEqual({ budget: 5 });
  });

  it('are those of a channel in a workspace of ours', async () => {
    for (const query of ['', '?in=desk/w', '?in=desk/other&channel=c9', '?in=desk/w&channel=a%20b'])
      expect((await desk.get(`/settings/channel${query}`)).status).toBe(404);
  });
});

describe('a form of the settings', () => {
  const rung = { platform: 'desk', workspace: 'w', channel: '', command: 'rung', rung: 'channel' };
  const kept = () => run.store.db.selectFrom('settings').selectAll().execute();

  it('is not taken from another site', async () => {
    for (const path of ['/settings', CHANNEL]) {
      const response = await desk.post(path, rung, { origin: 'https://evil.example' });
      expect(response.status).toBe(403);
    }
    expect(await kept()).toEqual([]);
  });

  it('is not taken from somebody who is not signed in', async () => {
    const outside = deskBench({
      moderator: run.moderator,
      config: { host: '0.0.0.0', deskToken: 'x'.repeat(20) },
    });
    expect((await outside.post('/settings', rung)).status).toBe(403);
    expect((await outside.get(CHANNEL)).status).toBe(303);
    expect(await kept()).toEqual([]);
  });

  it.each([
    [{ workspace: 'elsewhere' }, 'not in that workspace'],
    [{ channel: 'a:b c' }, 'no id of a channel'],
    [{ command: 'explain' }, 'another version'],
    [{ command: '' }, 'another version'],
    [{ command: 'constructor' }, 'another version'],
    [{ rung: 'loudest' }, 'is no rung'],
    [{ command: 'topics', topic: 'nonsense' }, 'There is no topic'],
    [{ command: 'mute', claim: 'nonsense' }, 'There is no claim'],
    [{ press: 'nonsense' }, 'another version'],
  ])('with %o changes nothing and says why', async (odd, words) => {
    const response = await desk.post('/settings', { ...rung, ...odd } as Record<string, string>);
    expect(await response.text()).toContain(words);
    expect(await kept()).toEqual([]);
  });
});
