import { cpSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import type { ClaimDatabase } from '../../src/claims/database.ts';
import { dayAt } from '../../src/claims/partial-date.ts';
import { watchClaims } from '../../src/start/claim-watch.ts';

const CLAIM = 'musk-putin-regular-contact';
const FILE = `musk-and-russia/${CLAIM}.yaml`;
const undo: (() => void)[] = [];
afterEach(() => {
  for (const step of undo.splice(0).toReversed()) step();
});

it('hears every time that an editor puts a new file in the place of the old', async () => {
  const { folder, next } = watched();
  for (const title of ['Once', 'Twice', 'Thrice']) {
    const heard = next();
    retitle(folder, title);
    expect((await heard)?.byId.get(CLAIM)?.title).toBe(title);
  }
});

it('hears of files in a folder that came later', async () => {
  const { folder, next } = watched();
  const aside = folderFor('sidenote-aside-');
  const topic = join(folder, 'musk-and-russia');
  let heard = next();
  renameSync(topic, join(aside, 'topic'));
  expect(await heard).toBeUndefined(); // other claims name those that went
  heard = next();
  renameSync(join(aside, 'topic'), topic);
  expect((await heard)?.byId.has(CLAIM)).toBe(true);
  heard = next();
  retitle(folder, 'In the new folder');
  expect((await heard)?.byId.get(CLAIM)?.title).toBe('In the new folder');
});

/** A copy of the claims, watched; `next` is what the next reload brings: a database, or nothing where there are faults. */
function watched(): { folder: string; next: () => Promise<ClaimDatabase | undefined> } {
  const folder = folderFor('sidenote-claims-');
  cpSync('claims', folder, { recursive: true });
  let tell: (database?: ClaimDatabase) => void = () => undefined;
  const watch = watchClaims(folder, () => dayAt(Date.now()), {
    loaded: (database) => tell(database),
    faulty: () => tell(),
  });
  undo.push(() => watch.stop());
  const next = () =>
    new Promise<ClaimDatabase | undefined>((resolve) => {
      tell = resolve;
    });
  return { folder, next };
}

function folderFor(name: string): string {
  const folder = mkdtempSync(join(tmpdir(), name));
  undo.push(() => rmSync(folder, { recursive: true }));
  return folder;
}

/** As vim, sed -i and git do it: a new file beside the old, renamed over it. */
function retitle(folder: string, title: string): void {
  const path = join(folder, FILE);
  const text = readFileSync(path, 'utf8').replace(/^title: .*$/m, `title: ${title}`);
  writeFileSync(`${path}.new`, text);
  renameSync(`${path}.new`, path);
}
