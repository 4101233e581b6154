import { readFileSync } from 'node:fs';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormatsModule from 'ajv-formats';

/** Finds what the published specification says against a request body. */
export type SpecCheck = (method: string, path: string, body: unknown) => readonly string[];

let toldMissing = false;

/**
 * A check against Discord's OpenAPI file (discord/discord-api-spec, `specs/openapi.json`) named by
 * the environment variable DISCORD_OPENAPI. Without it nothing is checked here, which is said once.
 */
export function specCheckFromEnvironment(): SpecCheck {
  const file = process.env.DISCORD_OPENAPI;
  if (file !== undefined && file !== '') return specCheck(file);
  if (!toldMissing) {
    toldMissing = true;
    console.warn('DISCORD_OPENAPI names no file: bodies are checked against limits.ts only.');
  }
  return () => [];
}

const loaded = new Map<string, SpecCheck>();

/** The check for one file; loaded once a process, schemas compiled when first met. */
export function specCheck(file: string): SpecCheck {
  const known = loaded.get(file);
  if (known !== undefined) return known;
  const spec: unknown = JSON.parse(readFileSync(file, 'utf8'), acceptIntegerStrings);
  const paths = Object.keys((spec as { paths: Record<string, unknown> }).paths);
  const ajv = new Ajv2020({ strict: false, allErrors: true, validateFormats: true });
  addFormatsModule.default(ajv);
  ajv.addFormat('snowflake', /^\d{1,20}$/);
  ajv.addFormat('nonce', true);
  ajv.addSchema(spec as object, 'spec');
  const compiled = new Map<string, ValidateFunction | null>();
  const check: SpecCheck = (method, path, body) => {
    const template = templateFor(paths, path);
    if (template === null) return [`${path} is not a path of the specification`];
    const pointer = `spec#/paths/${escapePointer(template)}/${method.toLowerCase()}/requestBody/content/application~1json/schema`;
    if (!compiled.has(pointer)) compiled.set(pointer, compile(ajv, pointer));
    const validate = compiled.get(pointer);
    if (!validate) return [`${method} ${template} takes no JSON body in the specification`];
    if (validate(body)) return [];
    return (validate.errors ?? []).map((error) => `${error.instancePath} ${error.message}`);
  };
  loaded.set(file, check);
  return check;
}

/** Discord takes an integer also as a string of digits (the specification's README). */
function acceptIntegerStrings(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !('type' in value)) return value;
  const types = [value.type].flat();
  if (!types.includes('integer') || 'pattern' in value || types.includes('string')) return value;
  // A nonce is an int64 or a string already: one value must not fit both.
  if ('enum' in value || 'oneOf' in value || ('format' in value && value.format === 'int64'))
    return value;
  return { ...value, type: [...types, 'string'], pattern: '^-?\\d+$' };
}

function compile(ajv: Ajv2020, pointer: string): ValidateFunction | null {
  try {
    return ajv.compile({ $ref: pointer });
  } catch (error) {
    if (error instanceof Error && error.message.includes("can't resolve reference")) return null;
    throw error;
  }
}

function escapePointer(path: string): string {
  return path.replaceAll('~', '~0').replaceAll('/', '~1');
}

/** The specification's template for a path; one with more literal segments wins. */
function templateFor(templates: readonly string[], path: string): string | null {
  const given = decodeURIComponent(path).split('/');
  const fitting = templates.filter((template) => {
    const wanted = template.split('/');
    return (
      wanted.length === given.length &&
      wanted.every((segment, index) => segment.startsWith('{') || segment === given[index])
    );
  });
  const variables = (template: string) => template.split('{').length;
  return fitting.sort((one, other) => variables(one) - variables(other))[0] ?? null;
}
