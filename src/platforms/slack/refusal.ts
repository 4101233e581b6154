import { webApi } from '@slack/bolt';
import type { Outcome } from '../../moderate/task.ts';

/** Errors after which nothing of the kind will ever work at that target. */
const GONE = new Set([
  'channel_not_found',
  'is_archived',
  'message_not_found',
  'thread_not_found',
  'user_not_found',
  'users_not_found',
  'user_not_in_channel',
  'user_disabled',
  'cannot_dm_bot',
]);

/** Errors of a moment, and Slack's own words for too much at once. */
const FOR_NOW = new Set([
  'ratelimited',
  'rate_limited',
  'message_limit_exceeded',
  'service_unavailable',
]);

/** Errors in which Slack may have done it all the same. */
const UNCERTAIN = new Set(['fatal_error', 'internal_error', 'request_timeout']);

/** What has to be put right for each refusal, in the words of whoever can do it. */
const MISSING: Readonly<Record<string, string>> = {
  not_in_channel: 'membership in the channel: /invite the app there (not_in_channel)',
  restricted_action: 'the right to post in this channel (restricted_action)',
  restricted_action_read_only_channel: 'the right to post in this channel (read only)',
  restricted_action_thread_locked: 'an open thread: this one is locked',
  cant_update_message: 'the right to edit that message (cant_update_message)',
  edit_window_closed: 'the right to edit so late (edit_window_closed)',
  cant_delete_message: 'the right to delete that message (cant_delete_message)',
  invalid_auth: 'a valid SLACK_BOT_TOKEN (invalid_auth)',
  not_authed: 'a valid SLACK_BOT_TOKEN (not_authed)',
  account_inactive: 'the app in this workspace: install it again (account_inactive)',
  token_revoked: 'a valid SLACK_BOT_TOKEN (token_revoked)',
  token_expired: 'a valid SLACK_BOT_TOKEN (token_expired)',
};

/** Milliseconds before the next try where Slack names none. */
const PATIENCE = 5000;
/** Failures before anything was sent. */
const NEVER_SENT = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT']);

/** What a failed call means for the task it belonged to. */
export function outcomeOf(error: unknown): Outcome {
  if (error instanceof webApi.WebAPIRateLimitedError)
    return { kind: 'later', after: Math.max(1, error.retryAfter) * 1000 };
  if (error instanceof webApi.WebAPIPlatformError) return refusalOf(error.data);
  if (error instanceof webApi.WebAPIRequestError && NEVER_SENT.has(causeOf(error.original)))
    return { kind: 'later', after: PATIENCE };
  return { kind: 'unknown' };
}

/** Slack's word for what went wrong; undefined for anything but its own refusals. */
export function slackError(error: unknown): string | undefined {
  return error instanceof webApi.WebAPIPlatformError ? error.data.error : undefined;
}

/** What went wrong in a few words, without anything that was sent. */
export function told(error: unknown): string {
  if (error instanceof webApi.WebAPIPlatformError) return `Slack answered ${error.data.error}`;
  if (error instanceof webApi.WebAPIHTTPError) return `Slack answered HTTP ${error.statusCode}`;
  return error instanceof Error ? error.message : String(error);
}

function refusalOf(data: { readonly error: string; readonly needed?: unknown }): Outcome {
  const { error } = data;
  if (GONE.has(error)) return { kind: 'gone', why: error };
  if (FOR_NOW.has(error)) return { kind: 'later', after: PATIENCE };
  if (UNCERTAIN.has(error)) return { kind: 'unknown' };
  if (error === 'missing_scope') return { kind: 'refused', missing: `the scope ${data.needed}` };
  return { kind: 'refused', missing: MISSING[error] ?? error };
}

function causeOf({ cause }: Error): string {
  return cause instanceof Error && 'code' in cause ? String(cause.code) : '';
}
