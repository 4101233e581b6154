import { type Answer, reply } from '../moderate/answer.ts';
import { duration, readDuration } from '../moderate/channel-settings.ts';
import { RUNG_WORDS } from '../moderate/notice.ts';
import type { Administer } from '../moderate/request.ts';
import { RUNGS, type Rung } from '../moderate/rung.ts';
import type { SettingsLayer } from '../moderate/settings.ts';
import { topicsControl, topicsInWords } from '../moderate/setup.ts';
import { changedAnswer } from '../moderate/status-answer.ts';
import { claimStateAt } from '../store/claim-states.ts';
import { changeLayer, type SettingsScope, settingsAt } from '../store/settings.ts';
import { isKnownClaim } from './card-presses.ts';
import type { Core } from './core.ts';
import { capAndTell } from './feedback.ts';
import { workspaceLock } from './locks.ts';
import { scopeCode, scopeIn, scopeWords, withoutScope } from './scope.ts';
import { topicCounts } from './topic-counts.ts';

/** `rung thread`, `rung queue everywhere`, `rung queue <claim>`: how far the bot may go. Alone it says what is in force. */
export async function commandRung(core: Core, administer: Administer): Promise<Answer> {
  const tokens = tokensOf(administer, 'rung');
  const [word = '', claim = administer.options.claim] = withoutScope(tokens);
  const rung = RUNGS.find((known) => known === word.toLowerCase());
  if (rung === undefined) return rungUsage(core, administer, word);
  if (claim !== undefined && claim !== '') return capClaim(core, administer, claim, rung);
  const scope = scopeIn(tokens, administer);
  const before = await change(core, administer, scope, { rung });
  return changedAnswer(
    `From now on ${scopeWords(scope)}: ${RUNG_WORDS[rung] ?? rung}.${await topicHint(core, administer, rung)}`,
    `undo:rung:${scopeCode(scope)}:${before.rung ?? 'inherit'}`,
  );
}

/** `topics all`, `topics none`, `topics starlink-misuse, …`; alone it brings a list to tick for this channel. */
export async function commandTopics(core: Core, administer: Administer): Promise<Answer> {
  const { topics: known } = core.reader().database;
  const tokens = tokensOf(administer, 'topics');
  const chosen = withoutScope(tokens).map((token) => token.toLowerCase());
  const counts = await topicCounts(core, administer.place);
  if (chosen.length === 0) {
    const { settings } = await settingsAt(
      core.store.db,
      core.firstSettings,
      administer.place,
      administer.category,
    );
    const answer = changedAnswer(
      `Topics in this channel: ${topicsInWords(settings.topics, counts)}.`,
    );
    const control = topicsControl('setup:channel-topics', settings.topics, counts);
    return answer.kind === 'reply' ? { ...answer, controls: [control] } : answer;
  }
  const unknown = chosen.find(
    (id) => id !== 'all' && id !== 'none' && !counts.some((topic) => topic.id === id),
  );
  if (unknown !== undefined)
    return reply(
      `There is no topic "${unknown}". The topics are: ${[...known.keys()].join(', ')}; or all, or none.`,
    );
  const topics = chosen.includes('all') ? 'all' : chosen.filter((id) => id !== 'none');
  const scope = scopeIn(tokens, administer);
  await change(core, administer, scope, { topics });
  return reply(`Topics ${scopeWords(scope)} from now on: ${topicsInWords(topics, counts)}.`);
}

/** `cooldown 12h`, `cooldown 30m everywhere`: how long a claim stays quiet in a channel after its card. Alone it says what is in force. */
export async function commandCooldown(core: Core, administer: Administer): Promise<Answer> {
  const tokens = tokensOf(administer, 'hours');
  const typed = withoutScope(tokens).join(' ');
  const cooldown = readDuration(typed);
  if (cooldown === undefined) return cooldownUsage(core, administer);
  const scope = scopeIn(tokens, administer);
  const before = await change(core, administer, scope, { cooldown });
  return changedAnswer(
    `A claim comes again ${scopeWords(scope)} after ${duration(cooldown)} at the earliest.`,
    `undo:cooldown:${scopeCode(scope)}:${before.cooldown ?? 'inherit'}`,
  );
}

/** The words of a command's option, with those that say where. */
export function tokensOf({ options }: Administer, name: string): readonly string[] {
  return `${options[name] ?? ''} ${options.where ?? ''}`
    .split(/[\s,]+/)
    .filter((token) => token !== '');
}

async function change(
  core: Core,
  { place, person }: Administer,
  scope: SettingsScope,
  layer: SettingsLayer,
): Promise<SettingsLayer> {
  const by = { moderator: person.id, at: core.now() };
  return core.store.locked([workspaceLock(place)], (db) =>
    changeLayer(db, place, scope, layer, by),
  );
}

async function capClaim(
  core: Core,
  { place, person }: Administer,
  claim: string,
  rung: Rung,
): Promise<Answer> {
  const { names } = core.reader();
  if (!isKnownClaim(core, claim)) return unknownClaim(claim);
  const by = { moderator: person.id, at: core.now() };
  const cap = await core.store.locked([workspaceLock(place)], async (db) => {
    const before = await claimStateAt(db, place, claim);
    await capAndTell(db, place, claim, rung === 'channel' ? undefined : rung, by);
    return before.cap;
  });
  core.wake();
  return changedAnswer(
    `“${names.claim(claim)}” goes no further than ${RUNG_WORDS[rung] ?? rung} in this workspace.`,
    `undo:cap:${cap ?? 'none'}:${claim}`,
  );
}

/** The answer to a claim's id that is not in the database. */
export function unknownClaim(claim: string): Answer {
  return reply(
    `There is no claim "${claim.slice(0, 80)}". Give its id, as /context shows it while you type.`,
  );
}

async function rungUsage(
  core: Core,
  { place, category }: Administer,
  word: string,
): Promise<Answer> {
  const { settings } = await settingsAt(core.store.db, core.firstSettings, place, category);
  const wrong = word === '' ? '' : `"${word.slice(0, 40)}" is no rung. `;
  return reply(
    `${wrong}In force here: ${settings.rung} (${RUNG_WORDS[settings.rung] ?? settings.rung}).`,
    'Choose shadow (only watch), queue (ask moderators), thread or channel; add "workspace" for every channel, or a claim’s id for that claim alone.',
  );
}

async function cooldownUsage(core: Core, { place, category }: Administer): Promise<Answer> {
  const { settings } = await settingsAt(core.store.db, core.firstSettings, place, category);
  return reply(
    `In force here: a claim comes again after ${duration(settings.cooldown)} at the earliest.`,
    'To change it, say how long: 12h, 30m or 2d, at most 30 days; add "workspace" for every channel.',
  );
}

async function topicHint(core: Core, { place, category }: Administer, rung: Rung): Promise<string> {
  if (rung === 'shadow') return '';
  const { settings } = await settingsAt(core.store.db, core.firstSettings, place, category);
  return settings.topics.length === 0
    ? ' No topic is chosen yet, so nothing is said: use topics or setup.'
    : '';
}
