import type { Author, Message, Place } from '../../message.ts';
import { passedOn, spoken } from './content.ts';
import type { Installation, SlackMessage } from './payloads.ts';

/** Subtypes under which people write; joins, topics, pins and the like say nothing. */
const WRITTEN = new Set<string | undefined>([
  undefined,
  'file_share',
  'thread_broadcast',
  'me_message',
  'bot_message',
]);

/** Whether anybody wrote a message and it says anything. */
export function isReadable(message: SlackMessage): boolean {
  if (!WRITTEN.has(message.subtype)) return false;
  return (message.text ?? '') !== '' || passedOn(message).length > 0;
}

/** A channel of a workspace. App Home belongs to none: there the channel is empty. */
export function placeOf(workspace: string, channel: string): Place {
  return { platform: 'slack', workspace, channel };
}

/** The parent's ts of a reply; undefined for a message of the channel itself, a parent included. */
export function threadOf({ ts, thread_ts }: SlackMessage): string | undefined {
  return thread_ts === ts ? undefined : thread_ts;
}

/** Slack's message as the core knows it; `shared` for a channel of several organisations, `roles` its author's user groups. */
export function asMessage(
  message: SlackMessage,
  channel: string,
  {
    installation,
    shared,
    roles = [],
  }: { installation: Installation; shared: boolean; roles?: readonly string[] },
): Message {
  const thread = threadOf(message);
  const others = passedOn(message);
  return {
    place: placeOf(installation.workspace, channel),
    id: message.ts,
    ...(thread === undefined ? {} : { thread, replyTo: thread }),
    author: {
      id: message.user ?? message.bot_id ?? '',
      kind: kindOf(message, installation),
      roles,
    },
    at: Math.round(Number(message.ts) * 1000),
    text: spoken(message.text ?? ''),
    ...(others.length === 0 ? {} : { passedOn: others }),
    ...(shared ? { shared } : {}),
  };
}

function kindOf(message: SlackMessage, { botUser, botId }: Installation): Author['kind'] {
  if (message.user === botUser || message.bot_id === botId) return 'self';
  const written = message.bot_id === undefined && message.subtype !== 'bot_message';
  return written && message.user !== 'USLACKBOT' ? 'person' : 'bot';
}
