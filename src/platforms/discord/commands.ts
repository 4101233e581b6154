import type { REST } from 'discord.js';
import {
  ApplicationCommandType,
  ApplicationIntegrationType,
  type RESTPostAPIApplicationCommandsJSONBody as CommandBody,
  InteractionContextType,
  ApplicationCommandOptionType as Option,
  PermissionFlagsBits,
  type RESTGetAPIApplicationCommandsResult,
  Routes,
} from 'discord-api-types/v10';
import { RUNGS } from '../../moderate/rung.ts';

/** The names under which Discord brings commands back. */
export const COMMANDS = {
  context: 'context',
  check: 'Check this message',
  about: 'sidenote',
  administer: 'sidenote-admin',
} as const;
/** The option that takes what an ask is about, and the one that names a claim: both complete while typing. */
export const ABOUT_OPTION = 'about';
export const CHANNEL_OPTION = 'channel';

const { GuildInstall, UserInstall } = ApplicationIntegrationType;
const { Guild, BotDM, PrivateChannel } = InteractionContextType;
const ANYWHERE = {
  integration_types: [GuildInstall, UserInstall],
  contexts: [Guild, BotDM, PrivateChannel],
};
const IN_SERVERS = { integration_types: [GuildInstall], contexts: [Guild] };

const claim = {
  type: Option.String,
  name: 'claim',
  description: 'Which claim',
  autocomplete: true,
  required: true,
} as const;
const channel = {
  type: Option.Channel,
  name: CHANNEL_OPTION,
  description: 'Another channel than this one',
} as const;

/** `/sidenote-admin` and all below it. */
const administer: CommandBody = {
  ...IN_SERVERS,
  name: COMMANDS.administer,
  description: 'Set up and steer Sidenote in this server',
  default_member_permissions: String(PermissionFlagsBits.ManageMessages),
  options: [
    subcommand('setup', 'Choose topics, the moderators’ channel and how far Sidenote may go'),
    subcommand('rung', 'How far Sidenote may go in this channel', [
      {
        type: Option.String,
        name: 'rung',
        description: 'From silent to speaking in the channel; without it you see the one in force',
        choices: RUNGS.map((rung) => ({ name: rung, value: rung })),
      },
      channel,
    ]),
    subcommand('topics', 'What Sidenote may speak about here'),
    subcommand('mute', 'Keep one claim quiet in this server', [claim]),
    subcommand('unmute', 'Let a muted claim speak again', [claim]),
    subcommand('cooldown', 'How long one claim stays quiet in this channel after its card', [
      {
        type: Option.Integer,
        name: 'hours',
        description: 'Hours; without it you see the one in force',
        min_value: 0,
        max_value: 24 * 30,
      },
      channel,
    ]),
    subcommand('status', 'What is in force in this channel'),
    subcommand('explain', 'Why did Sidenote speak, or stay silent?', [
      {
        type: Option.String,
        name: 'message',
        description: 'The message’s link, or the words themselves',
        required: true,
        max_length: 2000,
      },
    ]),
    subcommand('breaker', 'See the breaker that sends every card to the queue, and close it'),
  ],
};

/** Every command that the bot offers. */
export const DEFINITIONS: readonly CommandBody[] = [
  {
    ...ANYWHERE,
    name: COMMANDS.context,
    description: 'Who claims, denies or confirms it, and what the sources say',
    options: [
      {
        type: Option.String,
        name: ABOUT_OPTION,
        description:
          'A claim or your own words; leave it empty to ask what this conversation is about',
        autocomplete: true,
        max_length: 500,
      },
    ],
  },
  { ...ANYWHERE, name: COMMANDS.check, type: ApplicationCommandType.Message },
  {
    ...ANYWHERE,
    name: COMMANDS.about,
    description: 'About Sidenote itself',
    options: [
      subcommand('privacy', 'What Sidenote keeps, and for how long'),
      subcommand('forget-me', 'Erase what Sidenote keeps of you'),
      subcommand('help', 'What Sidenote does and how to ask it'),
    ],
  },
  administer,
];

type Options = NonNullable<Extract<CommandBody, { description: string }>['options']>;

function subcommand(name: string, description: string, options: readonly object[] = []) {
  return { type: Option.Subcommand, name, description, options } as Options[number];
}

/** Writes the commands, only when what is registered differs: new ones are rationed by the day. Tells whether it wrote. */
export async function registerCommands(rest: REST, application: string): Promise<boolean> {
  if (await areRegistered(rest, application)) return false;
  await rest.put(Routes.applicationCommands(application), { body: DEFINITIONS });
  return true;
}

/** Whether Discord knows exactly these commands. */
export async function areRegistered(rest: REST, application: string): Promise<boolean> {
  const registered = (await rest.get(
    Routes.applicationCommands(application),
  )) as RESTGetAPIApplicationCommandsResult;
  return (
    registered.length === DEFINITIONS.length &&
    DEFINITIONS.every((wanted) =>
      registered.some((known) => known.name === wanted.name && covers(known, wanted)),
    )
  );
}

/**
 * Whether `known` says all that `wanted` says. Discord adds fields of its own and fills in what was left out, so only what we
 * say is compared; lists must be as long, so that a removed option counts.
 */
function covers(known: unknown, wanted: unknown): boolean {
  if (Array.isArray(wanted)) {
    const list = Array.isArray(known) ? known : [];
    return list.length === wanted.length && wanted.every((item, at) => covers(list[at], item));
  }
  if (typeof wanted !== 'object' || wanted === null) return known === wanted;
  if (typeof known !== 'object' || known === null) return false;
  return Object.entries(wanted).every(([key, value]) => {
    const theirs: unknown = Reflect.get(known, key);
    return theirs === undefined ? isDefault(value) : covers(theirs, value);
  });
}

/** What Discord may leave out of its answer. */
function isDefault(value: unknown): boolean {
  return value === false || (Array.isArray(value) && value.length === 0);
}
