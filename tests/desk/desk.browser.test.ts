import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Listening, listen } from '../../src/desk/listen.ts';
import { HAS_BROWSER, openBrowser, seriousFindings } from './browser.ts';
import { deskBench, readerAt } from './desk-bench.ts';

const CLAIM = '/claims/musk-putin-regular-contact';
const PAGES = ['/', '/claims', CLAIM, '/claims/starlink-crimea-2022', '/rubric', '/nowhere'];

describe.runIf(HAS_BROWSER)('in a browser', () => {
  let browser: Browser;
  let desk: Listening;

  beforeAll(async () => {
    const reader = readerAt(join(import.meta.dirname, '..', '..', 'claims'));
    const contact = 'corrections@newsroom.example';
    desk = await listen(
      deskBench({ reader: () => reader, config: { contact } }).app,
      '127.0.0.1',
      0,
    );
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser.close();
    await desk.stop();
  });

  const sizes = [
    ['light', 1360],
    ['dark', 1360],
    ['light', 360],
  ] as const;

  it.each(sizes)(
    'axe finds nothing serious, %s, %i wide, and nothing runs over the edge',
    async (colorScheme, width) => {
      const page = await browser.newPage({ colorScheme, viewport: { width, height: 900 } });
      const complaints: string[] = [];
      page.on('console', (message) => complaints.push(message.text()));
      for (const path of PAGES) {
        await page.goto(desk.address + path);
        await page.evaluate(
          'for (const each of document.querySelectorAll("details")) each.open = true',
        );
        expect([path, await seriousFindings(page)]).toEqual([path, []]);
        const wide = await page.evaluate('document.documentElement.scrollWidth');
        expect([path, wide]).toEqual([path, width]);
      }
      expect(complaints.filter((text) => !text.includes('404'))).toEqual([]);
      await page.close();
    },
  );

  it('renews the result while somebody types, and says so to screen readers', async () => {
    const page = await browser.newPage();
    await page.goto(desk.address);
    await page
      .getByLabel('Message', { exact: true })
      .fill('my starlink dropped during a call with my mom');
    await page.locator('#announce', { hasText: 'Silence: no claim came near enough.' }).waitFor();
    expect(await page.locator('.dc-nothing').textContent()).toBe('Sidenote says nothing.');
    await page
      .getByLabel('Message', { exact: true })
      .fill('musk has been talking to putin regularly since 2022');
    await page.locator('#announce', { hasText: 'A card under the message.' }).waitFor();
    expect(await page.locator('.dc-container').count()).toBe(1);
    await page.close();
  });

  it('works by keyboard alone', async () => {
    const page = await browser.newPage();
    await page.goto(desk.address);
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement?.textContent')).toBe('Skip to the content');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement?.id')).toBe('text');
    await page.keyboard.press('ControlOrMeta+A');
    await page.keyboard.type('my starlink dropped during a call with my mom');
    await page.keyboard.press('Enter');
    await page.locator('.verdict.is-silent').waitFor();
    await page.close();
  });

  it('works without scripts: a trial, a sample, a search, a claim', async () => {
    const page = await browser.newPage({ javaScriptEnabled: false });
    await page.goto(desk.address);
    await page
      .getByLabel('Message', { exact: true })
      .fill('my starlink dropped during a call with my mom');
    await page.getByRole('button', { name: 'Try it' }).click();
    expect(await page.locator('.verdict h2').textContent()).toBe(
      'Silence: no claim came near enough.',
    );
    await page.getByRole('button', { name: 'An opinion' }).click();
    expect(await page.locator('.verdict h2').textContent()).toContain('A suggestion to moderators');
    await page.getByRole('link', { name: 'Claims', exact: true }).click();
    await page.getByRole('searchbox').fill('peskov regular');
    await page.getByRole('button', { name: 'Show' }).click();
    await page
      .getByRole('link', { name: 'Regular contact between Musk and Putin since 2022' })
      .click();
    expect(new URL(page.url()).pathname).toBe(CLAIM);
    expect(await page.getByRole('heading', { name: 'Who answered' }).isVisible()).toBe(true);
    await page.close();
  });

  it('runs nothing that somebody types', async () => {
    const page = await browser.newPage();
    let ran = false;
    page.on('dialog', (dialog) => {
      ran = true;
      void dialog.dismiss();
    });
    await page.goto(desk.address);
    const hostile = '<img src=x onerror=alert(1)><script>alert(2)</script>';
    await page.getByLabel('Message', { exact: true }).fill(hostile);
    await page.locator('.dc-said', { hasText: hostile }).waitFor();
    expect(ran).toBe(false);
    expect(await page.locator('#result img, #result script').count()).toBe(0);
    await page.close();
  });
});
