import { type Answer, reply } from '../moderate/answer.ts';
import { duration, INHERIT, readDuration } from '../moderate/channel-settings.ts';
import { RUNG_WORDS } from '../moderate/notice.ts';
import type { Administer } from '../moderate/request.ts';
import { RUNGS, type Rung } from '../moderate/rung.ts';
import type { SettingsLayer } from '../moderate/settings.ts';
import { type TopicCount, topicsControl, topicsInWords } from '../moderate/setup.ts';
import { changedAnswer } from '../moderate/status-answer.ts';
import { claimStateAt } from '../store/claim-states.ts';
import { changeLayer, type SettingsScope, settingsAt } from '../store/settings.ts';
import { isKnownClaim } from './card-presses.ts';
import type { Core } from './core.ts';
import { capAndTell } from './feedback.ts';
import { inheritAgain, undoOf } from './inheriting.ts';
import { workspaceLock } from './locks.ts';
import { scopeCode, scopeIn, scopeWords, withoutScope } from './scope.ts';
import { topicCounts } from './topic-counts.ts';

/** `rung thread`, `rung queue everywhere`, `rung queue <claim>`, `rung inherit`: how far the bot may go. Alone it says what is in force. */
export async function commandRung(core: Core, administer: Administer): Promise<Answer> {
  const tokens = tokensOf(administer, 'rung');
  const [word = '', claim = administer.options.claim] = withoutScope(tokens);
  const rung = RUNGS.find((known) => known === word.toLowerCase());
  const inherits = isInherit(word);
  if (rung === undefined && !inherits) return rungUsage(core, administer, word);
  if (claim !== undefined && claim !== '') return capClaim(core, administer, claim, rung);
  const scope = scopeIn(tokens, administer);
  if (rung === undefined) return inheritAgain(core, administer, scope, 'rung');
  const before = await change(core, administer, scope, { rung });
  return changedAnswer(
    `From now on ${scopeWords(scope)}: ${RUNG_WORDS[rung] ?? rung}.${await topicHint(core, administer, rung)}`,
    undoOf(scope, 'rung', before),
  );
}

/** `topics all`, `topics none`, `topics inherit`, `topics starlink-misuse, …`; alone it brings a list to tick for this channel. */
export async function commandTopics(core: Core, administer: Administer): Promise<Answer> {
  const { topics: known } = core.reader().database;
  const tokens = tokensOf(administer, 'topics');
  const chosen = withoutScope(tokens).map((token) => token.toLowerCase());
  const counts = await topicCounts(core, administer.place);
  if (chosen.length === 0) return topicsHere(core, administer, counts);
  const scope = scopeIn(tokens, administer);
  if (isInherit(chosen[0])) return inheritAgain(core, administer, scope, 'topics');
  const unknown = chosen.find(
    (id) => id !== 'all' && id !== 'none' && !counts.some((topic) => topic.id === id),
  );
  if (unknown !== undefined)
    return reply(
      `There is no topic "${unknown}". The topics are: ${[...known.keys()].join(', ')}; or all, none, or inherit.`,
    );
  const topics = chosen.includes('all') ? 'all' : chosen.filter((id) => id !== 'none');
  const before = await change(core, administer, scope, { topics });
  return changedAnswer(
    `Topics ${scopeWords(scope)} from now on: ${topicsInWords(topics, counts)}.`,
    undoOf(scope, 'topics', before),
  );
}

/** A list to tick for this channel, and the way back where it has topics of its own. */
async function topicsHere(
  core: Core,
  { place, category }: Administer,
  counts: readonly TopicCount[],
): Promise<Answer> {
  const { settings, own } = await settingsAt(core.store.db, core.firstSettings, place, category);
  const answer = reply(`Topics in this channel: ${topicsInWords(settings.topics, counts)}.`);
  if (answer.kind !== 'reply') return answer;
  const list = topicsControl('setup:channel-topics', settings.topics, counts);
  const press = `inherit:${scopeCode({ scope: 'channel', id: place.channel })}:topics`;
  const back = { kind: 'button', label: INHERIT, style: 'neutral', press } as const;
  return { ...answer, controls: own.topics === undefined ? [list] : [list, back] };
}

/** `cooldown 12h`, `cooldown 30m everywhere`, `cooldown inherit`: how long a claim stays quiet in a channel after its card. Alone it says what is in force. */
export async function commandCooldown(core: Core, administer: Administer): Promise<Answer> {
  const tokens = tokensOf(administer, 'hours');
  const typed = withoutScope(tokens).join(' ');
  const cooldown = readDuration(typed);
  const scope = scopeIn(tokens, administer);
  if (isInherit(typed)) return inheritAgain(core, administer, scope, 'cooldown');
  if (cooldown === undefined) return cooldownUsage(core, administer);
  const before = await change(core, administer, scope, { cooldown });
  return changedAnswer(
    `A claim comes again ${scopeWords(scope)} after ${duration(cooldown)} at the earliest.`,
    undoOf(scope, 'cooldown', before),
  );
}

/** Whether a word asks for what the category, the workspace or nobody set. */
function isInherit(word: string | undefined): boolean {
  return word?.toLowerCase() === 'inherit';
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
  rung: Rung | undefined,
): Promise<Answer> {
  const { names } = core.reader();
  if (!isKnownClaim(core, claim)) return unknownClaim(claim);
  const by = { moderator: person.id, at: core.now() };
  const next = rung === 'channel' ? undefined : rung;
  const cap = await core.store.locked([workspaceLock(place)], async (db) => {
    const before = await claimStateAt(db, place, claim);
    await capAndTell(db, place, claim, next, by);
    return before.cap;
  });
  core.wake();
  return changedAnswer(
    next === undefined
      ? `“${names.claim(claim)}” goes as far as the settings say in this workspace.`
      : `“${names.claim(claim)}” goes no further than ${RUNG_WORDS[next] ?? next} in this workspace.`,
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
    'Choose shadow (only watch), queue (ask moderators), thread or channel; add "workspace" for every channel, or a claim’s id for that claim alone. "inherit" takes back what was set here.',
  );
}

async function cooldownUsage(core: Core, { place, category }: Administer): Promise<Answer> {
  const { settings } = await settingsAt(core.store.db, core.firstSettings, place, category);
  return reply(
    `In force here: a claim comes again after ${duration(settings.cooldown)} at the earliest.`,
    'To change it, say how long: 12h, 30m or 2d, at most 30 days; add "workspace" for every channel. "inherit" takes back what was set here.',
  );
}

async function topicHint(core: Core, { place, category }: Administer, rung: Rung): Promise<string> {
  if (rung === 'shadow') return '';
  const { settings } = await settingsAt(core.store.db, core.firstSettings, place, category);
  return settings.topics.length === 0
    ? ' No topic is chosen yet, so nothing is said: use topics or setup.'
    : '';
}
