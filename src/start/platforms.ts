import type { Logger } from 'pino';
import type { Config } from '../config.ts';
import type { Platform } from '../platforms/platform.ts';

/** The platforms that the environment configures. A platform's library is imported only when it is one of them. */
export async function configuredPlatforms(
  config: Config,
  logger: Logger,
): Promise<readonly Platform[]> {
  const platforms: Platform[] = [];
  if (config.discord !== undefined) {
    const { createDiscord } = await import('../platforms/discord/discord.ts');
    platforms.push(createDiscord(config.discord, logger.child({ platform: 'discord' })));
  }
  if (config.slack !== undefined) {
    const { createSlack } = await import('../platforms/slack/slack.ts');
    platforms.push(createSlack(config.slack, logger.child({ platform: 'slack' })));
  }
  return platforms;
}
