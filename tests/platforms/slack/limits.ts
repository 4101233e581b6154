/**
 * Slack's limits of what an app may send: lengths in characters (UTF-16 units, as a client library counts), lists in items.
 * Block lengths are those of the doc comments of `@slack/types` 3.2.0 unless another source stands beside the number.
 */
export const LIMITS = {
  /** docs.slack.dev, Blocks. */
  messageBlocks: 50,
  viewBlocks: 100,
  id: 255,
  sectionText: 3000,
  fields: 10,
  field: 2000,
  header: 150,
  contextElements: 10,
  actionsElements: 25,
  buttonText: 75,
  buttonValue: 2000,
  url: 3000,
  accessibilityLabel: 75,
  optionText: 75,
  /** The Python SDK allows 150; the smaller number is safe on both. */
  optionValue: 75,
  optionDescription: 75,
  selectOptions: 100,
  radioOptions: 10,
  overflowOptions: 5,
  placeholder: 150,
  inputLabel: 2000,
  inputHint: 2000,
  confirmTitle: 100,
  confirmText: 300,
  confirmButton: 30,
  altText: 2000,
  imageTitle: 2000,
  /** Over all markdown blocks of one message. */
  markdown: 12_000,
  tableRows: 100,
  tableCells: 20,
  viewTitle: 24,
  privateMetadata: 3000,
  plainTextInput: 3000,
  textObject: 3000,
  /** docs.slack.dev, views.open: 250 kB of JSON. */
  viewBytes: 250_000,
  /** docs.slack.dev, views.push. */
  viewStack: 3,
  /** docs.slack.dev, chat.postMessage: longer texts are cut. */
  postText: 40_000,
  /** docs.slack.dev, chat.update. */
  updateText: 4000,
  /** bolt-js issue 2509: refused at about 13,200 although each block keeps its limit. */
  blockTextSum: 13_200,
} as const;

/** One broken rule, with a JSON pointer to the place. */
export type Violation = { pointer: string; rule: string };

/** A violation as Slack words it in `errors` and `response_metadata.messages`. */
export function violationText({ pointer, rule }: Violation): string {
  return `${rule} [json-pointer:${pointer}]`;
}
