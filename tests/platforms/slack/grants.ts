import { randomUUID } from 'node:crypto';
import { Timeline } from './timeline.ts';
import type { StoredView } from './workspace-state.ts';

/** docs.slack.dev, Handling user interaction. */
const TRIGGER_MS = 3000;
const RESPONSE_MS = 30 * 60 * 1000;
const RESPONSE_USES = 5;

/** A message that the app showed through a response_url or as the answer to a command. */
export type ResponseMessage = {
  via: 'ack' | 'response_url';
  action: 'ephemeral' | 'in_channel' | 'replaced' | 'deleted';
  channel: string;
  ts: string;
  text: string;
  blocks: readonly Record<string, unknown>[];
  threadTs?: string;
};

/** Where an interaction began: what `replace_original` and `delete_original` act on. */
export type Origin = { channel: string; ts: string; ephemeral: boolean };

/** What one interaction allows the app to do afterwards. */
export type Grant = {
  teamId: string;
  userId: string;
  channelId: string | undefined;
  origin: Origin | undefined;
  /** The modal that was open when a view was submitted or pressed in. */
  viewId: string | undefined;
  triggerId: string;
  /** The last part of the response_url. */
  responseToken: string;
  issuedAt: number;
  triggerUsed: boolean;
  responseUses: number;
  responses: Timeline<ResponseMessage>;
  views: Timeline<StoredView>;
};

/** trigger_ids, good once and for 3 s, and response_urls, good five times within 30 minutes. */
export class Grants {
  readonly #byTrigger = new Map<string, Grant>();
  readonly #byResponse = new Map<string, Grant>();
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** What a new interaction allows. */
  issue(of: Pick<Grant, 'teamId' | 'userId' | 'channelId' | 'origin' | 'viewId'>): Grant {
    const grant: Grant = {
      ...of,
      triggerId: `${this.#now()}.${randomUUID()}`,
      responseToken: randomUUID(),
      issuedAt: this.#now(),
      triggerUsed: false,
      responseUses: 0,
      responses: new Timeline(),
      views: new Timeline(),
    };
    this.#byTrigger.set(grant.triggerId, grant);
    this.#byResponse.set(grant.responseToken, grant);
    return grant;
  }

  /** Uses a trigger_id up; the answer is the grant or Slack's error. */
  useTrigger(triggerId: unknown, teamId: string): Grant | string {
    const grant = this.#byTrigger.get(String(triggerId));
    if (!grant || grant.teamId !== teamId) return 'invalid_trigger_id';
    if (grant.triggerUsed) return 'exchanged_trigger_id';
    if (this.#now() - grant.issuedAt > TRIGGER_MS) return 'expired_trigger_id';
    grant.triggerUsed = true;
    return grant;
  }

  /** Uses one of a response_url's five times; the answer is the grant or Slack's error. */
  useResponse(token: string): Grant | string {
    const grant = this.#byResponse.get(token);
    if (!grant) return 'invalid_url';
    if (this.#now() - grant.issuedAt > RESPONSE_MS) return 'expired_url';
    if (grant.responseUses >= RESPONSE_USES) return 'used_url';
    grant.responseUses += 1;
    return grant;
  }
}
