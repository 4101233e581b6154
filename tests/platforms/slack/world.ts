import type { SlackMessage } from './channel-history.ts';
import type { Conversation } from './conversation.ts';
import type { Faults } from './faults.ts';
import type { Grant, Grants } from './grants.ts';
import type { JsonObject } from './json.ts';
import type { Violation } from './limits.ts';
import type { Timeline } from './timeline.ts';
import type { StoredView, WorkspaceState } from './workspace-state.ts';

/** One Web API call of the app, without its token. */
export type ApiCall = {
  method: string;
  args: JsonObject;
  /** Absent when the token belonged to no workspace. */
  teamId: string | undefined;
  /** The body answered, or would have been, had a fault not kept it back. */
  answer: JsonObject;
  /** Which planned fault met this call. */
  fault: string | undefined;
  at: number;
};

/** One change that people see because of the app; `message` is a copy of that moment. */
export type BotOutput = {
  kind: 'message' | 'ephemeral' | 'update' | 'delete' | 'response';
  teamId: string;
  channel: string;
  /** Who sees it, for ephemerals. */
  seenBy: string | undefined;
  message: SlackMessage;
};

/** A limit that the app broke, and the method (or `ack`, `response_url`) with which it did. */
export type RecordedViolation = Violation & { method: string };

/** What the parts of one loopback Slack share. */
export type World = {
  appId: string;
  appToken: string;
  /** Milliseconds since 1970. */
  now: () => number;
  state: WorkspaceState;
  conversation: Conversation;
  grants: Grants;
  faults: Faults;
  calls: Timeline<ApiCall>;
  outputs: Timeline<BotOutput>;
  violations: RecordedViolation[];
  /** Views by the interaction that opened them, so that later updates reach its outcome. */
  viewOpeners: Map<string, Grant>;
  views: Timeline<StoredView>;
  /** A fresh Socket Mode URL. */
  socketUrl: () => string;
};

/** A Web API error: HTTP 200 with `ok: false`, this word and perhaps more fields. */
export class SlackError extends Error {
  readonly extra: JsonObject;

  constructor(error: string, extra: JsonObject = {}) {
    super(error);
    this.extra = extra;
  }
}
