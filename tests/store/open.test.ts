import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Kysely, sql } from 'kysely';
import { afterEach, describe, expect, it } from 'vitest';
import { firstSettings } from '../../src/moderate/settings.ts';
import { addCounts, countsSince } from '../../src/store/counts.ts';
import { migrate, versionOf } from '../../src/store/migrate.ts';
import { MIGRATIONS } from '../../src/store/migrations.ts';
import { openStore, type Store } from '../../src/store/open.ts';
import { changeLayer, settingsAt } from '../../src/store/settings.ts';
import { openFile } from '../../src/store/sqlite.ts';
import type { Tables } from '../../src/store/tables.ts';
import { bench, HOME, temporaryFile } from '../fixtures/bench.ts';
import { rumour } from '../fixtures/calls.ts';
import { startPostgres } from '../fixtures/postgres.ts';
import { onBothStores } from '../fixtures/stores.ts';

const OPEN = JSON.stringify(join(import.meta.dirname, '../../src/store/open.ts'));

onBothStores((fresh) => {
  const open: Store[] = [];
  afterEach(async () => {
    for (const store of open.splice(0)) await store.close();
  });

  it('is made and brought to this version by opening it', async () => {
    const store = await openStore(await fresh());
    open.push(store);
    expect(await versionOf(store.db)).toBe(MIGRATIONS.length);
  });

  it('keeps what it held when it is opened again', async () => {
    const address = await fresh();
    const first = await openStore(address);
    const by = { moderator: 'mod', at: 1 };
    await changeLayer(first.db, HOME, { scope: 'workspace' }, { rung: 'thread' }, by);
    await first.close();
    const store = await openStore(address);
    open.push(store);
    expect((await settingsAt(store.db, firstSettings(undefined), HOME)).settings.rung).toBe(
      'thread',
    );
  });

  it('refuses what a newer version wrote, and leaves it as it is', async () => {
    const address = await fresh();
    const first = await openStore(address);
    await sql`update schema_version set version = 99`.execute(first.db);
    await first.close();
    await expect(openStore(address)).rejects.toMatchObject({ name: 'StoreError', fault: 'newer' });
  });

  it('keeps nothing of a transaction that fails', async () => {
    const store = await openStore(await fresh());
    open.push(store);
    const row = {
      platform: 'desk',
      workspace: 'w',
      day: '2026-03-02',
      name: 'no-match',
      claim: '',
      count: 1,
    };
    const failing = store.locked(['x'], async (db) => {
      await addCounts(db, [row]);
      throw new Error('on purpose');
    });
    await expect(failing).rejects.toThrow('on purpose');
    expect(await countsSince(store.db, '2026-01-01')).toEqual([]);
  });

  it('gives a lock to one at a time', async () => {
    const address = await fresh();
    const store = await openStore(address);
    const other = address.kind === 'postgres' ? await openStore(address) : store;
    open.push(...new Set([store, other]));
    const row = { platform: 'desk', workspace: 'w', day: '2026-03-02', name: 'turns', claim: '' };
    const turn = (where: Store) =>
      where.locked(['turn'], async (db) => {
        const [before] = await countsSince(db, '2026-01-01');
        await db.deleteFrom('counts').execute();
        await addCounts(db, [{ ...row, count: (before?.count ?? 0) + 1 }]);
      });
    await Promise.all(Array.from({ length: 20 }, (_, at) => turn(at % 2 === 0 ? store : other)));
    expect((await countsSince(store.db, '2026-01-01'))[0]?.count).toBe(20);
  });
});

it('comes forward from every version before this one', async () => {
  for (const from of MIGRATIONS.keys()) {
    const { file, address, remove } = temporaryFile();
    const opened = openFile(file);
    const old = new Kysely<Tables>({ dialect: opened.dialect });
    await migrate(old, from);
    expect(await versionOf(old)).toBe(from);
    await old.destroy();
    opened.release();
    const store = await openStore(address);
    expect(await versionOf(store.db)).toBe(MIGRATIONS.length);
    await store.close();
    remove();
  }
});

