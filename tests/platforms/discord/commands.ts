import {
  type APIApplicationCommand,
  type APIApplicationCommandOption,
  ApplicationCommandType,
} from 'discord.js';
import { invalidBody, refusal } from './api-error.ts';
import type { World } from './world.ts';

/** A command as an app writes it. */
type CommandDraft = Partial<APIApplicationCommand> & { name?: unknown };

/** Slash and option names. Source: DD Application Commands, "Application Command Naming". */
const slashName = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u;
/** Commands per type and scope, creates per day and server, characters per command. Same source. */
const mostPerType: Readonly<Record<number, number>> = { 1: 100, 2: 15, 3: 15 };
const createsPerDay = 200;
const mostCharacters = 8000;

/** Registered commands by scope: a guild id, or `global`. */
export class CommandRegistry {
  readonly #world: World;
  readonly #scopes = new Map<string, Map<string, APIApplicationCommand>>();
  readonly #creates = new Map<string, number>();

  constructor(world: World) {
    this.#world = world;
  }

  /** The commands of a scope, in the order of their creation. */
  list(scope: string): APIApplicationCommand[] {
    return [...this.#scope(scope).values()];
  }

  /** One command by id, or 10063. */
  get(scope: string, id: string): APIApplicationCommand {
    const command = this.#scope(scope).get(id);
    if (command === undefined) throw refusal('unknownCommand');
    return command;
  }

  /** The command that a person sees under this name in a guild, or null. */
  find(guildId: string | null, name: string, type: ApplicationCommandType) {
    const visible = [...(guildId === null ? [] : this.list(guildId)), ...this.list('global')];
    return visible.find((command) => command.name === name && command.type === type) ?? null;
  }

  /** Creates a command, or overwrites the one of this name and type. */
  upsert(scope: string, draft: CommandDraft): { command: APIApplicationCommand; created: boolean } {
    refuse(commandFaults(draft, scope));
    const type = draft.type ?? ApplicationCommandType.ChatInput;
    const existing = this.list(scope).find((one) => one.name === draft.name && one.type === type);
    if (existing === undefined) this.#countCreate(scope);
    const command = this.#complete(scope, draft, existing?.id ?? this.#world.ids.next());
    const sameType = this.list(scope).filter((one) => one.type === type).length;
    if (existing === undefined && sameType >= (mostPerType[type] ?? 0))
      throw refusal('tooManyCommands');
    this.#scope(scope).set(command.id, command);
    return { command, created: existing === undefined };
  }

  /** Replaces all commands of a scope; only names not there before count as created. */
  replaceAll(scope: string, drafts: readonly CommandDraft[]): APIApplicationCommand[] {
    refuse(drafts.flatMap((draft) => commandFaults(draft, scope)));
    const before = this.list(scope);
    const keep = before.filter((old) =>
      drafts.some((draft) => draft.name === old.name && (draft.type ?? 1) === old.type),
    );
    this.#scopes.set(scope, new Map(keep.map((command) => [command.id, command])));
    return drafts.map((draft) => this.upsert(scope, draft).command);
  }

  /** Changes the given fields of a command. */
  change(scope: string, id: string, draft: CommandDraft): APIApplicationCommand {
    const command = this.#complete(scope, { ...this.get(scope, id), ...draft }, id);
    refuse(commandFaults(command, scope));
    this.#scope(scope).set(id, command);
    return command;
  }

  remove(scope: string, id: string): void {
    this.get(scope, id);
    this.#scope(scope).delete(id);
  }

  #scope(scope: string): Map<string, APIApplicationCommand> {
    const commands = this.#scopes.get(scope) ?? new Map<string, APIApplicationCommand>();
    this.#scopes.set(scope, commands);
    return commands;
  }

  #countCreate(scope: string): void {
    const count = (this.#creates.get(scope) ?? 0) + 1;
    if (count > createsPerDay) throw refusal('dailyCommandCreates');
    this.#creates.set(scope, count);
  }

  /** The command as Discord answers it: every field that the app left out has its default. */
  #complete(scope: string, draft: CommandDraft, id: string): APIApplicationCommand {
    const isGlobal = scope === 'global';
    return {
      type: ApplicationCommandType.ChatInput,
      description: '',
      default_member_permissions: null,
      nsfw: false,
      ...(isGlobal && { integration_types: [0], contexts: null, dm_permission: true }),
      ...(!isGlobal && { guild_id: scope }),
      ...draft,
      ...(draft.options != null && { options: draft.options.map(optionAsAnswered) }),
      name: String(draft.name),
      id,
      application_id: this.#world.applicationId,
      version: this.#world.ids.next(),
    };
  }
}

