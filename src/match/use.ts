import type { Use } from './evidence.ts';

/** What follows this says little of what the author does with the claim. */
const LOOKED_AT = 2000;
const ASKS =
  /\?|^\s*(?:is|are|was|were|did|do|does|has|have|can|could|who|what|when|where|why|how|which|anyone|anybody|any)\s|\b(?:is it true|anyone know|does anyone|has anyone)\b/i;
const ENDS_ASKING = /\?\s*$/;
const DENIES =
  /\b(?:never|didn['’]?t|did not|isn['’]?t|is not|wasn['’]?t|aren['’]?t|hasn['’]?t|haven['’]?t|not true|false|fake|hoax|untrue|nonsense|bs|bullshit|myth|debunk\w*|den(?:y|ies|ied|ying)|denial|made (?:it|that) up|garbage|ridiculous|nah|nope|wrong|baseless|overblown|fearmongering|misleading|absurd|rubbish|zero proof|no evidence|no proof|don['’]?t buy|doubt)\b|\bno,/i;

/**
 * What a message does with a claim, by its form alone: asks, denies (or relays a denial), or states. Jokes cannot be told from
 * statements by such means; they count as statements. Figures stand in docs/matching.md.
 */
export function useOf(text: string): Use {
  const begun = text.slice(0, LOOKED_AT);
  if (DENIES.test(begun) && !ENDS_ASKING.test(begun)) return 'denies';
  return ASKS.test(begun) ? 'asks' : 'states';
}
