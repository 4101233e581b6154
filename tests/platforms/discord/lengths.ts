/** A JSON object of unknown shape. */
export type Json = Readonly<Record<string, unknown>>;

/** Whether a value is a JSON object. */
export function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The objects of a JSON array; empty for anything else. */
export function list(value: unknown): Json[] {
  return Array.isArray(value) ? value.filter(isJson) : [];
}

/** A field of what may be an object. */
export function nested(value: unknown, key: string): unknown {
  return isJson(value) ? value[key] : undefined;
}

/** Lengths are counted after trimming white space. Source: DD Message, "Embed Limits". */
export function lengthOf(value: unknown): number {
  return typeof value === 'string' ? value.trim().length : 0;
}

/** A fault when a text is longer than allowed. */
export function over(path: string, value: unknown, most: number): string[] {
  const length = lengthOf(value);
  return length > most ? [`${path}: ${length} characters, at most ${most}`] : [];
}

/** A fault when a text is missing, empty or longer than allowed. */
export function between(path: string, value: unknown, most: number): string[] {
  return lengthOf(value) === 0 ? [`${path}: missing or empty`] : over(path, value, most);
}

/** A fault when an array has more entries than allowed. */
export function tooMany(path: string, values: readonly unknown[], most: number): string[] {
  return values.length > most ? [`${path}: ${values.length}, at most ${most}`] : [];
}

/** A fault for each value that stands there twice. */
export function repeated(path: string, values: readonly string[]): string[] {
  const twice = values.filter((value, index) => values.indexOf(value) !== index);
  return [...new Set(twice)].map((value) => `${path}: ${value} is used twice`);
}
