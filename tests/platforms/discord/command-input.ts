import {
  type APIApplicationCommand,
  type APIApplicationCommandOption,
  ApplicationCommandOptionType,
} from 'discord.js';
import type { Actor, LoopbackChannel } from './guild-state.ts';
import { channelPayload } from './payloads.ts';
import { channelPermissions } from './permissions.ts';
import type { World } from './world.ts';

/** Values of a command's options by name; users, channels and roles by id. */
export type OptionValues = Readonly<Record<string, string | number | boolean>>;

/** Who types, in which world. */
interface Typist {
  readonly world: World;
  readonly actor: Actor;
}

/** What every interaction of a command says of it. */
export function commandData(command: APIApplicationCommand) {
  const { id, name, type, guild_id } = command;
  return { id, name, type, ...(guild_id && { guild_id }) };
}

/**
 * The options of an interaction as Discord sends them: nested below their subcommands, the one being
 * typed marked as focused. `path` names the subcommands. What the client would not send is an error.
 */
export function optionData(
  by: Typist,
  command: APIApplicationCommand,
  path: readonly string[],
  values: OptionValues,
  focused: string | null,
) {
  const chosen: { name: string; type: number }[] = [];
  let options: readonly APIApplicationCommandOption[] = command.options ?? [];
  for (const name of path) {
    const next = options.find((option) => option.name === name);
    if (next === undefined) throw new Error(`"${command.name}" has no subcommand ${name}`);
    chosen.push({ name, type: next.type });
    options = ('options' in next ? next.options : undefined) ?? [];
  }
  const isIncomplete = options.some(
    ({ type }) => type <= ApplicationCommandOptionType.SubcommandGroup,
  );
  if (isIncomplete) throw new Error(`"${command.name}" needs one of its subcommands`);
  const given = filledIn(options, values, focused);
  const nested = chosen.reduceRight<unknown[]>(
    (inner, { name, type }) => [{ name, type, options: inner }],
    given,
  );
  return { options: nested, resolved: resolved(by, options, values) };
}

/** The values as Discord sends them; what the client would not accept is an error. */
function filledIn(
  options: readonly APIApplicationCommandOption[],
  values: OptionValues,
  focused: string | null,
): unknown[] {
  const unknown = Object.keys(values).filter(
    (name) => !options.some((option) => option.name === name),
  );
  if (unknown.length > 0) throw new Error(`no such option: ${unknown.join(', ')}`);
  return options.flatMap((option) => {
    const value = values[option.name];
    const isMissing = value === undefined && option.required === true && focused === null;
    if (isMissing) throw new Error(`the option ${option.name} is required`);
    const choices = 'choices' in option ? option.choices : undefined;
    if (value !== undefined && choices && !choices.some((choice) => choice.value === value)) {
      throw new Error(`${value} is not a choice of ${option.name}`);
    }
    if (value === undefined) return [];
    const isFocused = option.name === focused;
    return [{ name: option.name, type: option.type, value, ...(isFocused && { focused: true }) }];
  });
}

/** What somebody may do in a channel that they named, as a string of bits. */
function permissionsIn(channel: LoopbackChannel, actor: Actor): string {
  return 'user' in actor ? channelPermissions(channel, actor).toString() : '0';
}

/** Users, channels and roles that option values name. */
function resolved(
  { world, actor }: Typist,
  options: readonly APIApplicationCommandOption[],
  values: OptionValues,
) {
  const ofType = (type: ApplicationCommandOptionType) =>
    options
      .filter((option) => option.type === type && values[option.name] !== undefined)
      .map(({ name }) => String(values[name]));
  const users = ofType(ApplicationCommandOptionType.User).flatMap(
    (id) => world.users.get(id) ?? [],
  );
  const channels = ofType(ApplicationCommandOptionType.Channel).map((id) => world.channel(id));
  const roleIds = ofType(ApplicationCommandOptionType.Role);
  const roles = [...world.guilds.values()].flatMap((guild) =>
    roleIds.flatMap((id) => guild.roles.get(id) ?? []),
  );
  return {
    users: Object.fromEntries(users.map((user) => [user.id, user])),
    channels: Object.fromEntries(
      channels.map((one) => [
        one.id,
        { ...channelPayload(one), permissions: permissionsIn(one, actor) },
      ]),
    ),
    roles: Object.fromEntries(roles.map((role) => [role.id, role])),
  };
}
