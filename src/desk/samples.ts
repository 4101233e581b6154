import type { ClaimDatabase } from '../claims/database.ts';

/** A message to try, after what was said before it. */
export interface Sample {
  readonly label: string;
  readonly text: string;
  readonly earlier: readonly string[];
  /** Shown only where the database holds this claim. */
  readonly claim?: string;
}

const SAMPLES: readonly Sample[] = [
  {
    label: 'A question in passing',
    text: 'wait, has elon really been on the phone with putin for years??',
    earlier: ['did anyone watch the launch last night', 'yes! second stage looked perfect'],
    claim: 'musk-putin-regular-contact',
  },
  {
    label: 'Same words, no claim',
    text: 'my starlink dropped during a call with my mom',
    earlier: ['how is everyone’s internet today'],
  },
  {
    label: 'A pronoun from before',
    text: 'apparently he had it switched off near crimea so the drone attack failed',
    earlier: ['reading about Musk and Starlink in 2022 again'],
    claim: 'starlink-crimea-2022',
  },
  {
    label: 'An opinion',
    text: 'musk is a threat to national security and everyone in washington knows it',
    earlier: [],
    claim: 'musk-national-security-threat',
  },
  {
    label: 'Somebody else’s words',
    text: '> Russian soldiers use Starlink at the front\nthat headline again, can we get back to the game',
    earlier: [],
    claim: 'russian-forces-starlink',
  },
  {
    label: 'A link to an article',
    text: 'https://kesq.com/news/2024/10/25/heres-a-look-at-musks-contact-with-putin-and-why-it-matters?utm_source=chat',
    earlier: ['what was that AP piece called?'],
    claim: 'musk-putin-regular-contact',
  },
];

/** Messages worth trying on this database; the first is tried when the page opens. */
export function samplesFor({ byId }: ClaimDatabase): readonly Sample[] {
  return SAMPLES.filter(({ claim }) => claim === undefined || byId.has(claim));
}
