import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { latestCards } from '../../src/store/cards.ts';
import { writeLayer } from '../../src/store/settings.ts';
import { queue } from '../../src/store/suggestions.ts';
import { castVote } from '../../src/store/votes.ts';
import { type Bench, bench, HOME, MINUTE, temporaryFile } from '../fixtures/bench.ts';
import { callReader, rumour } from '../fixtures/calls.ts';
import { type Bench as Desk, deskBench } from './desk-bench.ts';
import { presses } from './forms.ts';

const BY = { moderator: 'U7', at: 0 };

let file: ReturnType<typeof temporaryFile>;
let run: Bench;
let desk: Desk;

beforeEach(async () => {
  file = temporaryFile();
  run = await bench(file.address, { rung: 'queue' });
  desk = deskBench({ moderator: run.moderator, reader: () => run.moderator.core.reader() });
  await run.moderator.handlers.joined({
    platform: 'desk',
    workspace: 'w',
    moderatorsChannel: 'mods',
  });
});
afterEach(async () => {
  await run.end();
  file.remove();
});

/** The cells of a row of the counts, behind the claim's name. */
function rowOf(page: string, claim: string): readonly string[] {
  const row = page.split('<tr>').find((each) => each.includes(claim)) ?? '';
  return [...row.matchAll(/<td[^>]*>([^<]*)<\/td>/g)].map(([, cell = '']) => cell);
}

describe('the feed', () => {
  it('says what was decided and why, with the link and without the words of the message', async () => {
    const id = await run.say(rumour('mayor', 'zanzibar'));
    await run.say('what a lovely day');
    const page = await desk.page('/feed');
    expect(page).toMatch(/A suggestion to moderators: [a-z]+/);
    expect(page).toContain('The mayor&#39;s call about the bridge');
    expect(page).toContain(`href="https://wall.example/c1/${id}"`);
    expect(page).toContain('met: mayor, call, builder');
    expect(page).not.toContain('zanzibar');
    expect(page).not.toContain('lovely');
  });

  it('can be narrowed to a workspace and to what would have been said', async () => {
    await run.say(rumour('mayor'));
    expect(await desk.page('/feed?in=desk/w')).toContain('The mayor&#39;s call');
    expect(await desk.page('/feed?would=1')).toContain('Nothing was decided yet.');
    expect(await desk.page('/feed?before=1')).toContain('Nothing was decided yet.');
    expect(await desk.page('/feed?in=nonsense&before=x')).toContain('The mayor&#39;s call');
  });
});

describe('the queue', () => {
  it('shows what waits and counts it on every page', async () => {
    await run.say(rumour('mayor'));
    await run.say(rumour('baker'));
    const page = await desk.page('/queue');
    expect(page).toContain('Is this about “The mayor&#39;s call about the bridge”?');
    expect(page).toContain('2 open suggestions');
    expect(page).toContain('Denied by Ada Quill');
    expect(await desk.page('/claims')).toContain(
      '<span class="badge">2<span class="unseen"> open</span></span>',
    );
  });

  it('posts a card, says so, and takes it back', async () => {
    const id = await run.say(rumour('mayor'));
    const post = presses(await desk.page('/queue')).get('Post') ?? {};
    const after = await (await desk.post('/queue', post)).text();
    await run.moderator.outbox.settled();
    expect(run.wall.under(id)).toHaveLength(1);
    expect(after).toContain('A moderator posted the card');
    expect(after).toContain('0 open suggestions');
    const undo = presses(after).get('Undo') ?? {};
    expect(await (await desk.post('/queue', undo)).text()).toContain(
      'A moderator took the decision back',
    );
    await run.moderator.outbox.settled();
    expect(run.wall.under(id)).toEqual([]);
  });

  it('takes "Not about this" and "Mute this claim here", from the first who presses', async () => {
    await run.say(rumour('mayor'));
    await run.say(rumour('baker'));
    const page = await desk.page('/queue');
    const mute = presses(page).get('Mute this claim here') ?? {};
    expect(await (await desk.post('/queue', mute)).text()).toContain('muted this claim here');
    expect(await (await desk.post('/queue', mute)).text()).toContain(
      'Already decided: the claim is muted here',
    );
    expect(await queue(run.store.db)).toHaveLength(1);
  });

  it('does not take a press from another site', async () => {
    await run.say(rumour('mayor'));
    const post = presses(await desk.page('/queue')).get('Post') ?? {};
    const response = await desk.post('/queue', post, { origin: 'https://evil.example' });
    expect(response.status).toBe(403);
    expect(await queue(run.store.db)).toHaveLength(1);
  });

  it('bears presses that nobody offered', async () => {
    for (const press of ['', 'post:', 'nonsense:x', 'undo:suggestion:nothing', 'x'.repeat(5000)])
      expect((await desk.post('/queue', { press })).status).toBe(200);
  });
});

