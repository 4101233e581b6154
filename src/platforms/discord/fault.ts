import { GatewayCloseCodes } from 'discord.js';
import type { DiscordConfig } from '../../config.ts';
import { networkCode } from './refusal.ts';

/** Discord cannot be used as things are; the message says what to do. */
class DiscordFault extends Error {
  override readonly name = 'DiscordFault';
}

/** What to do when Discord keeps the text of messages back. */
export const CONTENT_ADVICE =
  'turn on “Message Content Intent” in the developer portal (your application, Bot, Privileged Gateway Intents) and start again; until then Sidenote works by /context, by mention and by “Check this message”';
const TOKEN_ADVICE =
  'make a new token in the developer portal (your application, Bot, Reset Token) and set DISCORD_TOKEN to it';

/** What to do when Discord ended a connection for good. */
export function closeAdvice(code: number): string {
  switch (code) {
    case GatewayCloseCodes.AuthenticationFailed:
      return TOKEN_ADVICE;
    case GatewayCloseCodes.DisallowedIntents:
      return CONTENT_ADVICE;
    default:
      return 'start again; if it comes back, look at https://discordstatus.com';
  }
}

/** An error of the first minute as advice. */
export function faultFrom(error: unknown, { apiUrl }: DiscordConfig): Error {
  const says = error instanceof Error ? error.message : String(error);
  const status: unknown = error instanceof Error ? Reflect.get(error, 'status') : undefined;
  const isToken =
    status === 401 || /authentication failed|invalid token|token was provided/i.test(says);
  if (isToken) return new DiscordFault(`Discord refuses DISCORD_TOKEN: ${TOKEN_ADVICE}.`);
  const network = networkCode(error);
  if (network !== undefined)
    return new DiscordFault(
      `Discord cannot be reached at ${apiUrl} (${network}): look at the network, a proxy, or DISCORD_API_URL.`,
    );
  return new DiscordFault(`Discord cannot be used: ${says}`);
}
