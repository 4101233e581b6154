import { StoreError } from '../store/store-error.ts';
import type { Core } from './core.ts';

/** Does something that needs the store; when the store fails, that is logged with its advice, and life goes on without. */
export async function surviving(
  { logger }: Pick<Core, 'logger'>,
  what: string,
  work: () => Promise<void>,
): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    logger.error({ fault: error.fault, what }, error.message);
  }
}
