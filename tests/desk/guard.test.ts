import { describe, expect, it } from 'vitest';
import { deskBench } from './desk-bench.ts';

describe('the Host header', () => {
  const names = [
    ['localhost:8080', 200],
    ['127.0.0.1:9', 200],
    ['[::1]:8080', 200],
    ['LOCALHOST', 200],
    ['evil.example', 421],
    ['localhost.evil.example', 421],
    ['127.0.0.1.evil.example:8080', 421],
    ['192.168.1.7:8080', 421],
    ['', 421],
    ['localhost:8080@evil.example', 421],
  ] as const;

  it.each(names)('%s gets %i', async (host, status) => {
    const response = await deskBench().get('/claims', { host });
    expect(response.status).toBe(status);
  });

  it('is refused in words that say what to do', async () => {
    const response = await deskBench().get('/claims', { host: 'evil.example' });
    expect(await response.text()).toContain('set HOST or PUBLIC_URL to the name you use');
  });

  it('may be the public one, or any address where the desk listens on all', async () => {
    const config = {
      host: '0.0.0.0',
      publicUrl: 'https://notes.example',
      deskToken: 'x'.repeat(16),
    };
    const desk = deskBench({ config });
    expect((await desk.get('/claims', { host: 'notes.example' })).status).toBe(200);
    expect((await desk.get('/claims', { host: '192.168.1.7:8080' })).status).toBe(200);
    expect((await desk.get('/claims', { host: 'other.example' })).status).toBe(421);
  });
});

describe('requests that change something', () => {
  it.each([
    [{ 'sec-fetch-site': 'cross-site' }],
    [{ 'sec-fetch-site': 'same-site' }],
    [{ origin: 'https://evil.example' }],
    [{ origin: 'null' }],
    [{ origin: 'http://localhost:9999' }],
    [{ origin: 'https://evil.example', 'sec-fetch-site': 'same-origin' }],
  ])('are refused with %o', async (headers) => {
    const response = await deskBench().post('/try', { text: 'hello' }, headers);
    expect(response.status).toBe(403);
    expect(await response.text()).toContain('another site');
  });

  it.each([
    [{ 'sec-fetch-site': 'same-origin', origin: 'http://localhost:8080' }],
    [{ origin: 'http://localhost:8080' }],
    [{}],
  ])('are taken with %o', async (headers) => {
    expect((await deskBench().post('/try', { text: 'hello' }, headers)).status).toBe(200);
  });
});

describe('every response', () => {
  it.each(['/', '/claims', '/nowhere', '/static/desk.css'])(
    'forbids foreign content: %s',
    async (path) => {
      const { headers } = await deskBench().get(path);
      const policy = headers.get('content-security-policy') ?? '';
      expect(policy).toContain("default-src 'none'");
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).not.toContain('unsafe');
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('referrer-policy')).toBe('same-origin');
    },
  );

  it('is kept by no cache, but for files whose address changes with them', async () => {
    const desk = deskBench();
    expect((await desk.get('/claims')).headers.get('cache-control')).toBe('no-store');
    const [style = ''] = /\/static\/desk\.css\?v=[\w-]+/.exec(await desk.page('/claims')) ?? [];
    expect((await desk.get(style)).headers.get('cache-control')).toContain('immutable');
  });
});

describe('requests for what is not there', () => {
  it('get a page that says so', async () => {
    const response = await deskBench().get('/nowhere');
    expect(response.status).toBe(404);
    expect(await response.text()).toContain('There is no such page');
  });

  it('are told which methods a page takes', async () => {
    const desk = deskBench();
    const response = await desk.app.request('/claims', {
      method: 'DELETE',
      headers: { host: 'localhost' },
    });
    expect(response.status).toBe(405);
    expect(response.headers.get('allow')).toBe('GET, HEAD');
  });

  it('answers HEAD like GET, without a body', async () => {
    const response = await deskBench().app.request('/claims', {
      method: 'HEAD',
      headers: { host: 'localhost' },
    });
    expect(response.status).toBe(200);
    expect(await response.text()).toBe('');
  });
});

it('refuses bodies that are too large or of unknown length', async () => {
  const desk = deskBench();
  const large = { 'content-length': String(300 * 1024) };
  expect((await desk.post('/try', { text: 'x' }, large)).status).toBe(413);
  expect((await desk.post('/try', { text: 'x' }, { 'transfer-encoding': 'chunked' })).status).toBe(
    411,
  );
});

it('shows the faults of a reload on top of every page', async () => {
  const fault = {
    file: 'claims/bridges/x.yaml',
    line: 3,
    column: 5,
    path: ['title'],
    message: 'is missing; add it (a text)',
    severity: 'error',
  } as const;
  const desk = deskBench({ loaderFaults: () => [fault] });
  for (const path of ['/', '/claims', '/rubric'])
    expect(await desk.page(path)).toContain(
      'claims/bridges/x.yaml:3:5: title: is missing; add it (a text)',
    );
});
