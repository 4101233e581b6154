import type { App, ReceiverEvent } from '@slack/bolt';
import type { Logger } from 'pino';
import { told } from './refusal.ts';

/** Takes what Slack delivers; settles when all listeners are done, and never rejects. */
export type TakeIn = (event: ReceiverEvent) => Promise<void>;

/**
 * Hands deliveries to Bolt. `app_rate_limited` has no inner event, which Bolt neither expects nor acknowledges: it is only told.
 */
export function intake(app: App, logger: Logger): TakeIn {
  return async (event) => {
    try {
      if (event.body.type === 'app_rate_limited') {
        logger.warn('Slack holds events back: more than 30,000 in an hour for this workspace');
        await event.ack();
      } else await app.processEvent(event);
    } catch (error) {
      logger.error(`a delivery from Slack failed: ${told(error)}`);
    }
  };
}
