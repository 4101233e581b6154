import classifier from './classifier.json' with { type: 'json' };
import type { ClassifierWeights } from './classifier.ts';
import type { Model } from './model.ts';
import weights from './weights.json' with { type: 'json' };

/** What `npm run fit` found: the models and the bars that their probabilities must pass. */
export interface Weights {
  /** Over what a message and a claim's text have in common. */
  readonly words: Model;
  /** What labelled messages taught of each curated claim. */
  readonly classifier: ClassifierWeights;
  /** Over how a message stands to a curated claim; and to one that the classifier was not taught. */
  readonly curated: Model;
  readonly untaught: Model;
  readonly bars: {
    /** Enough to post a card where a way or hint of the claim is met, and where only part of one is. */
    readonly post: number;
    readonly partly: number;
    /** Enough to suggest a claim, and to accept one that has no conditions. */
    readonly suggest: number;
    readonly accept: number;
  };
}

export const WEIGHTS: Weights = { ...weights, classifier };
