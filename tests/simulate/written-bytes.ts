import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The files under a folder, and in it, whose bytes contain a mark; files that go while they are looked at are left out. */
export function filesWith(folder: string, mark: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => bytesOf(path)?.includes(mark));
}

function bytesOf(path: string): Buffer | undefined {
  try {
    return readFileSync(path);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOENT' || code === 'EISDIR') return undefined;
    throw error;
  }
}
