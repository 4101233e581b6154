import type { Hono } from 'hono';
import { loadClaims } from '../../src/claims/load.ts';
import { createDesk, type DeskConfig, type DeskParts } from '../../src/desk/desk.ts';
import { type Reader, readerOf } from '../../src/moderate/reader.ts';
import { claimFolder } from '../fixtures/claim-folder.ts';

/** The day on which the desk's tests happen. */
export const TODAY = '2026-11-24';
/** A moment of that day. */
export const NOW = Date.parse('2026-11-24T12:00:00Z');

/** A desk to send requests to, as a browser on the same machine would. */
export interface Bench {
  readonly app: Hono;
  get(path: string, headers?: Readonly<Record<string, string>>): Promise<Response>;
  post(
    path: string,
    form: Readonly<Record<string, string>>,
    headers?: Readonly<Record<string, string>>,
  ): Promise<Response>;
  /** The markup of a page. */
  page(path: string): Promise<string>;
}

/** What a desk of the tests has otherwise than others. */
export interface BenchOptions extends Partial<Omit<DeskParts, 'config'>> {
  readonly config?: Partial<DeskConfig>;
  /** Claim files beside or instead of those of the fixture. */
  readonly files?: Readonly<Record<string, string>>;
}

/** A desk over invented claims, or over `reader`. */
export function deskBench({ config, files, reader, ...parts }: BenchOptions = {}): Bench {
  const fixture = reader ?? fixtureReader(files);
  const app = createDesk({
    config: { host: '127.0.0.1', now: () => NOW, ...config },
    reader: fixture,
    today: () => TODAY,
    loaderFaults: () => [],
    logger: { error: (fault: object) => process.stderr.write(`${JSON.stringify(fault)}\n`) },
    ...parts,
  });
  const send = async (path: string, init: RequestInit) => app.request(path, init);
  const get: Bench['get'] = (path, headers = {}) =>
    send(path, { headers: { host: 'localhost:8080', ...headers } });
  return {
    app,
    get,
    post: (path, form, headers = {}) =>
      send(path, {
        method: 'POST',
        body: new URLSearchParams(form),
        headers: { host: 'localhost:8080', ...headers },
      }),
    page: async (path) => (await get(path)).text(),
  };
}

/** The reader of a claim folder. */
export function readerAt(folder: string): Reader {
  const loaded = loadClaims(folder, TODAY);
  if (!loaded.ok) throw new Error(loaded.faults.map(({ message }) => message).join('\n'));
  return readerOf(loaded.database);
}

function fixtureReader(files: BenchOptions['files']): () => Reader {
  const { folder, remove } = claimFolder(files);
  const reader = readerAt(folder);
  remove();
  return () => reader;
}
