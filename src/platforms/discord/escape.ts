const MARKUP = /[\\*_~`|<>[\]()#@]/g;

/** Foreign text for a text display: one line, no markdown, no mention, no link of its own. */
export function escaped(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replace(MARKUP, '\\$&')
    .replace(/^(\d+)\./, '$1\\.')
    .replace(/^([-+])/, '\\$1');
}

/** A named link; an address that cannot be one on Discord leaves only its name. */
export function link(name: string, url: string): string {
  return URL.canParse(url)
    ? `[${escaped(name)}](<${new URL(url).href.replace(/[<>()]/g, encodeURIComponent)}>)`
    : escaped(name);
}