/** Discord leaves out what is false. */
function optionAsAnswered(option: APIApplicationCommandOption): APIApplicationCommandOption {
  const kept = { ...option };
  if (kept.required === false) delete kept.required;
  return kept;
}

/** Everything wrong with a command that the OpenAPI file does not say. */
function commandFaults(draft: CommandDraft, scope: string): string[] {
  const name = String(draft.name ?? '');
  const isSlash = (draft.type ?? 1) === ApplicationCommandType.ChatInput;
  const faults = isSlash ? slashFaults(name, draft) : menuFaults(name, draft);
  if (scope !== 'global' && (draft.contexts != null || draft.integration_types != null)) {
    faults.push(`${name}: contexts and integration_types are for global commands`);
  }
  return faults;
}

function menuFaults(name: string, draft: CommandDraft): string[] {
  const faults: string[] = [];
  if (name.length < 1 || name.length > 32) faults.push(`${name}: a name has 1 to 32 characters`);
  if (draft.description) faults.push(`${name}: a context-menu command has no description`);
  if (draft.options?.length) faults.push(`${name}: a context-menu command has no options`);
  return faults;
}

function slashFaults(name: string, draft: CommandDraft): string[] {
  const size = characters(draft);
  return [
    ...namedFaults(name, name, draft.description),
    ...optionFaults(name, draft.options ?? []),
    ...(size > mostCharacters ? [`${name}: ${size} characters, at most ${mostCharacters}`] : []),
  ];
}

function namedFaults(path: string, name: string, description: unknown): string[] {
  const faults: string[] = [];
  if (!slashName.test(name) || name !== name.toLowerCase()) {
    faults.push(`${path}: a name is lower case, 1 to 32 letters, digits, - or _`);
  }
  const length = typeof description === 'string' ? description.length : 0;
  if (length < 1 || length > 100) faults.push(`${path}: a description has 1 to 100 characters`);
  return faults;
}

function optionFaults(path: string, options: readonly APIApplicationCommandOption[]): string[] {
  const faults = options.flatMap((option) => {
    const at = `${path}.${option.name}`;
    const inner = 'options' in option ? (option.options ?? []) : [];
    return [
      ...namedFaults(at, option.name, option.description),
      ...choiceFaults(at, option),
      ...optionFaults(at, inner),
    ];
  });
  if (options.length > 25) faults.push(`${path}: ${options.length} options, at most 25`);
  const names = options.map(({ name }) => name);
  if (new Set(names).size < names.length) faults.push(`${path}: two options have the same name`);
  const firstOptional = options.findIndex(({ required }) => !required);
  const lateRequired = options.findLastIndex(({ required }) => required === true);
  if (firstOptional !== -1 && lateRequired > firstOptional) {
    faults.push(`${path}: required options come first`);
  }
  const commands = options.filter(({ type }) => type <= 2).length;
  if (commands > 0 && commands < options.length)
    faults.push(`${path}: subcommands do not mix with options`);
  return faults;
}

function choiceFaults(path: string, option: APIApplicationCommandOption): string[] {
  const choices = 'choices' in option ? (option.choices ?? []) : [];
  const completes = 'autocomplete' in option && option.autocomplete === true;
  const faults: string[] = [];
  if (choices.length > 25) faults.push(`${path}: ${choices.length} choices, at most 25`);
  if (completes && choices.length > 0) faults.push(`${path}: choices exclude autocomplete`);
  return faults;
}

/** Characters that Discord adds up: names, descriptions and choice values, options included. */
function characters(part: {
  name?: unknown;
  description?: unknown;
  options?: unknown;
  choices?: unknown;
}): number {
  const own = String(part.name ?? '').length + String(part.description ?? '').length;
  const choices = (Array.isArray(part.choices) ? part.choices : []) as {
    name: string;
    value: unknown;
  }[];
  const options = (
    Array.isArray(part.options) ? part.options : []
  ) as APIApplicationCommandOption[];
  const fromChoices = choices.reduce(
    (sum, { name, value }) => sum + name.length + String(value).length,
    0,
  );
  return options.reduce((sum, option) => sum + characters(option), own + fromChoices);
}

function refuse(faults: readonly string[]): void {
  if (faults.length > 0) throw invalidBody(faults);
}
