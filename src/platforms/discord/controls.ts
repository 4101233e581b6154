import {
  type APIActionRowComponent,
  type APIButtonComponent,
  type APIComponentInMessageActionRow,
  ButtonStyle,
  ChannelType,
  ComponentType,
} from 'discord-api-types/v10';
import type { Control } from '../../moderate/answer.ts';
import { clipped, DISCORD } from './limits.ts';

type Row = APIActionRowComponent<APIComponentInMessageActionRow>;
type Button = Extract<Control, { kind: 'button' | 'link' }>;

const STYLES = {
  primary: ButtonStyle.Primary,
  neutral: ButtonStyle.Secondary,
  danger: ButtonStyle.Danger,
} as const;

/** Controls as action rows: up to five buttons a row, each list in a row of its own, in the order given. */
export function controlRows(controls: readonly Control[]): Row[] {
  const rows: Row[] = [];
  for (const control of controls.filter(isPossible)) {
    if (control.kind === 'choose' || control.kind === 'choose-channel')
      rows.push(row([list(control)]));
    else withRoom(rows).components.push(button(control));
  }
  return rows;
}

/** Discord refuses a message for one address that is too long, or one list without an entry. */
function isPossible(control: Control): boolean {
  if (control.kind === 'link') return control.url.length <= DISCORD.linkUrl;
  return control.kind !== 'choose' || control.options.length > 0;
}

function withRoom(rows: Row[]): Row {
  const last = rows.at(-1);
  const open = last?.components.every(({ type }) => type === ComponentType.Button);
  if (last !== undefined && open && last.components.length < DISCORD.buttonsPerRow) return last;
  const fresh = row([]);
  rows.push(fresh);
  return fresh;
}

function row(components: APIComponentInMessageActionRow[]): Row {
  return { type: ComponentType.ActionRow, components };
}

function button(control: Button): APIButtonComponent {
  const label = clipped(control.label, DISCORD.buttonLabel);
  return control.kind === 'link'
    ? { type: ComponentType.Button, style: ButtonStyle.Link, label, url: control.url }
    : { type: ComponentType.Button, style: STYLES[control.style], label, custom_id: control.press };
}

function list(control: Exclude<Control, Button>): APIComponentInMessageActionRow {
  const placeholder = clipped(control.placeholder, DISCORD.placeholder);
  if (control.kind === 'choose-channel') {
    return {
      type: ComponentType.ChannelSelect,
      custom_id: control.press,
      placeholder,
      channel_types: [ChannelType.GuildText],
    };
  }
  const options = control.options.slice(0, DISCORD.selectOptions);
  return {
    type: ComponentType.StringSelect,
    custom_id: control.press,
    placeholder,
    min_values: control.most > 1 ? 0 : 1,
    max_values: Math.min(control.most, options.length),
    options: options.map(({ label, value, chosen }) => ({
      label: clipped(label, DISCORD.optionLabel),
      value,
      default: chosen,
    })),
  };
}
