import {
  type APIApplication,
  type APIGatewayBotInfo,
  REST,
  type RESTAPIPartialCurrentUserGuild,
  Routes,
} from 'discord.js';
import type { DiscordConfig } from '../../config.ts';
import type { Finding } from '../platform.ts';
import { restOptions } from './client.ts';
import { areRegistered } from './commands.ts';
import { readsAlong } from './connect.ts';
import { CONTENT_ADVICE, faultFrom } from './fault.ts';
import { inviteLink, missingFrom } from './permissions.ts';

/** What `doctor` says of Discord; it changes nothing there. */
export async function check(config: DiscordConfig): Promise<readonly Finding[]> {
  const rest = new REST(restOptions(config)).setToken(config.token);
  try {
    const application = (await rest.get(Routes.currentApplication())) as APIApplication;
    const gateway = (await rest.get(Routes.gatewayBot())) as APIGatewayBotInfo;
    const servers = (await rest.get(Routes.userGuilds())) as RESTAPIPartialCurrentUserGuild[];
    return [
      { ok: true, what: `reached at ${config.apiUrl}, as ${application.name}` },
      content(application),
      sessions(gateway),
      await commands(rest, application),
      ...inServers(servers, application),
      ...(await scopes(rest, application, servers)),
      { ok: true, what: `Invite link: ${inviteLink(application.id)}` },
    ];
  } catch (error) {
    const [what = '', ...advice] = faultFrom(error, config).message.split(': ');
    return [{ ok: false, what, advice: advice.join(': ') }];
  }
}

function content(application: APIApplication): Finding {
  return readsAlong(application)
    ? { ok: true, what: 'Message Content Intent is on' }
    : { ok: false, what: 'Message Content Intent is off', advice: CONTENT_ADVICE };
}

function sessions({
  session_start_limit: { remaining, total, reset_after },
  shards,
}: APIGatewayBotInfo): Finding {
  const what = `${remaining} of ${total} starts left today, ${shards} needed for one`;
  if (remaining >= shards) return { ok: true, what };
  const minutes = Math.ceil(reset_after / 60_000);
  return { ok: false, what, advice: `wait ${minutes} minutes, and see what restarts it so often` };
}

async function commands(rest: REST, { id }: APIApplication): Promise<Finding> {
  return (await areRegistered(rest, id))
    ? { ok: true, what: 'The commands are registered' }
    : { ok: true, what: 'The commands are not registered as they are now: the next start does it' };
}

function inServers(
  servers: readonly RESTAPIPartialCurrentUserGuild[],
  { id }: APIApplication,
): readonly Finding[] {
  if (servers.length === 0)
    return [
      { ok: false, what: 'Sidenote is in no server', advice: `invite it: ${inviteLink(id)}` },
    ];
  return servers.map(({ name, permissions }) => {
    const missing = missingFrom(BigInt(permissions));
    if (missing.length === 0) return { ok: true, what: `${name}: every permission is there` };
    return {
      ok: false,
      what: `${name}: missing ${missing.join(', ')}`,
      advice: `give Sidenote’s role ${missing.length === 1 ? 'it' : 'them'} in Server Settings, Roles, or invite it again`,
    };
  });
}

/** The most servers that are asked one by one. */
const ASKED = 10;

/** A bot that was invited without the scope for commands has none in that server. */
async function scopes(
  rest: REST,
  { id }: APIApplication,
  servers: readonly RESTAPIPartialCurrentUserGuild[],
): Promise<readonly Finding[]> {
  const findings = await Promise.all(
    servers.slice(0, ASKED).map(async (server): Promise<readonly Finding[]> => {
      try {
        await rest.get(Routes.applicationGuildCommands(id, server.id));
        return [];
      } catch {
        const advice = `invite it again, which keeps everything: ${inviteLink(id)}`;
        return [
          { ok: false, what: `${server.name}: missing the scope applications.commands`, advice },
        ];
      }
    }),
  );
  return findings.flat();
}
