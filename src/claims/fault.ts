/** A path into a file: keys and list positions, as in `responses.0.sources.1`. */
export type FaultPath = readonly (string | number)[];

/** Something wrong at a place of a claim, before it is known where in the file that is. */
export interface Finding {
  readonly path: FaultPath;
  /** What is wrong; what to do: `is missing; add it`. */
  readonly message: string;
  /** A warning is shown and stops nothing. */
  readonly severity: 'error' | 'warning';
}

/** A finding with its place in a file; line and column count from 1. */
export interface Fault extends Finding {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** `file:line:column: path: what is wrong; what to do`, the form editors and terminals make a link of. */
export function inOneLine(fault: Fault): string {
  const where = `${fault.file}:${fault.line}:${fault.column}`;
  const path = fault.path.length === 0 ? '' : `${fault.path.join('.')}: `;
  const warning = fault.severity === 'warning' ? 'warning: ' : '';
  return `${where}: ${warning}${path}${fault.message}`;
}

/** Reading order: by file, then by place. */
export function byPlace(a: Fault, b: Fault): number {
  return a.file.localeCompare(b.file) || a.line - b.line || a.column - b.column;
}
