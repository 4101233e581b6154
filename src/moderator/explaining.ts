import type { Place } from '../message.ts';
import { type Answer, reply } from '../moderate/answer.ts';
import { explanation } from '../moderate/explanation.ts';
import { decisionInWords } from '../moderate/reasons.ts';
import type { Administer } from '../moderate/request.ts';
import { type DecisionRow, latestAt } from '../store/decisions.ts';
import { placeOf } from '../store/place.ts';
import type { Core } from './core.ts';
import { readDecision, storedDecision } from './stored-decision.ts';

const LATEST = 5;

/**
 * `explain <message>`: why Sidenote spoke or kept silent about it, from what was kept when it decided. The message is an id or a
 * link that ends in channel and id. Alone it lists the latest decisions in this channel.
 */
export async function commandExplain(core: Core, { place, options }: Administer): Promise<Answer> {
  const given = (options.message ?? '').trim();
  if (given === '') return latestHere(core, place);
  for (const { channel, message } of readings(given, place)) {
    const stored = await storedDecision(core.store.db, { ...place, channel }, message);
    if (stored === undefined) continue;
    const { decision, matches } = stored;
    return {
      kind: 'reply',
      parts: explanation({ reading: { matches }, decision }, core.reader().names),
      controls: [],
    };
  }
  return reply(
    'Nothing is kept about that message: no claim came near enough, it is older than 90 days, or it was never seen.',
    'With "Check this message" in the message’s menu, Sidenote reads it again and says what it finds.',
  );
}

async function latestHere(core: Core, place: Place): Promise<Answer> {
  const rows = await latestAt(core.store.db, place, LATEST);
  if (rows.length === 0)
    return reply(
      'No message here came near a claim yet.',
      'explain with a link to a message explains that one.',
    );
  return {
    kind: 'reply',
    parts: [
      { kind: 'heading', text: 'The latest decisions here' },
      { kind: 'list', items: rows.map((row) => lineOf(core, row)) },
    ],
    controls: [],
  };
}

function lineOf(core: Core, row: DecisionRow) {
  const read = readDecision(row, 'channel');
  const link = core
    .platform(row.platform)
    ?.linkTo(placeOf(row), row.message, row.thread ?? undefined);
  const said = read === undefined ? row.reason : decisionInWords(read.decision);
  return [
    { text: core.reader().names.claim(row.claim), strong: true },
    { text: ` (${row.score.toFixed(2)}): ${said} ` },
    ...(link === undefined || link === '' ? [] : [{ text: 'The message', url: link }]),
  ];
}

/** What a person may have pasted: an id, Discord's `…/channel/message`, Slack's `…/archives/C…/p1700000000000100`. */
function readings(
  given: string,
  { channel }: Place,
): readonly { channel: string; message: string }[] {
  const parts = given
    .replace(/[?#>].*$/, '')
    .split('/')
    .filter((part) => part !== '');
  const last = parts.at(-1) ?? given;
  const linked = parts.at(-2) ?? channel;
  const permalink = /^p(\d{10})(\d{6})$/.exec(last);
  const message = permalink === null ? last : `${permalink[1]}.${permalink[2]}`;
  return [
    { channel: linked, message },
    { channel, message },
  ];
}
