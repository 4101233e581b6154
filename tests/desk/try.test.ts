import { join } from 'node:path';
import { expect, it } from 'vitest';
import { deskBench, readerAt } from './desk-bench.ts';

const REAL = readerAt(join(import.meta.dirname, '..', '..', 'claims'));
const onRealClaims = () => deskBench({ reader: () => REAL });

it('shows the card of a claim that a message repeats, as both platforms draw it, with the answers', async () => {
  const text = 'wait, has elon really been on the phone with putin for years??';
  const page = await (await onRealClaims().post('/', { text })).text();
  expect(page).toContain('A card under the message.');
  expect(page).toContain('href="/claims/musk-putin-regular-contact"');
  expect(page.match(/<strong>Reported<\/strong>/g)).toHaveLength(2);
  expect(
    page.match(/<strong>Denied by<\/strong> Dmitry Peskov, Kremlin spokesman, 25 Oct 2024/g),
  ).toHaveLength(2);
  expect(page).toContain('aria-label="As Discord draws it"');
  expect(page).toContain('aria-label="As Slack draws it"');
});

it('shows silence with its reason', async () => {
  const text = 'my starlink dropped during a call with my mom';
  const page = await (await onRealClaims().post('/', { text })).text();
  expect(page).toContain('Silence: no claim came near enough.');
  expect(page).toContain('Sidenote says nothing.');
});

it('shows what moderators would be asked', async () => {
  const text = 'musk is a threat to national security and everyone in washington knows it';
  const page = await (await onRealClaims().post('/', { text })).text();
  expect(page).toContain('A suggestion to moderators: the claim is an opinion');
  expect(page).toContain('Mute this claim here');
});

it('reads earlier messages, one on each line', async () => {
  const text = 'he has been in regular contact with putin since 2022 apparently';
  const desk = onRealClaims();
  const alone = await (await desk.post('/try', { text, earlier: 'nice weather' })).text();
  const after = await (
    await desk.post('/try', { text, earlier: 'look\r\nwhat did Elon Musk post' })
  ).text();
  expect(alone).not.toContain('A card under the message.');
  expect(after).toContain('A card under the message.');
  expect(after).toContain('what did Elon Musk post');
});

it('gives the page script the result alone', async () => {
  const fragment = await (
    await deskBench().post('/try', { text: 'did the mayor call the builder of the bridge' })
  ).text();
  expect(fragment).toMatch(/^<section class="result"/);
  expect(fragment).not.toContain('<html');
});

it('tries a sample by its button alone', async () => {
  const page = await (await onRealClaims().post('/', { sample: '1', text: '' })).text();
  expect(page).toContain('my starlink dropped during a call with my mom</textarea>');
});

it.each([
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  '</textarea><script>alert(1)</script>',
  "' onmouseover='alert(1)",
  '[x](javascript:alert(1)) <https://evil.example|x> <@U1> @everyone',
])('takes %s as words', async (text) => {
  const page = await (await deskBench().post('/', { text, earlier: text })).text();
  expect(page).not.toContain('<script>alert');
  expect(page).not.toContain('<img');
  expect(page).not.toContain('</textarea><script');
  expect(page).not.toMatch(/href="javascript/);
  expect(page).not.toMatch(/<[^>]*\sonmouseover=/);
});

it('bears a message of nothing, of blanks, and of forty thousand signs', async () => {
  const desk = deskBench();
  for (const text of ['', ' \n ', 'mayor '.repeat(6700), '\u0000\u202e\ud800']) {
    const response = await desk.post('/', { text });
    expect(response.status).toBe(200);
  }
});
