import { createHash } from 'node:crypto';
import type { Card } from './card.ts';

/** What a card says as a short text: cards with the same fingerprint look the same. */
export function fingerprint(card: Card): string {
  return digest(card);
}

/** What of a card is worth a line under it when it changes. */
export interface ShownStatus {
  readonly verification: Card['verification'];
  /** Fingerprint of the responses. */
  readonly responses: string;
  readonly retired: boolean;
}

/** The status and the responses that a card shows. */
export function statusShown({ verification, responses, retired }: Card): ShownStatus {
  return { verification, responses: digest(responses), retired };
}

/** Whether two states of a card differ in what is worth a line. */
export function statusDiffers(a: ShownStatus, b: ShownStatus): boolean {
  return (
    a.verification !== b.verification || a.responses !== b.responses || a.retired !== b.retired
  );
}

function digest(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('base64url').slice(0, 16);
}
