import type { IncomingMessage } from 'node:http';

/** What a request carries: its JSON, and the names of uploaded files. */
export interface RequestBody {
  /** Undefined without a body, or when it is not JSON. */
  readonly body: unknown;
  readonly files: readonly string[];
}

/** Reads a JSON body, or the `payload_json` and files of a multipart one. */
export async function readBody(request: IncomingMessage): Promise<RequestBody> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const bytes = Buffer.concat(chunks);
  const type = request.headers['content-type'] ?? '';
  if (bytes.length === 0) return { body: undefined, files: [] };
  if (!type.startsWith('multipart/')) return { body: parse(bytes.toString()), files: [] };
  const form = await new Response(bytes, { headers: { 'content-type': type } }).formData();
  const payload = form.get('payload_json');
  return {
    body: typeof payload === 'string' ? parse(payload) : undefined,
    files: [...form.values()].flatMap((value) => (value instanceof File ? [value.name] : [])),
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
