import { App, webApi } from '@slack/bolt';
import type { Logger } from 'pino';
import type { SlackConfig } from '../../config.ts';
import { StrictHttpReceiver } from './http-receiver.ts';
import { boltLogger } from './log.ts';
import type { Installation } from './payloads.ts';
import { slackError, told } from './refusal.ts';
import { SocketReceiver } from './socket-receiver.ts';

/** Slack's own client for the Web API. */
export type WebClient = webApi.WebClient;

/** Milliseconds after which a call counts as lost. */
const DEADLINE = 10_000;

/**
 * A client that tries once and says what happened: repeating a post whose answer was lost would post twice, and waiting out a 429
 * would hold up every other call. Whoever calls decides about the next try.
 */
export function createWebClient(token: string, apiUrl: string, logger: Logger): WebClient {
  return new webApi.WebClient(token, {
    slackApiUrl: apiUrl,
    logger: boltLogger(logger),
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout: DEADLINE,
  });
}

/** Who the bot token belongs to. Rejects with a `SlackFault` where it belongs to nobody. */
export async function identify(client: WebClient, apiUrl: string): Promise<Installation> {
  try {
    const { team_id, team, url, user_id, bot_id } = await client.auth.test();
    if (team_id === undefined || user_id === undefined || bot_id === undefined)
      throw new SlackFault(`SLACK_BOT_TOKEN belongs to no bot: ${TOKEN_ADVICE.SLACK_BOT_TOKEN}.`);
    return {
      workspace: team_id,
      name: team ?? team_id,
      url: url ?? 'https://slack.com/',
      botUser: user_id,
      botId: bot_id,
    };
  } catch (error) {
    throw faultFrom(error, 'SLACK_BOT_TOKEN', apiUrl);
  }
}

/** Bolt with a receiver for the way in that is configured; nothing is listened to yet. */
export function createApp(
  { receive, apiUrl }: SlackConfig,
  installation: Installation,
  logger: Logger,
): App {
  const receiver =
    receive.by === 'socket'
      ? new SocketReceiver(createWebClient(receive.appToken, apiUrl, logger), logger)
      : new StrictHttpReceiver(receive.signingSecret, logger);
  const { botUser: botUserId, botId, workspace: teamId } = installation;
  const app = new App({
    receiver,
    // Bolt would ask auth.test by itself, and end the process where that fails.
    authorize: async () => ({ botUserId, botId, teamId }),
    clientOptions: { slackApiUrl: apiUrl },
    logger: boltLogger(logger),
    ignoreSelf: false,
  });
  app.error(async (error) => logger.error(`an event failed: ${told(error)}`));
  return app;
}

/** Opens the way in. Rejects with a `SlackFault` where only a person can put right what is wrong. */
export async function open(app: App, { receive, apiUrl }: SlackConfig): Promise<void> {
  try {
    if (receive.by === 'socket') await app.start();
    else await app.start({ port: receive.port, host: receive.host });
  } catch (error) {
    throw receive.by === 'socket' ? faultFrom(error, 'SLACK_APP_TOKEN', apiUrl) : error;
  }
}

/** An error of the first minute as advice about the token that was used. */
export function faultFrom(error: unknown, token: keyof typeof TOKEN_ADVICE, apiUrl: string): Error {
  const says = slackError(error);
  if (says !== undefined)
    return new SlackFault(`Slack refuses ${token} (${says}): ${TOKEN_ADVICE[token]}.`);
  if (error instanceof SlackFault) return error;
  return new SlackFault(
    `Slack cannot be reached at ${apiUrl} (${told(error)}): look at the network, a proxy, or SLACK_API_URL.`,
  );
}

const TOKEN_ADVICE = {
  SLACK_BOT_TOKEN:
    'copy the Bot User OAuth Token from your app’s page, OAuth & Permissions, after installing it in the workspace',
  SLACK_APP_TOKEN:
    'make an app-level token with the scope connections:write on your app’s page, Basic Information, and switch Socket Mode on',
} as const;

/** What only a person can put right, with what to do about it. */
export class SlackFault extends Error {
  /** Marks it as known, so that it is told without a stack. */
  readonly code = 'SLACK_FAULT';
}
