import type { TopicCount } from '../moderate/setup.ts';
import { importedTopic } from '../moderate/standing.ts';
import { wouldHaveSpoken } from '../store/decisions.ts';
import type { WorkspaceRef } from '../store/place.ts';
import type { Core } from './core.ts';

/** What "this week" means, in milliseconds. */
export const WEEK = 7 * 86_400_000;

/** Every topic, those of imported feeds last, with how often the bot would have spoken or asked about it within a week. */
export async function topicCounts(
  core: Core,
  workspace: WorkspaceRef,
): Promise<readonly TopicCount[]> {
  const { topics, imported } = core.reader().database;
  const counts = await wouldHaveSpoken(core.store.db, workspace, core.now() - WEEK);
  const feeds = [...new Set([...imported.values()].map(({ feed }) => feed))].toSorted();
  return [
    ...[...topics].map(([id, title]) => ({ id, title })),
    ...feeds.map((feed) => ({ id: importedTopic(feed), title: `Imported: ${feed}` })),
  ].map((topic) => ({ ...topic, week: counts.get(topic.id) ?? 0 }));
}
