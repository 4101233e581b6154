import { type Answer, type Control, reply } from './answer.ts';

/** Why a reader found a card unhelpful. */
export const VOTE_REASONS = ['wrong-claim', 'out-of-date', 'unfair', 'not-needed'] as const;
export type VoteReason = (typeof VOTE_REASONS)[number];

/** What a reader may say of a card; `not-helpful` until they give a reason. */
export const VOTES = ['helpful', 'not-helpful', ...VOTE_REASONS] as const;
export type Vote = (typeof VOTES)[number];

/** The reasons as they stand on the buttons, and in what moderators see. */
export const REASON_WORDS: Readonly<Record<VoteReason, string>> = {
  'wrong-claim': 'Not about this message',
  'out-of-date': 'Out of date',
  unfair: 'Unfair or one-sided',
  'not-needed': 'Not needed here',
};

/** Whether a word of a press is a vote. */
export function isVote(word: string | undefined): word is Vote {
  return VOTES.some((vote) => vote === word);
}

/** What a reader reads after voting; after a bare "not helpful" they are asked why. */
export function voteAnswer(vote: Vote, card: string): Answer {
  if (vote === 'helpful') return thanks('Thank you, that is noted.', card);
  if (vote !== 'not-helpful')
    return {
      ...thanks(`Noted: ${REASON_WORDS[vote].toLowerCase()}. Thank you.`, card),
      kind: 'update',
    };
  return {
    kind: 'reply',
    parts: [
      {
        kind: 'lines',
        lines: [
          [
            {
              text: 'Noted. What is wrong with it? Moderators see the answers, never who gave them.',
            },
          ],
        ],
      },
    ],
    controls: VOTE_REASONS.map(
      (reason): Control => ({
        kind: 'button',
        label: REASON_WORDS[reason],
        style: 'neutral',
        press: `vote:${card}:${reason}`,
      }),
    ),
  };
}

/** So many readers with a reason bring a card before moderators, once. */
const OBJECTIONS = 3;

/** Whether the votes on a card are worth a moderator's look. Bare "not helpful" says too little. */
export function isObjectedTo(votes: ReadonlyMap<string, number>): boolean {
  return VOTE_REASONS.reduce((sum, reason) => sum + (votes.get(reason) ?? 0), 0) >= OBJECTIONS;
}

/** Votes as they are read: those with a reason are not helpful too. */
export interface VoteCounts {
  readonly helpful: number;
  readonly notHelpful: number;
  /** `2 out of date`, for each reason that was given. */
  readonly reasons: readonly string[];
}

/** What readers said, from how often each vote was cast. */
export function voteCounts(votes: ReadonlyMap<string, number>): VoteCounts {
  const count = (vote: Vote) => votes.get(vote) ?? 0;
  return {
    helpful: count('helpful'),
    notHelpful: VOTE_REASONS.reduce((sum, reason) => sum + count(reason), count('not-helpful')),
    reasons: VOTE_REASONS.filter((reason) => count(reason) > 0).map(
      (reason) => `${count(reason)} ${REASON_WORDS[reason].toLowerCase()}`,
    ),
  };
}

/** The votes on a card in one line, for moderators: `3 helpful, 2 not helpful (1 out of date)`. */
export function votesInWords(votes: ReadonlyMap<string, number>): string {
  const { helpful, notHelpful, reasons } = voteCounts(votes);
  if (helpful + notHelpful === 0) return 'No reader has voted on it.';
  const why = reasons.length === 0 ? '' : ` (${reasons.join(', ')})`;
  return `Readers: ${helpful} helpful, ${notHelpful} not helpful${why}.`;
}

/** What a reader reads after taking a vote back. */
export function voteTakenBack(): Answer {
  return { ...reply('Your vote is taken back.'), kind: 'update' } as Answer;
}

function thanks(text: string, card: string): Extract<Answer, { parts: unknown }> {
  return {
    kind: 'reply',
    parts: [{ kind: 'lines', lines: [[{ text }]] }],
    controls: [
      { kind: 'button', label: 'Take my vote back', style: 'neutral', press: `undo:vote:${card}` },
    ],
  };
}