describe('a SQLite file', () => {
  it('is refused to a second process, with the pid of the first', async () => {
    const { address, remove } = temporaryFile();
    const store = await openStore(address);
    const second = `import(${OPEN}).then((m) => m.openStore(${JSON.stringify(address)})).then(() => console.log('opened'), (e) => console.log(e.fault, e.message))`;
    const said = execFileSync(process.execPath, ['--input-type=module', '-e', second], {
      encoding: 'utf8',
    });
    expect(said).toContain(
      `taken ${address.kind === 'sqlite' ? address.file : ''} is in use by process ${process.pid}`,
    );
    await store.close();
    const afterwards = await openStore(address);
    await afterwards.close();
    remove();
  });

  it('that is full refuses whole decisions, and goes on when there is room', async () => {
    const { address, remove } = temporaryFile();
    const one = await bench(address, { rung: 'channel' });
    await one.say(rumour('mayor'));
    await sql`pragma max_page_count = 1`.execute(one.store.db);
    const pages = await sql<{ max: number }>`pragma max_page_count`.execute(one.store.db);
    for (let at = 0; at < 200; at++) await one.say(rumour('bishop', String(at)), { id: `b${at}` });
    expect(one.log.join('')).toContain('no space left');
    expect(pages.rows).toHaveLength(1);
    const { db } = one.store;
    await sql`pragma max_page_count = 100000`.execute(db);
    const id = await one.say(rumour('baker'));
    expect(one.wall.under(id)).toHaveLength(1);
    const cards = await db.selectFrom('cards').select('id').execute();
    const effects = await db
      .selectFrom('effects')
      .select('key')
      .where('kind', '=', 'post-card')
      .execute();
    expect(effects.map(({ key }) => key).toSorted()).toEqual(
      cards.map((card) => `post:${card.id}`).toSorted(),
    );
    await one.end();
    remove();
  });

  it('that turns read-only costs a card, not the program', async () => {
    const { address, remove } = temporaryFile();
    const one = await bench(address, { rung: 'channel' });
    await sql`pragma query_only = on`.execute(one.store.db);
    const id = await one.say(rumour('mayor')).catch(() => 'failed');
    expect(one.log.join('')).toContain('cannot be written');
    expect(one.wall.under(id)).toEqual([]);
    await sql`pragma query_only = off`.execute(one.store.db);
    expect(one.wall.under(await one.say(rumour('bishop')))).toHaveLength(1);
    await one.end();
    remove();
  });

  it('in a folder that is a file is refused with advice', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'sidenote-odd-'));
    mkdirSync(join(folder, 'sidenote.db'));
    const address = { kind: 'sqlite', file: join(folder, 'sidenote.db') } as const;
    await expect(openStore(address)).rejects.toMatchObject({ name: 'StoreError' });
    rmSync(folder, { recursive: true });
  });

  it('is free again when its process was killed', async () => {
    const { address, file, remove } = temporaryFile();
    const dying = `import(${OPEN}).then((m) => m.openStore(${JSON.stringify(address)})).then(() => process.kill(process.pid, 'SIGKILL'))`;
    expect(() =>
      execFileSync(process.execPath, ['--input-type=module', '-e', dying], { stdio: 'ignore' }),
    ).toThrow();
    const store = await openStore(address);
    await store.close();
    const sound = new DatabaseSync(file, { readOnly: true });
    expect(sound.prepare('pragma integrity_check').get()).toEqual({ integrity_check: 'ok' });
    sound.close();
    remove();
  });
});

describe('a Postgres server that is lost', () => {
  it('costs cards while it is away, and nothing afterwards', async () => {
    const server = await startPostgres();
    const one = await bench(
      { kind: 'postgres', url: await server.database() },
      { rung: 'channel' },
    );
    await one.say(rumour('mayor'));
    await server.pause();
    const author = { id: 'ann', kind: 'person', roles: [] } as const;
    const message = { place: HOME, id: 'lost', author, at: one.clock.now, text: rumour('bishop') };
    await one.moderator.handlers.message(message);
    expect(one.log.join('')).toContain('the database server does not answer');
    await server.start();
    const id = await one.say(rumour('baker'));
    expect(one.wall.under(id)).toHaveLength(1);
    expect(one.wall.under('lost')).toEqual([]);
    await one.end();
    await server.stop();
  });
});
