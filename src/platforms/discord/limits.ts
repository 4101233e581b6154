/**
 * Discord's limits, each once. From the Components Reference and the Message resource of the developer documentation (state of
 * 2026-08-06); those marked "by experience" stand only in client libraries.
 */
export const DISCORD = {
  /** Components of a v2 message, nested ones counted. */
  components: 40,
  /** Characters of all text displays of a message together: by experience. */
  textTotal: 4000,
  buttonsPerRow: 5,
  buttonLabel: 80,
  linkUrl: 512,
  customId: 100,
  selectOptions: 25,
  optionLabel: 100,
  placeholder: 150,
  choices: 25,
  choiceLabel: 100,
  choiceValue: 100,
  modalTitle: 45,
  modalFields: 5,
  fieldLabel: 45,
  fieldPlaceholder: 100,
  fieldValue: 4000,
  nonce: 25,
  threadName: 100,
} as const;

/** A text of at most so many characters; what is cut ends in an ellipsis, and no character is torn in two. */
export function clipped(text: string, most: number): string {
  if (text.length <= most) return text;
  const cut = text.slice(0, most - 1);
  const whole = /[\uD800-\uDBFF]$/.test(cut) ? cut.slice(0, -1) : cut;
  return `${whole.trimEnd()}…`;
}
