import type { Logger } from 'pino';
import type { SlackConfig } from '../../config.ts';
import type { Finding } from '../platform.ts';
import { createWebClient, faultFrom, identify, type WebClient } from './connect.ts';
import { slackError, told } from './refusal.ts';
import { SCOPES } from './scopes.ts';

/** Channels asked for in one call; a workspace with more is told of the first ones. */
const CHANNELS = 1000;

/** What `doctor` says of Slack; it changes nothing there. */
export async function check(config: SlackConfig, logger: Logger): Promise<readonly Finding[]> {
  const client = createWebClient(config.botToken, config.apiUrl, logger);
  try {
    const { name } = await identify(client, config.apiUrl);
    return [
      { ok: true, what: `Slack answers at ${config.apiUrl}, for ${name}` },
      ...(await scopes(client)),
      await wayIn(config, logger),
      await channels(client),
      ...(await Promise.all(config.moderators.map((id) => moderator(client, id)))),
    ];
  } catch (error) {
    return [asFinding(error)];
  }
}

/** Slack names the scopes of a token with every answer. */
async function scopes(client: WebClient): Promise<readonly Finding[]> {
  const { response_metadata } = await client.auth.test();
  const held = new Set(response_metadata?.scopes ?? []);
  const missing = Object.entries(SCOPES).filter(([scope]) => !held.has(scope));
  if (missing.length === 0) return [{ ok: true, what: 'Every scope is there' }];
  return missing.map(([scope, purpose]) => ({
    ok: false,
    what: `The scope ${scope} is missing, to ${purpose}`,
    advice:
      'add it on your app’s page, OAuth & Permissions (or paste manifest.yaml again), and install the app again',
  }));
}

async function wayIn({ receive, apiUrl }: SlackConfig, logger: Logger): Promise<Finding> {
  if (receive.by === 'http') {
    const what = `Slack’s requests are awaited at http://${receive.host}:${receive.port}/slack/events`;
    return { ok: true, what: `${what}; its Request URL must lead there by https` };
  }
  try {
    await createWebClient(receive.appToken, apiUrl, logger).apps.connections.open({});
    return { ok: true, what: 'Socket Mode is on' };
  } catch (error) {
    return asFinding(faultFrom(error, 'SLACK_APP_TOKEN', apiUrl));
  }
}

async function channels(client: WebClient): Promise<Finding> {
  try {
    const { channels: all = [] } = await client.conversations.list({
      types: 'public_channel,private_channel',
      exclude_archived: true,
      limit: CHANNELS,
    });
    const joined = all.filter((channel) => channel.is_member === true);
    if (joined.length > 0) return { ok: true, what: `It reads along in ${counted(joined.length)}` };
    const advice = 'type /invite and the app’s name in each channel where it should read along';
    return { ok: false, what: 'It is in no channel', advice };
  } catch (error) {
    return { ok: true, what: `The channels it is in could not be counted: ${told(error)}` };
  }
}

async function moderator(client: WebClient, id: string): Promise<Finding> {
  try {
    if (id.startsWith('S')) await client.usergroups.users.list({ usergroup: id });
    else await client.users.info({ user: id });
    return { ok: true, what: `${id} moderates` };
  } catch (error) {
    if (slackError(error) === undefined) throw error;
    const advice = 'SLACK_MODERATORS takes ids of people (U…) and of user groups (S…)';
    return { ok: false, what: `${id} of SLACK_MODERATORS: ${told(error)}`, advice };
  }
}

/** A fault's sentence: what is wrong, then what to do. */
function asFinding(error: unknown): Finding {
  const [what = '', ...advice] = told(error).split(': ');
  return { ok: false, what, ...(advice.length === 0 ? {} : { advice: advice.join(': ') }) };
}

function counted(channels: number): string {
  return channels === 1 ? 'one channel' : `${channels} channels`;
}
