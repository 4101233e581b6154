import type { JsonObject } from './json.ts';

/** What Slack calls the three kinds of payload in Socket Mode; HTTP sends the same ones to one URL. */
export type DispatchKind = 'events_api' | 'interactive' | 'slash_commands';

/** One payload on its way to the app. */
export type Dispatch = {
  kind: DispatchKind;
  body: JsonObject;
  /** 0 for the first attempt. */
  retryNum: number;
  retryReason?: string;
};

/**
 * What came back. Only `acknowledged` counts as success:
 * - `late`: acknowledged, but after the deadline; an `unanswered` one becomes this when the answer still comes;
 * - `refused`: an HTTP answer other than 2xx;
 * - `undeliverable`: no connection, or it broke before the answer.
 */
export type Acknowledgement = {
  outcome: 'acknowledged' | 'late' | 'refused' | 'unanswered' | 'undeliverable';
  /** Milliseconds from sending to the answer; absent without one. */
  ms?: number;
  /** HTTP status; absent in Socket Mode. */
  status?: number;
  /** The body of the answer; empty for an empty one. */
  payload: JsonObject;
  /** The app asked for no more retries (`x-slack-no-retry`). */
  noRetry?: boolean;
};

/** A way to the app. Never rejects: every failure is an outcome. */
export type Transport = { deliver(dispatch: Dispatch): Promise<Acknowledgement> };
