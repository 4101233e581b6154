import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Listening, listen } from '../../src/desk/listen.ts';
import { setMuted } from '../../src/store/claim-states.ts';
import { changeWorkspace } from '../../src/store/workspaces.ts';
import { type Bench, bench, HOME, temporaryFile } from '../fixtures/bench.ts';
import { rumour } from '../fixtures/calls.ts';
import { HAS_BROWSER, openBrowser, seriousFindings } from './browser.ts';
import { deskBench } from './desk-bench.ts';

const CHANNEL = '/settings/channel?in=desk%2Fw&channel=c1';
const PAGES = ['/feed', '/queue', '/settings', CHANNEL, '/counts'];

describe.runIf(HAS_BROWSER)("the moderators' pages in a browser", () => {
  const file = temporaryFile();
  let browser: Browser;
  let run: Bench;
  let desk: Listening;

  beforeAll(async () => {
    run = await bench(file.address, { rung: 'queue' });
    const { moderator, store, clock } = run;
    await moderator.handlers.joined({ platform: 'desk', workspace: 'w' });
    await changeWorkspace(store.db, HOME, clock.now, { breaker_opened_at: clock.now });
    await setMuted(store.db, HOME, 'pilot-call', true, { moderator: 'U7', at: clock.now });
    for (const who of ['mayor', 'baker', 'pilot'] as const) await run.say(rumour(who));
    const { app } = deskBench({ moderator, reader: () => moderator.core.reader() });
    desk = await listen(app, '127.0.0.1', 0);
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser.close();
    await desk.stop();
    await run.end();
    file.remove();
  });

  it.each([
    ['light', 1360],
    ['dark', 360],
  ] as const)(
    'axe finds nothing serious, %s, %i wide, and nothing runs over the edge',
    async (colorScheme, width) => {
      const page = await browser.newPage({ colorScheme, viewport: { width, height: 900 } });
      for (const path of PAGES) {
        await page.goto(desk.address + path);
        await page.evaluate(
          'for (const each of document.querySelectorAll("details")) each.open = true',
        );
        expect([path, await seriousFindings(page)]).toEqual([path, []]);
        expect([path, await page.evaluate('document.documentElement.scrollWidth')]).toEqual([
          path,
          width,
        ]);
      }
      await page.close();
    },
  );

  it('axe finds nothing serious in what a press brings', async () => {
    const page = await browser.newPage({ viewport: { width: 360, height: 900 } });
    await page.goto(desk.address + CHANNEL);
    await page.getByRole('button', { name: 'More settings' }).click();
    expect(await seriousFindings(page)).toEqual([]);
    await page.getByRole('button', { name: 'Exempt roles' }).click();
    expect(await seriousFindings(page)).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360);
    await page.close();
  });

  it('lets a moderator decide without scripts', async () => {
    const page = await browser.newPage({ javaScriptEnabled: false });
    await page.goto(`${desk.address}/queue`);
    const entry = page
      .getByRole('listitem')
      .filter({ hasText: "The baker's call about the bridge" });
    await entry.getByRole('button', { name: 'Not about this' }).first().click();
    expect(await page.getByRole('status').textContent()).toContain('not about this');
    expect(await page.getByRole('button', { name: 'Undo' }).isVisible()).toBe(true);
    await page.close();
  });

  it('lets an administrator change settings without scripts, and take it back', async () => {
    const page = await browser.newPage({ javaScriptEnabled: false });
    await page.goto(`${desk.address}/settings`);
    await page.getByLabel('Change a channel, by its id').fill('c1');
    await page.getByRole('button', { name: 'Open' }).click();
    await page.getByLabel('How far it may go').selectOption('thread');
    await page.getByRole('button', { name: 'Save How far it may go' }).click();
    const said = page.getByRole('status');
    expect(await said.textContent()).toContain('From now on in this channel: cards in threads.');
    await said.getByRole('button', { name: 'Undo' }).click();
    expect(await said.textContent()).toContain('Taken back');
    await page.close();
  });
});
