import { type Dirent, existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { z } from 'zod';
import { Claim } from './claim.ts';
import type { ClaimDatabase } from './database.ts';
import { byPlace, type Fault } from './fault.ts';
import { ImportedClaim } from './imported.ts';
import { lint } from './lint.ts';
import type { Day } from './partial-date.ts';
import { error, type LintContext } from './rule.ts';
import { Vocabulary } from './vocabulary.ts';
import { checkShape, readYaml, type YamlFile } from './yaml-file.ts';

/** The whole database, or every fault of every file in reading order; with faults nothing is to be started. */
export type Loaded =
  | { readonly ok: true; readonly database: ClaimDatabase }
  | { readonly ok: false; readonly faults: readonly Fault[] };

/** Shelf files beside the topic folders; each is a map of texts. */
const Texts = z.record(z.string(), z.string());

interface ClaimFile {
  readonly yaml: YamlFile;
  readonly claim: Claim;
}

/**
 * Reads and checks the claim database under `folder`; `today` decides which dates lie ahead and which reviews are overdue. It is
 * the one place in `claims/` that touches files, and throws only for what it cannot read at all.
 */
export function loadClaims(folder: string, today: Day): Loaded {
  const faults: Fault[] = [];
  const keep = <Shape>(
    checked: { value: Shape } | { faults: readonly Fault[] },
  ): Shape | undefined => {
    if ('value' in checked) return checked.value;
    faults.push(...checked.faults);
    return undefined;
  };
  const shelf = <Shape>(name: string, schema: z.ZodType<Shape>) =>
    keep(checkShape(open(folder, name), schema));

  const topics = shelf('topics.yaml', Texts) ?? {};
  const refusedHosts = shelf('refused-hosts.yaml', Texts) ?? {};
  const vocabulary = shelf('vocabulary.yaml', Vocabulary);
  const files = claimFiles(folder).flatMap((name) => {
    const yaml = open(folder, name);
    const claim = keep(checkShape(yaml, Claim));
    return claim === undefined ? [] : [{ yaml, claim }];
  });
  const imported = importedFiles(folder).flatMap((name) => readImported(folder, name, faults));

  const claims = inShelfOrder(
    files.map(({ claim }) => claim),
    Object.keys(topics),
  );
  const context: LintContext = {
    today,
    refusedHosts,
    claimIds: new Set(claims.map(({ id }) => id)),
    vocabularyIds: new Set(Object.keys(vocabulary ?? {})),
    topics: new Set(Object.keys(topics)),
  };
  faults.push(...files.flatMap((file) => faultsOf(file, context)), ...doubles(files));
  const errors = faults.filter(({ severity }) => severity === 'error');
  if (errors.length > 0 || vocabulary === undefined)
    return { ok: false, faults: errors.toSorted(byPlace) };
  return {
    ok: true,
    database: {
      claims,
      byId: new Map(claims.map((claim) => [claim.id, claim])),
      imported: new Map(imported.map((claim) => [claim.id, claim])),
      topics: new Map(Object.entries(topics)),
      vocabulary,
      warnings: faults.toSorted(byPlace),
    },
  };
}

function faultsOf({ yaml, claim }: ClaimFile, context: LintContext): Fault[] {
  const name = basename(yaml.file, '.yaml');
  const shelf = basename(dirname(yaml.file));
  const misplaced = [
    ...(claim.id === name
      ? []
      : [error(['id'], `is not the file's name (${name}); make them the same`)]),
    ...(claim.topic === shelf
      ? []
      : [error(['topic'], `is not the file's folder (${shelf}); move the file or correct it`)]),
  ];
  return [...misplaced, ...lint(claim, context)].map((finding) => yaml.locate(finding));
}

function doubles(files: readonly ClaimFile[]): Fault[] {
  const first = new Map<string, string>();
  return files.flatMap(({ yaml, claim }) => {
    const other = first.get(claim.id);
    first.set(claim.id, other ?? yaml.file);
    return other === undefined
      ? []
      : [yaml.locate(error(['id'], `stands in ${other} too; give one of them another id`))];
  });
}

/** `claims/<topic>/<id>.yaml`, relative to the folder. */
function claimFiles(folder: string): string[] {
  return folders(folder)
    .filter(({ name }) => name !== 'imported')
    .flatMap(({ name }) => readdirSync(join(folder, name)).map((file) => join(name, file)))
    .filter((name) => name.endsWith('.yaml'))
    .toSorted();
}

function folders(folder: string): Dirent[] {
  return readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
}

function importedFiles(folder: string): string[] {
  const imported = join(folder, 'imported');
  if (!existsSync(imported)) return [];
  return readdirSync(imported)
    .filter((name) => name.endsWith('.jsonl'))
    .toSorted()
    .map((name) => join('imported', name));
}

function readImported(folder: string, name: string, faults: Fault[]): ImportedClaim[] {
  const lines = readFileSync(join(folder, name), 'utf8').split('\n');
  return lines.flatMap((line, index) => {
    if (line.trim() === '') return [];
    const claim = importedClaim(line);
    if (claim !== undefined) return [claim];
    const message = 'is no imported claim; import the feed again (npm run -s claims -- import)';
    faults.push({
      file: shown(folder, name),
      line: index + 1,
      column: 1,
      path: [],
      message,
      severity: 'error',
    });
    return [];
  });
}

function importedClaim(line: string): ImportedClaim | undefined {
  try {
    return ImportedClaim.safeParse(JSON.parse(line)).data;
  } catch {
    return undefined;
  }
}

function open(folder: string, name: string): YamlFile {
  const path = join(folder, name);
  return readYaml(shown(folder, name), existsSync(path) ? readFileSync(path, 'utf8') : '');
}

/** The name a curator knows the file by: from the working directory where it lies below it. */
function shown(folder: string, name: string): string {
  const path = relative(process.cwd(), join(folder, name));
  return path.startsWith('..') ? join(folder, name) : path;
}

function inShelfOrder(claims: readonly Claim[], topics: readonly string[]): Claim[] {
  return claims.toSorted(
    (a, b) => topics.indexOf(a.topic) - topics.indexOf(b.topic) || a.id.localeCompare(b.id),
  );
}
