import type { Model } from './model.ts';
import weights from './weights.json' with { type: 'json' };

/** What `npm run fit` found: the two models and the bars that their probabilities must pass. */
export interface Weights {
  /** Over what a message and a claim's text have in common. */
  readonly words: Model;
  /** Over how a message meets a curated claim's conditions. */
  readonly curated: Model;
  readonly bars: {
    /** Enough to post a card, to suggest one, and to accept a claim that has no conditions. */
    readonly post: number;
    readonly suggest: number;
    readonly accept: number;
  };
  /** Posting bars of claims that need one of their own. */
  readonly claimBars: Readonly<Record<string, number>>;
}

export const WEIGHTS: Weights = weights;
