import type { ActionsBlock, ActionsBlockElement, SectionBlock } from '@slack/types';
import type { Control } from '../../moderate/answer.ts';
import { linkAddress } from './escape.ts';
import { clipped, SLACK } from './limits.ts';
import { plainText } from './text.ts';

type Choose = Extract<Control, { kind: 'choose' }>;
type Option = { text: ReturnType<typeof plainText>; value: string };

/** What a link button sends when it is pressed, though the browser does the work: to be acknowledged, nothing more. */
export const OPENS_LINK = 'open:';

/** Controls as blocks of actions, in the order given; long lists of which several may be chosen have a block of their own. */
export function controlBlocks(controls: readonly Control[]): (ActionsBlock | SectionBlock)[] {
  const blocks: (ActionsBlock | SectionBlock)[] = [];
  controls.forEach((control, index) => {
    if (control.kind === 'choose' && isLongList(control)) blocks.push(listBlock(control));
    else withRoom(blocks).push(...elementsOf(control, index));
  });
  return blocks.filter((block) => block.type !== 'actions' || block.elements.length > 0);
}

function withRoom(blocks: (ActionsBlock | SectionBlock)[]): ActionsBlockElement[] {
  const last = blocks.at(-1);
  if (last?.type === 'actions' && last.elements.length < SLACK.actionsElements)
    return last.elements;
  const fresh: ActionsBlock = { type: 'actions', elements: [] };
  blocks.push(fresh);
  return fresh.elements;
}

/** One element; none for a list without entries or a link without a usable address, which Slack would refuse. */
function elementsOf(control: Control, index: number): ActionsBlockElement[] {
  switch (control.kind) {
    case 'button':
      return [
        {
          type: 'button',
          text: plainText(control.label, SLACK.buttonText),
          action_id: control.press,
          ...(control.style === 'neutral' ? {} : { style: control.style }),
        },
      ];
    case 'link':
      return linkButton(control.label, control.url, index);
    case 'choose-channel':
      return [
        {
          type: 'conversations_select',
          action_id: control.press,
          placeholder: plainText(control.placeholder, SLACK.placeholder),
          filter: { include: ['public', 'private'], exclude_bot_users: true },
        },
      ];
    case 'choose':
      return control.options.length === 0 ? [] : [shortList(control)];
  }
}

function linkButton(label: string, url: string, index: number): ActionsBlockElement[] {
  const address = linkAddress(url);
  if (address === undefined) return [];
  const text = plainText(label, SLACK.buttonText);
  return [{ type: 'button', text, action_id: `${OPENS_LINK}${index}`, url: address }];
}

function shortList(control: Choose): ActionsBlockElement {
  const { options, chosen } = optionsOf(control);
  if (control.most > 1) {
    return { type: 'checkboxes', action_id: control.press, options, ...initially(chosen) };
  }
  const [first] = chosen;
  return {
    type: 'static_select',
    action_id: control.press,
    placeholder: plainText(control.placeholder, SLACK.placeholder),
    options,
    ...(first === undefined ? {} : { initial_option: first }),
  };
}

function isLongList({ most, options }: Choose): boolean {
  return most > 1 && options.length > SLACK.checkboxes;
}

function listBlock(control: Choose): SectionBlock {
  const { options, chosen } = optionsOf(control);
  const label = plainText(control.placeholder, SLACK.placeholder);
  return {
    type: 'section',
    text: label,
    accessory: {
      type: 'multi_static_select',
      action_id: control.press,
      placeholder: label,
      options,
      max_selected_items: control.most,
      ...initially(chosen),
    },
  };
}

function optionsOf({ options, most }: Choose): { options: Option[]; chosen: Option[] } {
  const drawn = options.slice(0, SLACK.options).map(({ label, value, chosen }) => ({
    option: { text: plainText(clipped(label, SLACK.optionText), SLACK.optionText), value },
    chosen,
  }));
  const chosen = drawn.filter((entry) => entry.chosen).slice(0, most);
  return { options: drawn.map(({ option }) => option), chosen: chosen.map(({ option }) => option) };
}

/** Slack refuses an empty list of what is chosen from the start. */
function initially(chosen: Option[]): { initial_options?: Option[] } {
  return chosen.length === 0 ? {} : { initial_options: chosen };
}
