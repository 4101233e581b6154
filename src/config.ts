import { z } from 'zod';
import { RUNGS } from './moderate/rung.ts';

/** The environment is wrong; each line of `faults` names a variable, what is wrong and what to do. */
export class ConfigError extends Error {
  readonly faults: readonly string[];
  constructor(faults: readonly string[]) {
    super(
      `The environment has ${faults.length === 1 ? 'a fault' : `${faults.length} faults`}:\n  ${faults.join('\n  ')}`,
    );
    this.name = 'ConfigError';
    this.faults = faults;
  }
}

const DISCORD_API = 'https://discord.com/api';
const SLACK_API = 'https://slack.com/api/';

const port = z.coerce
  .number('is not a port; write a number from 0 to 65535')
  .int('is not a port; write a whole number')
  .min(0, 'is not a port; write a number from 0 to 65535')
  .max(65_535, 'is not a port; write a number from 0 to 65535');
const text = z.string().trim().min(1);

/** Tokens travel to these addresses, so any but the platform's own must be encrypted or stay on this machine. */
const apiAddress = z.string().refine(isSafeAddress, 'must be https, or http on a loopback address');

const Environment = z.object({
  PORT: port.default(8080),
  HOST: text.default('127.0.0.1'),
  DATA_DIR: text.default('./data'),
  CLAIMS_DIR: text.default('./claims'),
  PUBLIC_URL: z
    .string()
    .refine(isSafeAddress, 'must be a whole address with https, or http on a loopback address')
    .transform((url) => url.replace(/\/+$/, ''))
    .optional(),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'must begin with postgres://')
    .optional(),
  DEFAULT_RUNG: z.enum(RUNGS, `must be one of ${RUNGS.join(', ')}`).optional(),
  HASH_KEY: z.string().min(32, 'is too short; give at least 32 characters').optional(),
  DESK_TOKEN: z.string().min(16, 'is too short; give at least 16 characters').optional(),
  CONTACT: text.optional(),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
  DISCORD_TOKEN: text.optional(),
  DISCORD_API_URL: apiAddress.default(DISCORD_API),
  SLACK_BOT_TOKEN: z
    .string()
    .startsWith('xoxb-', 'is not a bot token; it begins with xoxb-')
    .optional(),
  SLACK_APP_TOKEN: z
    .string()
    .startsWith('xapp-', 'is not an app-level token; it begins with xapp-')
    .optional(),
  SLACK_SIGNING_SECRET: text.optional(),
  SLACK_PORT: port.default(3000),
  SLACK_API_URL: apiAddress.default(SLACK_API),
  SLACK_MODERATORS: text.optional(),
});
type Environment = z.infer<typeof Environment>;

/** How to reach Discord. */
export interface DiscordConfig {
  readonly token: string;
  /** The REST base, e.g. `http://127.0.0.1:4000/api`; the gateway comes from its `/gateway/bot`. */
  readonly apiUrl: string;
}

/** How to reach Slack: over a socket that the app opens, or by signed requests to a port of ours. */
export interface SlackConfig {
  readonly botToken: string;
  readonly apiUrl: string;
  readonly receive:
    | { readonly by: 'socket'; readonly appToken: string }
    | {
        readonly by: 'http';
        readonly signingSecret: string;
        readonly port: number;
        readonly host: string;
      };
  /** Who moderates besides workspace admins: user ids (U…) and user groups (S…). */
  readonly moderators: readonly string[];
}

/** All that the environment decides, checked. Ports are numbers; 0 lets the system choose one. */
export interface Config {
  readonly port: number;
  readonly host: string;
  readonly dataDir: string;
  readonly claimsDir: string;
  readonly publicUrl?: string;
  readonly databaseUrl?: string;
  readonly defaultRung?: (typeof RUNGS)[number];
  readonly hashKey?: string;
  readonly deskToken?: string;
  /** How a person named in a claim reaches the editors. */
  readonly contact?: string;
  readonly logLevel: Environment['LOG_LEVEL'];
  readonly discord?: DiscordConfig;
  readonly slack?: SlackConfig;
}

