const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
/** Keeps a formatting mark from touching its word, which is what makes it formatting. */
const ZERO_WIDTH_SPACE = '\u200b';

/** Foreign text for mrkdwn: one line, no formatting, no mention, no link of its own. */
export function escaped(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replace(/[&<>]/g, (mark) => ENTITIES[mark] ?? mark)
    .replace(/[*_~`]/g, `${ZERO_WIDTH_SPACE}$&${ZERO_WIDTH_SPACE}`);
}

/** A named link; an address that cannot be one leaves only its name. */
export function link(name: string, url: string): string {
  if (!URL.canParse(url)) return escaped(name);
  const address = new URL(url).href.replace(/[|<>]/g, encodeURIComponent).replaceAll('&', '&amp;');
  return `<${address}|${escaped(name).replaceAll('|', '¦')}>`;
}
