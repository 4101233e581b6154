import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Hono } from 'hono';

const FILES = {
  'desk.css': 'text/css; charset=utf-8',
  'desk.js': 'text/javascript; charset=utf-8',
  'icon.svg': 'image/svg+xml',
} as const;
type FileName = keyof typeof FILES;

/** The static files, read once, each at an address that changes with its content. */
export interface Assets {
  address(name: FileName): string;
  readonly routes: Hono;
}

/** Reads the static files beside this one. */
export function readAssets(): Assets {
  const folder = join(import.meta.dirname, 'static');
  const names = Object.keys(FILES) as FileName[];
  const texts = new Map(names.map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
  const prints = new Map([...texts].map(([name, text]) => [name, fingerprint(text)]));
  const routes = new Hono();
  for (const [name, text] of texts) {
    routes.get(`/static/${name}`, (c) =>
      c.body(text, 200, {
        'Content-Type': FILES[name],
        'Cache-Control': c.req.query('v') === prints.get(name) ? KEEP : 'no-cache',
      }),
    );
  }
  return { address: (name) => `/static/${name}?v=${prints.get(name)}`, routes };
}

/** A year: the address changes when the file does. */
const KEEP = 'public, max-age=31536000, immutable';

function fingerprint(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, 12);
}
