import type { APIEmbed, APIMessage } from 'discord-api-types/v10';

/** The names behind what Discord writes as ids; undefined for what is not known. */
export interface Names {
  role(id: string): string | undefined;
  channel(id: string): string | undefined;
}

type WithText = Pick<APIMessage, 'content' | 'mentions'>;

/** Discord's own inventions, which mean nothing outside it: mentions, emoji, times, commands, wrapped addresses. */
const TOKEN =
  /<(?:@!?(?<user>\d+)|@&(?<role>\d+)|#(?<channel>\d+)|a?:(?<emoji>\w+):\d+|t:\d+(?::\w)?|\/(?<command>[^:>]+):\d+|(?<address>https?:\/\/[^\s<>]+))>/g;
const CODE = /(```[\s\S]*?```|`[^`\n]*`)/;
/** A backslash keeps its place before `>` and a backtick: without it the line would turn into a quote or code. */
const ESCAPE = /\\([*_~|\\<@#[\]()-])/g;

/** What a message says as its author meant it: mentions by name, escapes undone; markdown, quotes and code left as typed. */
export function spoken({ content, mentions }: WithText, names: Names): string {
  const users = new Map(
    mentions.map(({ id, global_name, username }) => [id, global_name ?? username]),
  );
  return content
    .split(CODE)
    .map((piece, at) => (at % 2 === 1 ? piece : undone(piece, users, names)))
    .join('');
}

function undone(text: string, users: ReadonlyMap<string, string>, names: Names): string {
  const named = text.replace(TOKEN, (...match) => {
    const { user, role, channel, emoji, command, address } = match.at(-1) as Record<
      string,
      string | undefined
    >;
    if (user !== undefined) return `@${users.get(user) ?? 'someone'}`;
    if (role !== undefined) return `@${names.role(role) ?? 'role'}`;
    if (channel !== undefined) return `#${names.channel(channel) ?? 'channel'}`;
    if (emoji !== undefined) return `:${emoji}:`;
    if (command !== undefined) return `/${command}`;
    return address ?? '';
  });
  return named.replace(ESCAPE, '$1');
}

/** Somebody else's words in a message: forwarded messages and the previews of its links, each as one text. */
export function passedOn(message: APIMessage, names: Names): readonly string[] {
  const forwarded = (message.message_snapshots ?? []).flatMap(({ message: copy }) => [
    spoken({ content: copy.content, mentions: copy.mentions ?? [] }, names),
    ...copy.embeds.map(embedText),
  ]);
  return [...forwarded, ...message.embeds.map(embedText)].filter((text) => text.trim() !== '');
}

function embedText({ title, description, fields }: APIEmbed): string {
  const named = (fields ?? []).flatMap(({ name, value }) => [name, value]);
  return [title, description, ...named].filter((text) => text !== undefined).join('\n');
}
