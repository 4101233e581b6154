import type { Line } from '../../moderate/answer.ts';
import { escaped, link } from './escape.ts';

/** A line as Slack's mrkdwn, everything foreign in it escaped. */
export function mrkdwn(line: Line): string {
  return line
    .map(({ text, url, strong }) => {
      const drawn = url === undefined ? escaped(text) : link(text, url);
      return strong ? `*${drawn}*` : drawn;
    })
    .join('');
}
