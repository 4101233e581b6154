import { html } from 'hono/html';

/** Markup in which every value was escaped: what `hono/html` makes and takes. */
export type Html = ReturnType<typeof html>;

/** Nothing at all. */
export const NOTHING: Html = html``;

/** An address that a page may link to: http or https, and nothing that runs. Anything else is undefined. */
export function webAddress(address: string | undefined): string | undefined {
  if (address === undefined || !URL.canParse(address)) return undefined;
  const { protocol, href } = new URL(address);
  return protocol === 'https:' || protocol === 'http:' ? href : undefined;
}

/** A link that leaves the desk; without an address only its words. */
export function outward(words: Html | string, address: string | undefined): Html {
  const url = webAddress(address);
  return url === undefined
    ? html`${words}`
    : html`<a href="${url}" rel="noopener noreferrer nofollow">${words}</a>`;
}

/** `1 source`, `3 sources`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString('en')} ${count === 1 ? one : many}`;
}
