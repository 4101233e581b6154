import { z } from 'zod';
import { checkText, TextError, utf8 } from './message-text.ts';

const Request = z.object({
  id: z.union([z.string(), z.number()]),
  text: z.string(),
  context: z.array(z.string()).default([]),
});

/** One line of input: a message to explain, or why it is none. `id` is null where the line does not even give one. */
export type JsonLine =
  | { readonly ok: true; readonly value: z.infer<typeof Request> }
  | { readonly ok: false; readonly id: string | number | null; readonly error: string };

/** Reads `{id, text, context?}` a line, in order; empty lines are passed over, bad ones come back with their reason. */
export async function* jsonLines(input: AsyncIterable<Uint8Array>): AsyncGenerator<JsonLine> {
  let number = 0;
  for await (const bytes of linesOf(input)) {
    number += 1;
    if (bytes.some((byte) => byte > 32)) yield parse(bytes, number);
  }
}

function parse(bytes: Uint8Array, number: number): JsonLine {
  let value: unknown;
  try {
    value = JSON.parse(utf8(bytes));
  } catch (error) {
    const reason =
      error instanceof TextError
        ? error.message
        : 'is not JSON; write {"id": ..., "text": ...} on one line';
    return { ok: false, id: null, error: `line ${number}: ${reason}` };
  }
  const result = Request.safeParse(value);
  if (!result.success) {
    const reasons = result.error.issues.map(
      ({ path, message }) => `${path.join('.') || 'line'}: ${message}`,
    );
    return { ok: false, id: idOf(value), error: `line ${number}: ${reasons.join('; ')}` };
  }
  try {
    checkText(result.data.text);
    return { ok: true, value: result.data };
  } catch (error) {
    return { ok: false, id: result.data.id, error: `line ${number}: ${(error as Error).message}` };
  }
}

function idOf(value: unknown): string | number | null {
  const id = (value as { id?: unknown } | null)?.id;
  return typeof id === 'string' || typeof id === 'number' ? id : null;
}

/** Cuts a byte stream at line feeds without decoding it, so that one bad line does not spoil its neighbours. */
async function* linesOf(input: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let pieces: Uint8Array[] = [];
  for await (const chunk of input) {
    let from = 0;
    for (let end = chunk.indexOf(10); end !== -1; end = chunk.indexOf(10, from)) {
      yield Buffer.concat([...pieces, chunk.subarray(from, end)]);
      pieces = [];
      from = end + 1;
    }
    pieces.push(chunk.subarray(from));
  }
  yield Buffer.concat(pieces);
}
