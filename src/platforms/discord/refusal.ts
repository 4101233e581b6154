import { RESTJSONErrorCodes as Code, DiscordAPIError, HTTPError, RateLimitError } from 'discord.js';
import type { Outcome } from '../../moderate/task.ts';

/** What a refused request needed, so that a missing permission can be named. */
export interface Attempt {
  /** The name of the first permission that is missing, as far as the client knows; else the likeliest. */
  readonly missing: () => string;
  /** Seconds between two messages in the channel. */
  readonly slowMode: () => number;
  /** An earlier try got no answer. */
  readonly again: boolean;
}

/** Targets that are not there any more, or that nobody may write to. */
const GONE: ReadonlyMap<number | string, string> = new Map([
  [Code.UnknownChannel, 'the channel is deleted'],
  [Code.UnknownMessage, 'the message is deleted'],
  [Code.UnknownGuild, 'the server is gone'],
  [Code.UnknownUser, 'the person is gone'],
  [Code.CannotSendMessagesToThisUser, 'the person takes no direct messages'],
  [Code.InvalidActionOnArchivedThread, 'the thread is archived'],
  [Code.ThreadLocked, 'the thread is locked'],
  [Code.CannotExecuteActionOnThisChannelType, 'this kind of channel has no threads'],
  [Code.MaximumActiveThreads, 'the server has as many threads as Discord allows'],
]);
/** What the wait for slow mode or a write limit is when Discord does not say, in ms. */
const WAIT = 10_000;
/** Edits of old messages are rationed by the hour. */
const OLD_MESSAGE_WAIT = 600_000;
/** "Cannot reply without permission to read message history" (Opcodes and Status Codes). */
const REPLY_NEEDS_HISTORY = 160002;
/** The request never left this machine. */
const NEVER_SENT = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'ENETUNREACH', 'EHOSTUNREACH'];

/** How a request that failed ended. */
export function outcomeOf(error: unknown, attempt: Attempt): Outcome {
  if (error instanceof RateLimitError)
    return { kind: 'later', after: Math.max(error.retryAfter, error.timeToReset) };
  if (error instanceof DiscordAPIError) return refusal(error, attempt);
  if (error instanceof HTTPError) return { kind: 'unknown' };
  if (isWithoutToken(error)) return { kind: 'refused', missing: 'a valid DISCORD_TOKEN' };
  if (!attempt.again && NEVER_SENT.includes(networkCode(error) ?? ''))
    return { kind: 'later', after: WAIT };
  return { kind: 'unknown' };
}

function refusal(error: DiscordAPIError, attempt: Attempt): Outcome {
  const gone = GONE.get(error.code);
  if (gone !== undefined) return { kind: 'gone', why: gone };
  switch (error.code) {
    case Code.MissingPermissions:
      return { kind: 'refused', missing: attempt.missing() };
    case Code.MissingAccess:
      return { kind: 'refused', missing: 'View Channels' };
    case REPLY_NEEDS_HISTORY:
      return { kind: 'refused', missing: 'Read Message History' };
    case Code.ActionCannotBePerformedDueToSlowmodeRateLimit:
      return { kind: 'later', after: retryAfter(error) ?? (attempt.slowMode() * 1000 || WAIT) };
    case Code.ChannelSendRateLimit:
    case Code.ServerSendRateLimit:
      return { kind: 'later', after: retryAfter(error) ?? WAIT };
    case Code.MaximumNumberOfEditsToMessagesOlderThanOneHourReached:
      return { kind: 'later', after: retryAfter(error) ?? OLD_MESSAGE_WAIT };
    default:
      return error.status === 401
        ? { kind: 'refused', missing: 'a valid DISCORD_TOKEN' }
        : { kind: 'gone', why: `Discord refuses it (${error.code}: ${firstLine(error.message)})` };
  }
}

/** What may be said of an error in a log: neither bodies nor addresses, which carry tokens. */
export function told(error: unknown): Record<string, unknown> {
  if (error instanceof DiscordAPIError)
    return { code: error.code, status: error.status, method: error.method, says: error.message };
  if (error instanceof HTTPError) return { status: error.status, method: error.method };
  if (error instanceof Error) return { name: error.name, says: error.message, stack: error.stack };
  return { says: String(error) };
}

/** Seconds in the body of an error, as ms. */
function retryAfter({ rawError }: DiscordAPIError): number | undefined {
  const seconds: unknown = Reflect.get(rawError, 'retry_after');
  return typeof seconds === 'number' ? Math.ceil(seconds * 1000) : undefined;
}

/** The code of a network error, also where `fetch` wraps it. */
export function networkCode(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  if ('code' in error && typeof error.code === 'string') return error.code;
  return networkCode(error.cause);
}

/** discord.js drops a token that Discord refused, and then refuses to send by itself. */
function isWithoutToken(error: unknown): boolean {
  return error instanceof Error && error.message.startsWith('Expected token to be set');
}

function firstLine(text: string): string {
  return text.split('\n')[0] ?? '';
}
