import type { Line } from '../../moderate/answer.ts';
import { escaped, link } from './escape.ts';

/** A line as Discord's markdown, everything foreign in it escaped. */
export function markdown(line: Line): string {
  return line
    .map(({ text, url, strong }) => {
      const drawn = url === undefined ? spaced(text) : link(text, url);
      return strong ? `**${drawn}**` : drawn;
    })
    .join('');
}

/** Escapes, but keeps the blanks at the ends that separate it from its neighbours. */
function spaced(text: string): string {
  const [, before = '', middle = '', after = ''] = /^(\s*)([\s\S]*?)(\s*)$/.exec(text) ?? [];
  return `${before === '' ? '' : ' '}${escaped(middle)}${after === '' ? '' : ' '}`;
}
