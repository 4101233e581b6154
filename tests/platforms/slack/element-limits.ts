import { isObject, type JsonObject } from './json.ts';
import { LIMITS } from './limits.ts';
import { broken, checkList, checkString, checkText, type Findings } from './text-limits.ts';

type ElementCheck = (findings: Findings, element: JsonObject, pointer: string) => void;

const PICKERS = ['datepicker', 'timepicker', 'datetimepicker'];
const SELECTS = [
  'static_select',
  'external_select',
  'users_select',
  'conversations_select',
  'channels_select',
];
const ALL_SELECTS = [...SELECTS, ...SELECTS.map((type) => `multi_${type}`)];
const CHOICES = ['checkboxes', 'radio_buttons'];
const TEXT_INPUTS = [
  'plain_text_input',
  'email_text_input',
  'url_text_input',
  'number_input',
  'rich_text_input',
];

/** Which elements a place takes, by the pages of the blocks on docs.slack.dev. */
export const ELEMENTS_OF = {
  actions: new Set(['button', 'overflow', ...PICKERS, ...ALL_SELECTS, ...CHOICES]),
  accessory: new Set(['button', 'overflow', 'image', ...PICKERS, ...ALL_SELECTS, ...CHOICES]),
  input: new Set([...TEXT_INPUTS, ...PICKERS, ...ALL_SELECTS, ...CHOICES, 'file_input']),
} as const;

/** An element that may stand in `place`, with everything inside it. */
export function checkElement(
  findings: Findings,
  element: JsonObject,
  pointer: string,
  place: keyof typeof ELEMENTS_OF,
): void {
  const type = String(element.type);
  if (!ELEMENTS_OF[place].has(type)) {
    broken(findings, `${pointer}/type`, `unsupported type of element here: ${type}`);
    return;
  }
  checkString(findings, element.action_id, `${pointer}/action_id`, LIMITS.id);
  checkText(findings, element.placeholder, `${pointer}/placeholder`, {
    max: LIMITS.placeholder,
    plain: true,
  });
  checkConfirm(findings, element.confirm, `${pointer}/confirm`);
  CHECKS[type]?.(findings, element, pointer);
}

/** An image block or element: alt text always, and a picture. */
export function checkImage(findings: Findings, image: JsonObject, pointer: string): void {
  checkString(findings, image.alt_text, `${pointer}/alt_text`, LIMITS.altText, true);
  checkString(findings, image.image_url, `${pointer}/image_url`, LIMITS.url);
  if (image.image_url === undefined && !isObject(image.slack_file)) {
    broken(findings, `${pointer}/image_url`, 'missing required field');
  }
}

function checkButton(findings: Findings, button: JsonObject, pointer: string): void {
  checkText(findings, button.text, `${pointer}/text`, {
    max: LIMITS.buttonText,
    plain: true,
    required: true,
  });
  checkString(findings, button.value, `${pointer}/value`, LIMITS.buttonValue);
  checkString(findings, button.url, `${pointer}/url`, LIMITS.url);
  const label = `${pointer}/accessibility_label`;
  checkString(findings, button.accessibility_label, label, LIMITS.accessibilityLabel);
  if (![undefined, 'primary', 'danger'].includes(button.style as string | undefined)) {
    broken(findings, `${pointer}/style`, 'must be primary or danger');
  }
}

function checkConfirm(findings: Findings, confirm: unknown, pointer: string): void {
  if (!isObject(confirm)) return;
  const plain = { plain: true, required: true };
  const button = { ...plain, max: LIMITS.confirmButton };
  checkText(findings, confirm.title, `${pointer}/title`, { ...plain, max: LIMITS.confirmTitle });
  checkText(findings, confirm.text, `${pointer}/text`, { max: LIMITS.confirmText, required: true });
  checkText(findings, confirm.confirm, `${pointer}/confirm`, button);
  checkText(findings, confirm.deny, `${pointer}/deny`, button);
}

function checkOptions(findings: Findings, options: unknown, pointer: string, max: number): void {
  checkList(findings, options, pointer, max).forEach((option, index) => {
    const at = `${pointer}/${index}`;
    checkText(findings, option.text, `${at}/text`, { max: LIMITS.optionText, required: true });
    checkString(findings, option.value, `${at}/value`, LIMITS.optionValue, true);
    checkText(findings, option.description, `${at}/description`, { max: LIMITS.optionDescription });
  });
}

function checkStaticSelect(findings: Findings, select: JsonObject, pointer: string): void {
  if (select.option_groups === undefined) {
    checkOptions(findings, select.options, `${pointer}/options`, LIMITS.selectOptions);
    checkInitial(findings, select, pointer);
    return;
  }
  const at = `${pointer}/option_groups`;
  checkList(findings, select.option_groups, at, LIMITS.selectOptions).forEach((group, index) => {
    const label = { max: LIMITS.optionText, plain: true, required: true };
    checkText(findings, group.label, `${at}/${index}/label`, label);
    checkOptions(findings, group.options, `${at}/${index}/options`, LIMITS.selectOptions);
  });
}

function checkChoices(findings: Findings, element: JsonObject, pointer: string): void {
  checkOptions(findings, element.options, `${pointer}/options`, LIMITS.radioOptions);
  checkInitial(findings, element, pointer);
}

/** What is chosen from the start must be one of the options, word for word. */
function checkInitial(findings: Findings, element: JsonObject, pointer: string): void {
  const options = Array.isArray(element.options) ? element.options : [];
  const known = new Set(options.map((option) => JSON.stringify(option)));
  const many = Array.isArray(element.initial_options) ? element.initial_options : [];
  const initial = element.initial_option === undefined ? many : [element.initial_option];
  if (initial.some((option) => !known.has(JSON.stringify(option)))) {
    broken(findings, pointer, 'an initial option is not among the options');
  }
}

function checkPlainTextInput(findings: Findings, input: JsonObject, pointer: string): void {
  if (typeof input.initial_value === 'string' && input.initial_value !== '') {
    checkString(findings, input.initial_value, `${pointer}/initial_value`, LIMITS.plainTextInput);
  }
  for (const key of ['min_length', 'max_length'] as const) {
    const length = input[key];
    if (typeof length === 'number' && length > LIMITS.plainTextInput) {
      broken(findings, `${pointer}/${key}`, `must be at most ${LIMITS.plainTextInput}`);
    }
  }
}

const CHECKS: Record<string, ElementCheck> = {
  button: checkButton,
  image: checkImage,
  overflow: (findings, element, pointer) =>
    checkOptions(findings, element.options, `${pointer}/options`, LIMITS.overflowOptions),
  static_select: checkStaticSelect,
  multi_static_select: checkStaticSelect,
  checkboxes: checkChoices,
  radio_buttons: checkChoices,
  plain_text_input: checkPlainTextInput,
};
