/** The longest text that is still a message: more than twice Slack's own limit of 40,000 characters. */
const LONGEST = 100_000;

/** A text that is no message; the message says what is wrong and what to do. */
export class TextError extends Error {
  override readonly name = 'TextError';
}

/** Checks that a text can be a message, and gives it back. */
export function checkText(text: string): string {
  if (text.trim() === '') throw new TextError('the text is empty; write the message to explain');
  if (text.includes('\0'))
    throw new TextError('the text holds NUL bytes, so it is binary data; give plain text');
  if (text.length > LONGEST) {
    throw new TextError(`the text has ${text.length} characters; a message has at most ${LONGEST}`);
  }
  return text;
}

/** Decodes bytes as UTF-8 and checks them as a message. */
export function decodeText(bytes: Uint8Array): string {
  return checkText(utf8(bytes));
}

/** Strict UTF-8: throws a `TextError` instead of putting replacement characters. */
export function utf8(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new TextError('the text is not UTF-8; convert it first');
  }
}
