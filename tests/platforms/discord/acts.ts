import {
  type APIMessage,
  ApplicationCommandType,
  InteractionType,
  MessageFlags,
  MessageType,
} from 'discord.js';
import { commandData, type OptionValues, optionData } from './command-input.ts';
import type { CommandRegistry } from './commands.ts';
import { type Part, parts, submitted } from './component-input.ts';
import { type Actor, type LoopbackChannel, userOf } from './guild-state.ts';
import type { Interaction } from './interaction.ts';
import type { Interactions } from './interactions.ts';
import { messageIn } from './messages.ts';
import { channelPayload, memberPayload } from './payloads.ts';
import { channelPermissions } from './permissions.ts';
import type { World } from './world.ts';

/** How long to wait for what replaces a deferred answer, in ms. */
const deferPatienceMs = 10_000;

interface Act {
  readonly type: InteractionType;
  readonly actor: Actor;
  readonly channel: LoopbackChannel;
  readonly data: unknown;
  readonly name: string;
  readonly source?: APIMessage;
  readonly replyType?: MessageType;
}

/**
 * People using the app. Each act sends INTERACTION_CREATE and resolves to the interaction when the
 * person sees an outcome: an answer, what replaced a deferred one, choices, a modal, or a failure.
 * An act that Discord's client would not offer (an unknown command, a disabled button) is an error.
 */
export class Acts {
  readonly #world: World;
  readonly #commands: CommandRegistry;
  readonly #interactions: Interactions;

  constructor(world: World, commands: CommandRegistry, interactions: Interactions) {
    this.#world = world;
    this.#commands = commands;
    this.#interactions = interactions;
  }

  /** Uses a slash command; a subcommand is written as `sidenote privacy`. */
  async command(
    actor: Actor,
    channel: LoopbackChannel,
    name: string,
    values: OptionValues = {},
  ): Promise<Interaction> {
    const { command, path } = this.#offered(actor, channel, name, ApplicationCommandType.ChatInput);
    const data = {
      ...commandData(command),
      ...optionData({ world: this.#world, actor }, command, path, values, null),
    };
    const replyType = MessageType.ChatInputCommand;
    const type = InteractionType.ApplicationCommand;
    return this.#act({ type, actor, channel, data, name, replyType });
  }

  /** Types into an option that completes itself; `values` holds the text typed so far. */
  async autocomplete(
    actor: Actor,
    channel: LoopbackChannel,
    name: string,
    focused: string,
    values: OptionValues,
  ): Promise<Interaction> {
    const { command, path } = this.#offered(actor, channel, name, ApplicationCommandType.ChatInput);
    const data = {
      ...commandData(command),
      ...optionData({ world: this.#world, actor }, command, path, values, focused),
    };
    const type = InteractionType.ApplicationCommandAutocomplete;
    return this.#act({ type, actor, channel, data, name });
  }

  /** Chooses a message command in the menu of a message; the app sees its content in any case. */
  async messageCommand(
    actor: Actor,
    channel: LoopbackChannel,
    messageId: string,
    name: string,
  ): Promise<Interaction> {
    const { command } = this.#offered(actor, channel, name, ApplicationCommandType.Message);
    const message = messageIn(channel, messageId);
    const resolved = { messages: { [messageId]: message } };
    const data = { ...commandData(command), target_id: messageId, resolved };
    const replyType = MessageType.ContextMenuCommand;
    const type = InteractionType.ApplicationCommand;
    return this.#act({ type, actor, channel, data, name, replyType });
  }

  /** Presses a button, or with `values` chooses in a select, on a message the person can see. */
  async press(
    actor: Actor,
    channel: LoopbackChannel,
    message: APIMessage,
    customId: string,
    values?: readonly string[],
  ): Promise<Interaction> {
    const isEphemeral = ((message.flags ?? 0) & MessageFlags.Ephemeral) !== 0;
    const current = isEphemeral ? message : messageIn(channel, message.id);
    const component = parts(current.components ?? []).find((part) => part.custom_id === customId);
    if (component === undefined) throw new Error(`the message has no component ${customId}`);
    if (component.disabled === true) throw new Error(`the component ${customId} is disabled`);
    const data = {
      custom_id: customId,
      component_type: component.type,
      id: 0,
      ...(values !== undefined && { values }),
    };
    const type = InteractionType.MessageComponent;
    return this.#act({ type, actor, channel, data, name: customId, source: current });
  }

  /** Fills in and sends the modal that an interaction opened; values by custom id. */
  async submitModal(
    opener: Interaction,
    values: Readonly<Record<string, string | readonly string[]>>,
  ): Promise<Interaction> {
    const { modal, issued } = opener;
    if (modal === null) throw new Error('the interaction opened no modal');
    const components = modal.components.map((part) => submitted(part as unknown as Part, values));
    return this.#act({
      type: InteractionType.ModalSubmit,
      actor: issued.actor,
      channel: issued.channel,
      data: { custom_id: modal.custom_id, components },
      name: modal.custom_id,
      ...(issued.source && { source: issued.source }),
    });
  }

  async #act(act: Act): Promise<Interaction> {
    const world = this.#world;
    const id = world.ids.next();
    const token = `interaction-${id}-token`;
    const guild = act.channel.guild;
    const interaction = this.#interactions.issue({
      id,
      token,
      type: act.type,
      actor: act.actor,
      channel: act.channel,
      issuedAtMs: world.clock.now(),
      botIsMember: guild === null || guild.botIsMember,
      source: act.source ?? null,
      replyType: act.replyType ?? MessageType.Default,
      name: act.name,
    });
    const payload = { id, token, ...this.#payload(act) };
    const guildId = guild?.id ?? null;
    world.dispatch({ name: 'INTERACTION_CREATE', data: () => payload, intents: 0, guildId });
    await interaction.acknowledged;
    const patience = setTimeout(() => interaction.giveUp(), deferPatienceMs);
    await interaction.settled;
    clearTimeout(patience);
    return interaction;
  }

