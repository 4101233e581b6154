import type { ActionsBlock, ActionsBlockElement } from '@slack/types';
import type { Control } from '../../moderate/answer.ts';
import { SLACK } from './limits.ts';

/** Controls as one block of actions; none when there is nothing to press. */
export function controlBlocks(controls: readonly Control[]): ActionsBlock[] {
  if (controls.length === 0) return [];
  return [{ type: 'actions', elements: controls.slice(0, SLACK.actionsElements).map(element) }];
}

function element(control: Control): ActionsBlockElement {
  switch (control.kind) {
    case 'button':
      return {
        type: 'button',
        text: plainText(control.label, SLACK.buttonText),
        action_id: control.press,
        ...(control.style === 'neutral' ? {} : { style: control.style }),
      };
    case 'link':
      return {
        type: 'button',
        text: plainText(control.label, SLACK.buttonText),
        action_id: `open:${control.label}`,
        url: control.url,
      };
    case 'choose-channel':
      return {
        type: 'conversations_select',
        action_id: control.press,
        placeholder: plainText(control.placeholder, SLACK.placeholder),
      };
    case 'choose':
      return chooser(control);
  }
}

function chooser(control: Extract<Control, { kind: 'choose' }>): ActionsBlockElement {
  const options = control.options.map((option) => ({
    text: plainText(option.label, SLACK.optionText),
    value: option.value,
  }));
  const chosen = options.filter((_, index) => control.options[index]?.chosen);
  const placeholder = plainText(control.placeholder, SLACK.placeholder);
  if (control.most > 1) {
    return {
      type: 'checkboxes',
      action_id: control.press,
      options,
      ...(chosen.length === 0 ? {} : { initial_options: chosen }),
    };
  }
  const [first] = chosen;
  return {
    type: 'static_select',
    action_id: control.press,
    placeholder,
    options,
    ...(first === undefined ? {} : { initial_option: first }),
  };
}

function plainText(text: string, most: number) {
  return { type: 'plain_text' as const, text: text.slice(0, most), emoji: false };
}
