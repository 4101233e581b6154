import type { Place } from '../message.ts';
import type { SettingsScope } from '../store/settings.ts';

/** Words that say for what a setting is meant; without one it is the channel. */
const WORDS: Readonly<Record<string, SettingsScope['scope']>> = {
  channel: 'channel',
  here: 'channel',
  category: 'category',
  workspace: 'workspace',
  server: 'workspace',
  everywhere: 'workspace',
};

/** Whose settings a command means. */
export function scopeIn(
  tokens: readonly string[],
  { place, category }: { readonly place: Place; readonly category?: string },
): SettingsScope {
  const named = tokens
    .map((token) => WORDS[token.toLowerCase()])
    .find((scope) => scope !== undefined);
  if (named === 'workspace') return { scope: 'workspace' };
  if (named === 'category' && category !== undefined) return { scope: 'category', id: category };
  return { scope: 'channel', id: place.channel };
}

/** The words of a command that name no scope. */
export function withoutScope(tokens: readonly string[]): readonly string[] {
  return tokens.filter((token) => !Object.hasOwn(WORDS, token.toLowerCase()));
}

/** For what a setting was changed, as somebody reads it. */
export function scopeWords({ scope }: SettingsScope): string {
  if (scope === 'workspace') return 'in the whole workspace';
  return scope === 'category' ? 'in this category' : 'in this channel';
}

/** A scope as a button carries it: `workspace`, `channel=…` or `category=…`. */
export function scopeCode(scope: SettingsScope): string {
  return scope.scope === 'workspace' ? scope.scope : `${scope.scope}=${scope.id}`;
}

/** The scope that a button carries; undefined for anything else. */
export function scopeOfCode(code: string): SettingsScope | undefined {
  if (code === 'workspace') return { scope: 'workspace' };
  const [, scope, id] = /^(channel|category)=(.+)$/.exec(code) ?? [];
  if (id === undefined) return undefined;
  return { scope: scope === 'channel' ? 'channel' : 'category', id };
}