  #payload({ type, actor, channel, data, source }: Act): Record<string, unknown> {
    const world = this.#world;
    const { guild } = channel;
    const user = userOf(actor);
    const bot = guild?.members.get(world.bot.id);
    const may = 'guild' in actor ? channelPermissions(channel, actor).toString() : '0';
    const direct = (1n << 10n) | (1n << 11n) | (1n << 14n) | (1n << 15n) | (1n << 16n);
    return {
      application_id: world.applicationId,
      type,
      version: 1,
      locale: 'en-US',
      channel_id: channel.id,
      channel: { ...channelPayload(channel), permissions: may },
      app_permissions: (bot ? channelPermissions(channel, bot) : direct).toString(),
      entitlements: [],
      attachment_size_limit: 10_485_760,
      authorizing_integration_owners:
        bot || guild === null ? { 0: guild?.id ?? '0' } : { 1: user.id },
      context: guild === null ? 1 : 0,
      ...(guild && 'guild' in actor
        ? {
            guild_id: guild.id,
            guild: { id: guild.id, locale: 'en-US', features: [] },
            guild_locale: 'en-US',
            member: { ...memberPayload(actor), permissions: may },
          }
        : { user }),
      ...(source && { message: source }),
      data,
    };
  }

  /** The command that the client would offer to this person here. */
  #offered(actor: Actor, channel: LoopbackChannel, name: string, type: ApplicationCommandType) {
    const guildId = channel.guild?.id ?? null;
    const isSlash = type === ApplicationCommandType.ChatInput;
    const [first = name, ...path] = isSlash ? name.split(' ') : [name];
    const command = this.#commands.find(guildId, first, type);
    if (command === null) throw new Error(`no command "${first}" is registered here`);
    const context = guildId === null ? 1 : 0;
    if (command.contexts?.some((one) => (one as number) === context) === false) {
      throw new Error(`"${first}" is not offered in context ${context}`);
    }
    const needs = command.default_member_permissions;
    if (needs != null && 'guild' in actor) {
      const wanted = BigInt(needs) === 0n ? 8n : BigInt(needs);
      const has = channelPermissions(channel, actor);
      if ((has & wanted) !== wanted) throw new Error(`"${first}" is hidden from this person`);
    }
    return { command, path };
  }
}
