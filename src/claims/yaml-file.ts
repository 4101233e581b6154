import { isMap, isScalar, LineCounter, type Node, type Pair, parseDocument } from 'yaml';
import type { z } from 'zod';
import type { Fault, FaultPath, Finding } from './fault.ts';
import { wording } from './wording.ts';

/** A YAML file that knows where each of its values stands. */
export interface YamlFile {
  readonly file: string;
  /** The plain value, or undefined where the file is not YAML at all. */
  readonly value: unknown;
  /** Faults of the YAML itself: bad indentation, a key written twice. */
  readonly faults: readonly Fault[];
  /** Gives a finding its line and column; a missing key is placed at the map that lacks it. */
  locate(finding: Finding): Fault;
}

/** Reads YAML text; `file` is the name that faults bear. */
export function readYaml(file: string, text: string): YamlFile {
  const lines = new LineCounter();
  const document = parseDocument(text, {
    lineCounter: lines,
    prettyErrors: false,
    uniqueKeys: true,
  });
  const place = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return { file, line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  const faults = document.errors.map((error) => ({
    ...place(error.pos[0]),
    path: [],
    message: `${error.message}; correct the YAML here`,
    severity: 'error' as const,
  }));
  return {
    file,
    value: faults.length > 0 ? undefined : document.toJS(),
    faults,
    locate: (finding) => ({ ...place(offsetOf(document.contents, finding.path)), ...finding }),
  };
}

/** Checks a file against a schema: the value, or every fault with its place. */
export function checkShape<Shape>(
  yaml: YamlFile,
  schema: z.ZodType<Shape>,
): { value: Shape } | { faults: readonly Fault[] } {
  if (yaml.faults.length > 0) return { faults: yaml.faults };
  const result = schema.safeParse(yaml.value, { reportInput: true });
  if (result.success) return { value: result.data };
  return { faults: result.error.issues.flatMap(findingsOf).map((finding) => yaml.locate(finding)) };
}

function findingsOf(issue: z.core.$ZodIssue): Finding[] {
  const path = issue.path.filter((step) => typeof step !== 'symbol');
  const paths =
    issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [...path, key]) : [path];
  return paths.map((at) => ({ path: at, message: wording(issue), severity: 'error' }));
}

/** The offset of the key (or list entry) that a path names, or of the deepest part of the path that exists. */
function offsetOf(root: Node | null, path: FaultPath): number {
  let node: unknown = root;
  let offset = root?.range?.[0] ?? 0;
  for (const step of path) {
    const next = stepInto(node, step);
    if (next === undefined) break;
    offset = next.offset;
    node = next.node;
  }
  return offset;
}

function stepInto(
  node: unknown,
  step: string | number,
): { node: unknown; offset: number } | undefined {
  if (isMap(node)) {
    const pair = node.items.find(
      (item: Pair) => isScalar(item.key) && String(item.key.value) === String(step),
    );
    if (pair === undefined || !isScalar(pair.key)) return undefined;
    return { node: pair.value, offset: pair.key.range?.[0] ?? 0 };
  }
  const items = (node as { items?: Node[] } | null)?.items;
  const entry = typeof step === 'number' ? items?.[step] : undefined;
  return entry === undefined ? undefined : { node: entry, offset: entry.range?.[0] ?? 0 };
}
