import type { z } from 'zod';

type Issue = z.core.$ZodIssue;

/** What a schema fault means to a curator: what is wrong; what to do. */
export function wording(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined && issue.message.includes('undefined')
        ? `is missing; add it (${aOrAn(issue.expected)})`
        : `is not ${aOrAn(issue.expected)}; correct it`;
    case 'invalid_value':
      return `is not a known value; write one of ${issue.values.join(', ')}`;
    case 'unrecognized_keys':
      return 'is an unknown key; remove it or correct its spelling';
    case 'too_big':
      return `is too long; the most is ${issue.maximum}${unit(issue.origin)}`;
    case 'too_small':
      return `is too short; the least is ${issue.minimum}${unit(issue.origin)}`;
    case 'invalid_format':
      return issue.format === 'url'
        ? 'is not a web address; write it whole, with https://'
        : issue.message;
    case 'invalid_union':
      return 'has none of the forms allowed here; compare it with docs/claims.md';
    case 'invalid_key':
      return `is not a key allowed here; ${issue.issues.map((inner) => inner.message).join(', ')}`;
    default:
      return issue.message;
  }
}

function aOrAn(type: string): string {
  const noun = { array: 'list', record: 'map', object: 'map', string: 'text' }[type] ?? type;
  return /^[aeiou]/.test(noun) ? `an ${noun}` : `a ${noun}`;
}

function unit(origin: string): string {
  if (origin === 'string') return ' characters';
  return origin === 'array' ? ' entries' : '';
}
