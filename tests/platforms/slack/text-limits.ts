import { isObject, type JsonObject } from './json.ts';
import { LIMITS, type Violation } from './limits.ts';

/** Gathers violations while a payload is walked; every check adds to it and none throws. */
export type Findings = {
  violations: Violation[];
  /** Characters of all markdown blocks seen. */
  markdownLength: number;
  tables: number;
};

/** Records a broken rule. */
export function broken(findings: Findings, pointer: string, rule: string): void {
  findings.violations.push({ pointer, rule });
}

/** A string of 1 to `max` characters; absent is fine unless `required`. */
export function checkString(
  findings: Findings,
  value: unknown,
  pointer: string,
  max: number,
  required = false,
): void {
  if (value === undefined || value === null) {
    if (required) broken(findings, pointer, 'missing required field');
    return;
  }
  if (typeof value !== 'string') {
    broken(findings, pointer, 'must be a string');
    return;
  }
  if (value.length === 0) broken(findings, pointer, 'must be more than 0 characters');
  if (value.length > max) broken(findings, pointer, `must be less than ${max + 1} characters`);
}

/** A list of `min` to `max` objects; the answer is empty for anything that is no list. */
export function checkList(
  findings: Findings,
  value: unknown,
  pointer: string,
  max: number,
  min = 1,
): JsonObject[] {
  if (!Array.isArray(value)) {
    broken(findings, pointer, 'must be a list');
    return [];
  }
  if (value.length < min) broken(findings, pointer, `no less than ${min} items allowed`);
  if (value.length > max) broken(findings, pointer, `no more than ${max} items allowed`);
  value.forEach((item, index) => {
    if (!isObject(item)) broken(findings, `${pointer}/${index}`, 'must be an object');
  });
  return value.map((item) => (isObject(item) ? item : {}));
}

/** What a text object must keep at its place. */
export type TextRule = { max?: number; plain?: boolean; required?: boolean };

/** A text object: plain_text or mrkdwn, 1 to `max` characters. */
export function checkText(
  findings: Findings,
  value: unknown,
  pointer: string,
  { max = LIMITS.textObject, plain = false, required = false }: TextRule = {},
): void {
  if (value === undefined || value === null) {
    if (required) broken(findings, pointer, 'missing required field');
    return;
  }
  if (!isObject(value)) {
    broken(findings, pointer, 'must be a text object');
    return;
  }
  const allowed = plain ? ['plain_text'] : ['plain_text', 'mrkdwn'];
  if (!allowed.includes(String(value.type))) {
    broken(findings, `${pointer}/type`, `must be ${allowed.join(' or ')}`);
  }
  if (value.type === 'mrkdwn' && value.emoji !== undefined) {
    broken(findings, `${pointer}/emoji`, 'only plain_text has emoji');
  }
  checkString(findings, value.text, `${pointer}/text`, Math.min(max, LIMITS.textObject), true);
}

/** Ids that must differ within their message or block. */
export function checkUniqueIds(
  findings: Findings,
  items: readonly JsonObject[],
  key: 'block_id' | 'action_id',
  pointer: string,
): void {
  const seen = new Set<unknown>();
  items.forEach((item, index) => {
    const id = item[key];
    if (id === undefined) return;
    checkString(findings, id, `${pointer}/${index}/${key}`, LIMITS.id);
    if (seen.has(id)) broken(findings, `${pointer}/${index}/${key}`, `${key} must be unique`);
    seen.add(id);
  });
}
