import {
  type APIApplicationCommandInteractionDataOption as AnyOption,
  type APIApplicationCommandAutocompleteInteraction,
  type APIApplicationCommandInteraction,
  type APIChatInputApplicationCommandInteractionData,
  type APIInteraction,
  type APIMessageComponentInteraction,
  type APIModalSubmitInteraction,
  ApplicationCommandType,
  type APIApplicationCommandInteractionDataBasicOption as BasicOption,
  ComponentType,
  InteractionType,
  type ModalSubmitComponent,
  ApplicationCommandOptionType as OptionType,
} from 'discord-api-types/v10';
import type { Person } from '../../moderate/person.ts';
import {
  type AboutCommand,
  ADMIN_COMMANDS,
  type AdminCommand,
  type Press,
} from '../../moderate/request.ts';
import { CHANNEL_OPTION, COMMANDS } from './commands.ts';
import { personOf } from './standing.ts';

/** What an interaction wants, before it is known where it stands. */
export type Asked =
  | { readonly want: 'ask'; readonly about: string }
  | { readonly want: 'complete'; readonly typed: string }
  | { readonly want: 'check'; readonly target: string }
  | { readonly want: 'about'; readonly command: AboutCommand }
  | {
      readonly want: 'administer';
      readonly command: AdminCommand;
      readonly options: Readonly<Record<string, string>>;
      /** The channel that is meant, when it is another one, and what the person may do in it. */
      readonly channel?: { readonly id: string; readonly permissions: string };
    }
  | ({ readonly want: 'press' } & Pick<Press, 'press' | 'values' | 'fields'>);

const ABOUT: readonly AboutCommand[] = ['privacy', 'forget-me', 'help'];

/** Reads an interaction; undefined for a command that is none of ours. */
export function askedIn(interaction: APIInteraction): Asked | undefined {
  switch (interaction.type) {
    case InteractionType.ApplicationCommand:
      return command(interaction);
    case InteractionType.ApplicationCommandAutocomplete:
      return { want: 'complete', typed: focused(interaction) };
    case InteractionType.MessageComponent:
      return pressed(interaction);
    case InteractionType.ModalSubmit:
      return submitted(interaction);
    default:
      return undefined;
  }
}

/** Who did it, with their standing in that channel: where the bot is no member, everybody is one like another. */
export function personIn(interaction: APIInteraction, botIsMember: boolean): Person {
  const user = interaction.member?.user ?? interaction.user;
  return personOf(user?.id ?? '', botIsMember ? interaction.member?.permissions : undefined);
}

function command({ data }: APIApplicationCommandInteraction): Asked | undefined {
  if (data.type === ApplicationCommandType.Message && data.name === COMMANDS.check)
    return { want: 'check', target: data.target_id };
  if (data.type !== ApplicationCommandType.ChatInput) return undefined;
  const [first] = data.options ?? [];
  switch (data.name) {
    case COMMANDS.context:
      return {
        want: 'ask',
        about: first !== undefined && 'value' in first ? String(first.value) : '',
      };
    case COMMANDS.about:
      return aboutItself(first);
    case COMMANDS.administer:
      return administer(first, data.resolved);
    default:
      return undefined;
  }
}

function aboutItself(chosen: AnyOption | undefined): Asked | undefined {
  const found = ABOUT.find((name) => name === chosen?.name);
  return found && { want: 'about', command: found };
}

type Resolved = APIChatInputApplicationCommandInteractionData['resolved'];

function administer(chosen: AnyOption | undefined, resolved: Resolved): Asked | undefined {
  const found = ADMIN_COMMANDS.find((name) => name === chosen?.name);
  if (found === undefined || chosen?.type !== OptionType.Subcommand) return undefined;
  const options = Object.fromEntries(
    (chosen.options ?? []).map(({ name, value }) => [name, String(value)]),
  );
  const { [CHANNEL_OPTION]: meant = '', ...rest } = options;
  const channel = resolved?.channels?.[meant];
  return {
    want: 'administer',
    command: found,
    options: rest,
    ...(channel === undefined ? {} : { channel: { id: meant, permissions: channel.permissions } }),
  };
}

function focused({ data }: APIApplicationCommandAutocompleteInteraction): string {
  const flat = (data.options as readonly AnyOption[]).flatMap((option) =>
    'options' in option ? (option.options ?? []) : [option],
  ) as readonly BasicOption[];
  const typed = flat.find((option) => 'focused' in option && option.focused === true);
  return typed === undefined ? '' : String(typed.value);
}

function pressed({ data }: APIMessageComponentInteraction): Asked {
  const values = 'values' in data ? data.values : [];
  return { want: 'press', press: data.custom_id, values, fields: {} };
}

function submitted({ data }: APIModalSubmitInteraction): Asked {
  const typed = data.components.flatMap((component): readonly ModalSubmitComponent[] => {
    if (component.type === ComponentType.Label) return [component.component];
    return component.type === ComponentType.ActionRow ? component.components : [];
  });
  const fields = typed.flatMap((component) =>
    component.type === ComponentType.TextInput ? [[component.custom_id, component.value]] : [],
  );
  return { want: 'press', press: data.custom_id, values: [], fields: Object.fromEntries(fields) };
}
