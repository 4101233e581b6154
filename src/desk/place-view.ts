import { html } from 'hono/html';
import type { Core } from '../moderator/core.ts';
import { placeOf, type WorkspaceRef } from '../store/place.ts';
import { type Html, NOTHING, outward } from './html.ts';

/** Where a message stands, as its row says. */
export interface Where {
  readonly platform: string;
  readonly workspace: string;
  readonly channel: string;
  readonly thread: string | null;
  readonly message: string | null;
}

/** The platform, the channel and, where its platform is running, a link to the message. Nothing of what it says. */
export function whereView({ platform }: Pick<Core, 'platform'>, where: Where): Html {
  const { message, thread } = where;
  const link =
    message === null
      ? undefined
      : platform(where.platform)?.linkTo(placeOf(where), message, thread ?? undefined);
  return html`<span class="where">${platformName(where.platform)} · <code>${where.workspace}</code> · <code>${where.channel}</code>${
    link === undefined || link === '' ? NOTHING : html` · ${outward('the message', link)}`
  }</span>`;
}

/** `Discord`, `Slack`. */
export function platformName(platform: string): string {
  return platform.charAt(0).toUpperCase() + platform.slice(1);
}

/** A moment, to the minute, in UTC. */
export function momentView(at: number): Html {
  const iso = new Date(at).toISOString();
  return html`<time datetime="${iso}">${iso.slice(0, 10)} ${iso.slice(11, 16)} UTC</time>`;
}

/** A workspace in an address: `discord/123`. */
export function workspaceKey({ platform, workspace }: WorkspaceRef): string {
  return `${platform}/${workspace}`;
}

/** The workspace among those known that an address names; undefined for none or all. */
export function workspaceIn(
  key: string | undefined,
  known: readonly WorkspaceRef[],
): WorkspaceRef | undefined {
  return known.find((workspace) => workspaceKey(workspace) === key);
}