/** Reads the environment; throws a `ConfigError` that names every fault. An empty variable counts as not set. */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value?.trim() !== ''),
  );
  const result = Environment.safeParse(given);
  const faults = result.success
    ? faultsBetween(result.data)
    : result.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`);
  if (!result.success || faults.length > 0) throw new ConfigError(faults);
  return asConfig(result.data);
}

function faultsBetween(env: Environment): string[] {
  const loopback = isLoopback(env.HOST);
  return [
    env.DATABASE_URL !== undefined && env.HASH_KEY === undefined
      ? 'HASH_KEY is missing; with DATABASE_URL every process needs the same one (openssl rand -hex 32)'
      : '',
    !loopback && env.DESK_TOKEN === undefined
      ? `DESK_TOKEN is missing; HOST ${env.HOST} can be reached from outside, so the desk needs one`
      : '',
    env.SLACK_BOT_TOKEN !== undefined &&
    env.SLACK_APP_TOKEN === undefined &&
    env.SLACK_SIGNING_SECRET === undefined
      ? 'SLACK_APP_TOKEN or SLACK_SIGNING_SECRET is missing; give one of them beside SLACK_BOT_TOKEN'
      : '',
    env.SLACK_BOT_TOKEN === undefined &&
    (env.SLACK_APP_TOKEN ?? env.SLACK_SIGNING_SECRET) !== undefined
      ? 'SLACK_BOT_TOKEN is missing; Slack needs it beside the app token or the signing secret'
      : '',
  ].filter((fault) => fault !== '');
}

function asConfig(env: Environment): Config {
  return withoutUndefined({
    port: env.PORT,
    host: env.HOST,
    dataDir: env.DATA_DIR,
    claimsDir: env.CLAIMS_DIR,
    publicUrl: env.PUBLIC_URL,
    databaseUrl: env.DATABASE_URL,
    defaultRung: env.DEFAULT_RUNG,
    hashKey: env.HASH_KEY,
    deskToken: env.DESK_TOKEN,
    contact: env.CONTACT,
    logLevel: env.LOG_LEVEL,
    discord:
      env.DISCORD_TOKEN === undefined
        ? undefined
        : { token: env.DISCORD_TOKEN, apiUrl: env.DISCORD_API_URL },
    slack: slackConfig(env),
  });
}

function slackConfig(env: Environment): SlackConfig | undefined {
  if (env.SLACK_BOT_TOKEN === undefined) return undefined;
  return {
    botToken: env.SLACK_BOT_TOKEN,
    apiUrl: env.SLACK_API_URL.endsWith('/') ? env.SLACK_API_URL : `${env.SLACK_API_URL}/`,
    receive:
      env.SLACK_APP_TOKEN !== undefined
        ? { by: 'socket', appToken: env.SLACK_APP_TOKEN }
        : {
            by: 'http',
            signingSecret: env.SLACK_SIGNING_SECRET ?? '',
            port: env.SLACK_PORT,
            host: env.HOST,
          },
    moderators: env.SLACK_MODERATORS?.split(/[\s,]+/).filter((id) => id !== '') ?? [],
  };
}

/** Drops keys without a value, so that optional ones are absent rather than undefined. */
function withoutUndefined<Whole extends object>(
  whole: Whole,
): { [Key in keyof Whole]: Exclude<Whole[Key], undefined> } {
  return Object.fromEntries(Object.entries(whole).filter(([, value]) => value !== undefined)) as {
    [Key in keyof Whole]: Exclude<Whole[Key], undefined>;
  };
}

/** Whether an address to listen on is reachable from this machine alone. */
export function isLoopback(host: string): boolean {
  return (
    host === 'localhost' || host === '::1' || host === '[::1]' || /^127(\.\d{1,3}){3}$/.test(host)
  );
}

function isSafeAddress(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname } = new URL(address);
  return protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname));
}
