import {
  type AboutCommand,
  ADMIN_COMMANDS,
  type AdminCommand,
  type Press,
} from '../../moderate/request.ts';
import { ADMIN, CONTEXT } from './commands.ts';

/** What the words behind a slash command want. */
export type Asked =
  | { readonly want: 'ask'; readonly about: string }
  | { readonly want: 'about'; readonly command: AboutCommand }
  | {
      readonly want: 'administer';
      readonly command: AdminCommand;
      readonly options: Readonly<Record<string, string>>;
    };

const ABOUT: readonly AboutCommand[] = ['help', 'privacy', 'forget-me'];

/** The option of an administrator's command that takes the words behind it, as the core names it. */
const OPTION: Readonly<Record<AdminCommand, string | undefined>> = {
  setup: undefined,
  rung: 'rung',
  topics: 'topics',
  mute: 'claim',
  unmute: 'claim',
  cooldown: 'hours',
  status: undefined,
  explain: 'message',
  breaker: 'state',
};

/** Reads a slash command; undefined for words that `/sidenote` does not know. */
export function askedIn(command: string, text: string): Asked | undefined {
  const words = text.trim();
  const about = ABOUT.find((name) => name === words.toLowerCase());
  if (about !== undefined) return { want: 'about', command: about };
  if (command === CONTEXT.command) return { want: 'ask', about: words };
  return command === ADMIN.command ? administer(words) : undefined;
}

/** Without words it sets up. */
function administer(words: string): Asked | undefined {
  const [first = '', ...rest] = words.split(/\s+/);
  const command = ADMIN_COMMANDS.find((name) => name === (first.toLowerCase() || 'setup'));
  if (command === undefined) return undefined;
  const option = OPTION[command];
  const value = rest.join(' ');
  const options = option === undefined || value === '' ? {} : { [option]: value };
  return { want: 'administer', command, options };
}

/** A press or a choice, as far as it is read. */
export interface SlackAction {
  readonly action_id: string;
  readonly selected_option?: { readonly value: string } | null;
  readonly selected_options?: readonly { readonly value: string }[];
  readonly selected_conversation?: string | null;
}

/** What was pressed, and what was chosen with it. */
export function pressIn(action: SlackAction): Pick<Press, 'press' | 'values' | 'fields'> {
  const many = (action.selected_options ?? []).map(({ value }) => value);
  const one = action.selected_option?.value ?? action.selected_conversation;
  return { press: action.action_id, values: one == null ? many : [one], fields: {} };
}

/** The values of a submitted view: block, then action, then what was typed. */
export type ViewValues = Readonly<
  Record<string, Readonly<Record<string, { readonly value?: string | null }>>>
>;

/** What was typed, by the names of the fields. */
export function fieldsIn(values: ViewValues): Readonly<Record<string, string>> {
  const typed = Object.entries(values).map(([name, actions]) => [name, actions[name]?.value ?? '']);
  return Object.fromEntries(typed);
}
