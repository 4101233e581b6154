const MARKUP = /[\\*_~`|<>[\]#@]/g;
/** Discord draws an address as a link wherever it finds `://`. */
const ADDRESS = /:(?=\/\/)/g;

/** Foreign text for a text display: one line, no markdown, no mention, no link of its own. */
export function escaped(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replace(MARKUP, '\\$&')
    .replace(ADDRESS, '\\:')
    .replace(/^(\d+)\./, '$1\\.')
    .replace(/^([-+])/, '\\$1');
}

/** A named link; an address that cannot be one on Discord leaves only its name. */
export function link(name: string, url: string): string {
  if (!URL.canParse(url) || !/^https?:/.test(new URL(url).protocol)) return escaped(name);
  return `[${escaped(name)}](<${new URL(url).href.replace(/[<>()]/g, percentEncoded)}>)`;
}

/** `encodeURIComponent` leaves brackets as they are, and a bracket would end the link. */
function percentEncoded(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
}
