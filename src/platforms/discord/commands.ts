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
import { ASK_KEPT } from '../../moderate/demand.ts';
import { RUNGS } from '../../moderate/rung.ts';

/** The names under which Discord brings commands back. */
export const COMMANDS = {
  context: 'context',
  check: 'Check this message',
  about: 'sidenote',
  administer: 'sidenote-admin',
} as const;
/** The option that means another channel than the one where the command was given. */
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
  description: 'Which claim; without one the channel itself',
  autocomplete: true,
} as const;
const where = {
  type: Option.String,
  name: 'where',
  description: 'How far it reaches; without it this channel',
  choices: [
    { name: 'this channel', value: 'channel' },
    { name: 'its category', value: 'category' },
    { name: 'the whole server', value: 'workspace' },
  ],
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
    subcommand('rung', 'How far Sidenote may go', [
      {
        type: Option.String,
        name: 'rung',
        description:
          'From silent to speaking; inherit: as above it; without it you see the one in force',
        choices: [...RUNGS, 'inherit'].map((rung) => ({ name: rung, value: rung })),
      },
      where,
      channel,
    ]),
    subcommand('topics', 'What Sidenote may speak about', [
      {
        type: Option.String,
        name: 'topics',
        description:
          'Topics with commas between, all, none, or inherit; without it you see those in force',
        max_length: 500,
      },
      where,
      channel,
    ]),
    subcommand('mute', 'Keep a claim quiet in this channel, or all of Sidenote in another', [
      claim,
      channel,
    ]),
    subcommand('unmute', 'Let a muted claim or channel speak again', [claim, channel]),
    subcommand('cooldown', 'How long one claim stays quiet in a channel after its card', [
      {
        type: Option.String,
        name: 'hours',
        description:
          '12h, 30m, 2d (a number is hours), or inherit; without it you see the one in force',
        max_length: 20,
      },
      where,
      channel,
    ]),
    subcommand('status', 'What is in force in this channel', [channel]),
    subcommand('explain', 'Why did Sidenote speak, or stay silent?', [
      {
        type: Option.String,
        name: 'message',
        description: 'The message’s link or id',
        required: true,
        max_length: 200,
      },
    ]),
    subcommand('breaker', 'The breaker that sends every card to the queue', [
      {
        type: Option.String,
        name: 'state',
        description: 'Open or close it; without it you see how it stands',
        choices: ['open', 'close'].map((state) => ({ name: state, value: state })),
      },
    ]),
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
        name: 'about',
        description: `Words or a claim; empty: this conversation. ${ASK_KEPT}`,
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
