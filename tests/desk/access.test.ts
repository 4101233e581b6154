import { describe, expect, it } from 'vitest';
import { deskBench, NOW } from './desk-bench.ts';

const TOKEN = 'a-token-of-enough-length';
const OPEN = ['/claims', '/claims/mayor-bridge-call', '/rubric', '/login'];
const CLOSED = ['/', '/imported'];

const outside = { host: '0.0.0.0', deskToken: TOKEN };

async function cookieOf(desk: ReturnType<typeof deskBench>, token: string): Promise<string> {
  const response = await desk.post('/login', { token, next: '/imported' });
  return response.headers.get('set-cookie') ?? '';
}

describe('a desk that listens beyond this machine', () => {
  it.each(OPEN)('shows %s to everybody', async (path) => {
    expect((await deskBench({ config: outside }).get(path)).status).toBe(200);
  });

  it.each(CLOSED)('sends those who ask for %s to the sign-in', async (path) => {
    const response = await deskBench({ config: outside }).get(path);
    expect(response.status).toBe(303);
    expect(response.headers.get('location')).toBe(`/login?next=${encodeURIComponent(path)}`);
  });

  it('takes no message from somebody who is not signed in', async () => {
    const response = await deskBench({ config: outside }).post('/try', { text: 'hello' });
    expect(response.status).toBe(403);
  });

  it('lets the token in, and keeps it out of the cookie', async () => {
    const desk = deskBench({ config: outside });
    const cookie = await cookieOf(desk, TOKEN);
    expect(cookie).toMatch(/HttpOnly/);
    expect(cookie).toMatch(/SameSite=Strict/);
    expect(cookie).not.toContain(TOKEN);
    const [pair = ''] = cookie.split(';');
    for (const path of CLOSED) expect((await desk.get(path, { cookie: pair })).status).toBe(200);
  });

  it('lets people out again', async () => {
    const desk = deskBench({ config: outside });
    const [pair = ''] = (await cookieOf(desk, TOKEN)).split(';');
    expect(await (await desk.get('/claims', { cookie: pair })).text()).toContain('Sign out');
    expect(await desk.page('/claims')).toContain('Sign in');
    const response = await desk.post('/logout', {}, { cookie: pair });
    expect(response.headers.get('set-cookie')).toMatch(/^sidenote_desk=; Max-Age=0/);
  });

  it('refuses another token', async () => {
    const desk = deskBench({ config: outside });
    const response = await desk.post('/login', { token: `${TOKEN}x` });
    expect(response.status).toBe(401);
    expect(response.headers.get('set-cookie')).toBeNull();
    expect(await response.text()).toContain('That is not the token.');
  });

  it('refuses cookies that are forged, of another token, or older than thirty days', async () => {
    const desk = deskBench({ config: outside });
    const [pair = ''] = (await cookieOf(desk, TOKEN)).split(';');
    const later = deskBench({ config: { ...outside, now: () => NOW + 31 * 24 * 3_600_000 } });
    const other = deskBench({ config: { ...outside, deskToken: 'another-token-here' } });
    const stretched = pair.replace(/=(\d)/, '=9$1');
    expect((await desk.get('/', { cookie: stretched })).status).toBe(303);
    expect((await later.get('/', { cookie: pair })).status).toBe(303);
    expect((await other.get('/', { cookie: pair })).status).toBe(303);
  });

  it.each(['https://evil.example/', '//evil.example', '/\\evil.example', 'javascript:alert(1)'])(
    'does not go on to %s after the sign-in',
    async (next) => {
      const response = await deskBench({ config: outside }).post('/login', { token: TOKEN, next });
      expect(response.headers.get('location')).toBe('/');
    },
  );

  it('keeps faults and drafts from everybody else', async () => {
    const desk = deskBench({
      config: outside,
      loaderFaults: () => [
        {
          file: 'secret.yaml',
          line: 1,
          column: 1,
          path: [],
          message: 'is broken',
          severity: 'error',
        },
      ],
    });
    expect(await desk.page('/claims')).not.toContain('secret.yaml');
  });
});

describe('a desk behind a public address', () => {
  const published = { host: '127.0.0.1', publicUrl: 'https://notes.example' };

  it('asks whoever comes by that address, even without a token of its own', async () => {
    const desk = deskBench({ config: published });
    expect((await desk.get('/claims', { host: 'notes.example' })).status).toBe(200);
    const response = await desk.get('/', { host: 'notes.example' });
    expect(response.status).toBe(403);
    expect(await response.text()).toContain('DESK_TOKEN');
  });

  it('asks whoever comes through a proxy', async () => {
    const forwarded = { 'x-forwarded-for': '203.0.113.9' };
    expect((await deskBench({ config: published }).get('/', forwarded)).status).toBe(403);
  });

  it('always asks where it has a token, because a proxy may not say that it is one', async () => {
    const desk = deskBench({ config: { ...published, deskToken: TOKEN } });
    expect((await desk.get('/')).status).toBe(303);
  });

  it('keeps its cookie to https', async () => {
    const desk = deskBench({ config: { ...published, deskToken: TOKEN } });
    const headers = { host: 'notes.example', origin: 'https://notes.example' };
    const response = await desk.post('/login', { token: TOKEN }, headers);
    expect(response.headers.get('set-cookie')).toMatch(/; Secure/);
  });
});