it('counts per claim, and shows how far edits are', async () => {
  await run.say(rumour('mayor'));
  await desk.post('/queue', presses(await desk.page('/queue')).get('Post') ?? {});
  await run.moderator.outbox.settled();
  await run.moderator.reload(callReader({ mayor: { verification: 'disputed' } }));
  const behind = await desk.page('/counts');
  expect(behind).toMatch(/Waiting to be edited<\/dt>\s*<dd>1<\/dd>/);
  expect(behind).toContain('<progress');
  await run.moderator.outbox.settled();
  const page = await desk.page('/counts');
  expect(rowOf(page, 'The mayor&#39;s call')).toEqual(['1', '1', '0', '0', '0', '0', '']);
  expect(page).not.toContain('<progress');
});

it('counts what moderators refused or let expire, and what readers said and why', async () => {
  await run.say(rumour('mayor'));
  await desk.post('/queue', presses(await desk.page('/queue')).get('Post') ?? {});
  await run.say(rumour('baker'));
  await desk.post('/queue', presses(await desk.page('/queue')).get('Not about this') ?? {});
  await run.say(rumour('pilot'));
  await run.wait(7 * 60 * MINUTE);
  const [card] = await latestCards(run.store.db, HOME, 1);
  const votes = ['helpful', 'not-helpful', 'unfair', 'unfair', 'out-of-date'];
  for (const [reader, vote] of votes.entries())
    await castVote(run.store.db, card?.id ?? '', `reader-${reader}`, vote, run.clock.now);
  const page = await desk.page('/counts');
  const why = '1 out of date, 2 unfair or one-sided';
  expect(rowOf(page, 'The mayor&#39;s call')).toEqual(['1', '1', '0', '0', '1', '4', why]);
  expect(rowOf(page, 'The baker&#39;s call')).toEqual(['0', '0', '1', '0', '0', '0', '']);
  expect(rowOf(page, 'The pilot&#39;s call')).toEqual(['0', '0', '0', '1', '0', '0', '']);
});

it('lists cards of which nobody knows whether they stand', async () => {
  await writeLayer(run.store.db, HOME, { scope: 'workspace' }, { rung: 'thread' }, BY);
  run.wall.outcome = ({ do: what }) =>
    what === 'post' ? { kind: 'refused', missing: 'Send Messages' } : undefined;
  const id = await run.say(rumour('mayor'));
  const page = await desk.page('/counts');
  expect(page).toContain('not posted: a permission is missing');
  expect(page).toContain(`href="https://wall.example/c1/${id}"`);
  expect(await desk.page('/feed')).toContain('A card in the thread.');
});

it('is for those inside alone', async () => {
  const outside = deskBench({
    moderator: run.moderator,
    config: { host: '0.0.0.0', deskToken: 'x'.repeat(20) },
  });
  for (const path of ['/feed', '/queue', '/settings', '/counts'])
    expect((await outside.get(path)).status).toBe(303);
  expect((await outside.post('/queue', { press: 'post:x' })).status).toBe(403);
  expect(await outside.page('/claims')).not.toContain('href="/queue"');
});

it('keeps the claims readable when the store fails', async () => {
  for (const table of ['suggestions', 'decisions'])
    await run.store.db.schema.dropTable(table).execute();
  expect((await desk.get('/claims')).status).toBe(200);
  const response = await desk.get('/feed');
  expect(response.status).toBe(503);
  expect(await response.text()).toContain('The database does not answer');
});
