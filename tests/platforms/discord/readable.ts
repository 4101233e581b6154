import { type APIMessage, MessageFlags } from 'discord.js';
import { type Part, parts } from './component-input.ts';
import { textDisplays } from './messages.ts';

/** A message as plain text: who sees it, its text, its embeds, its buttons. For people to read. */
export function readable(message: APIMessage): string {
  const isPrivate = ((message.flags ?? 0) & MessageFlags.Ephemeral) !== 0;
  const components = message.components ?? [];
  const buttons = buttonsOf(message).map(
    ({ label, custom_id, url }) => `[${label ?? 'button'}${url ? ` → ${url}` : ` · ${custom_id}`}]`,
  );
  const embeds = message.embeds.map(({ title, description }) =>
    [title, description].filter(Boolean).join('\n'),
  );
  const text = [message.content, ...embeds, ...textDisplays(components), buttons.join(' ')];
  return [
    isPrivate ? '(only you see this)' : '',
    (message.flags ?? 0) & MessageFlags.Loading ? 'is thinking…' : '',
    ...text,
  ]
    .filter((line) => line !== '')
    .join('\n');
}

/** The buttons of a message in reading order. */
export function buttonsOf(message: APIMessage): Part[] {
  return parts(message.components ?? []).filter(({ type }) => type === 2);
}
