import type { Logger } from 'pino';
import type { SlackConfig } from '../../config.ts';
import type { Handlers } from '../../moderate/request.ts';
import type { Platform, Running } from '../platform.ts';
import { check } from './check.ts';
import { createApp, createWebClient, identify, open } from './connect.ts';
import { Counter } from './counter.ts';
import { createGroups } from './groups.ts';
import { takeInteractions } from './interactions.ts';
import { type Begin, listen } from './listen.ts';
import { createPerform } from './perform.ts';
import { told } from './refusal.ts';
import { createRespond } from './respond.ts';
import { createStandings } from './standing.ts';
import { Underway } from './underway.ts';

/** Slack as the core knows it. `start` throws a `SlackFault` with advice for what only a person can put right. */
export function createSlack(config: SlackConfig, logger: Logger): Platform {
  return {
    name: 'slack',
    check: () => check(config, logger),
    start: (handlers) => start(config, logger, handlers),
  };
}

async function start(config: SlackConfig, logger: Logger, handlers: Handlers): Promise<Running> {
  const now = () => Date.now();
  const underway = new Underway();
  const begin: Begin = (what, work) =>
    underway.begin(work, (error) => logger.error({ what }, `an event failed: ${told(error)}`));
  const client = createWebClient(config.botToken, config.apiUrl, logger);
  const installation = await identify(client, config.apiUrl);
  const { workspace } = installation;
  const app = createApp(config, installation, logger);
  const standings = createStandings(client, installation, config.moderators, now);
  const respond = createRespond(client, logger);
  const groups = createGroups(client, now);
  listen(app, { installation, groups, begin }, handlers);
  takeInteractions(app, new Counter(handlers, { installation, standings, respond, begin, logger }));
  await handlers.joined({ platform: 'slack', workspace });
  await open(app, config);
  logger.info({ workspace, by: config.receive.by }, 'on Slack');
  let stopped: Promise<void> | undefined;
  return {
    perform: createPerform(client, now),
    linkTo: ({ channel }, message, thread) => linkTo(installation.url, channel, message, thread),
    stop() {
      stopped ??= app.stop().then(() => underway.idle());
      return stopped;
    },
  };
}

/** A message's address, as `chat.getPermalink` would give it. */
function linkTo(url: string, channel: string, message: string, thread: string | undefined): string {
  const path = `${url}archives/${channel}/p${message.replace('.', '')}`;
  if (thread === undefined || thread === message) return path;
  return `${path}?thread_ts=${thread}&cid=${channel}`;
}
