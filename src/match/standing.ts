import type { Meeting, Requirements } from './meeting.ts';

/** The inputs of the model over curated claims, each about 0 to 1. */
export const CURATED_FEATURES = [
  'way',
  'hint',
  'ways',
  'particular',
  'strengthened',
  'nearlyMet',
  'ruledOut',
  'likenessMet',
  'likenessHinted',
  'outdone',
] as const;

/** What is known of a message and a claim before the model speaks. */
export interface Standing {
  /** The claim's number. */
  readonly claim: number;
  readonly requirements: Requirements;
  readonly meeting: Meeting;
  /** The log-odds of the model over words; 0 at even odds. */
  readonly likeness: number;
}

/** The two claims that account best for the message, of those that are met and not ruled out. */
export interface Rivalry {
  readonly best: Standing | undefined;
  readonly second: Standing | undefined;
}

/** Finds the rivals among the claims near a message. */
export function rivalry(standings: readonly Standing[]): Rivalry {
  const met = standings
    .filter(({ meeting }) => meeting.way && meeting.ruledOut.length === 0)
    .sort((a, b) => worth(b.meeting) - worth(a.meeting));
  return { best: met[0], second: met[1] };
}

/** The features of a claim's standing among the others, in the order of `CURATED_FEATURES`. */
export function curatedFeatures(standing: Standing, { best, second }: Rivalry): number[] {
  const { meeting, likeness } = standing;
  const rival = best === standing ? second : best;
  const lead = rival === undefined ? 0 : (worth(rival.meeting) - worth(meeting)) / 4;
  const alike = Math.max(-1, Math.min(1, likeness / 8));
  const isMet = meeting.way || meeting.hint;
  const strengthened = Math.min(1, meeting.strengthening.length / 3);
  return [
    meeting.way ? 1 : 0,
    meeting.hint ? 1 : 0,
    Math.log1p(meeting.ways) / 2,
    meeting.particular / 6,
    isMet ? strengthened : 0,
    isMet || meeting.share < 0.6 ? 0 : strengthened,
    meeting.ruledOut.length > 0 ? 1 : 0,
    meeting.way ? alike : 0,
    meeting.hint ? alike : 0,
    Math.max(-1, Math.min(1, lead)),
  ];
}

/** How particular a claim is about the message: the more of its words it accounts for, the better it fits. */
function worth({ way, needs, particular, strengthening, ways }: Meeting): number {
  const more = 0.5 * Math.min(3, strengthening.length) + 0.2 * Math.min(3, ways);
  return way ? needs + particular / 2 + more : 0;
}
