/** Words that say nothing about what a text is about, as folded (without apostrophes). */
const STOP_WORDS: ReadonlySet<string> = new Set(
  `a about after again against all also am an and any are arent as at be because been before being below between both
  but by came can cannot cant come could couldnt d did didnt do does doesnt doing dont down during each even ever
  few for from further get gets getting give go goes going got had hadnt has hasnt have havent having he her here
  hers herself him himself his how however i if im in into is isnt it its itself ive just keep kept let lets like
  ll made make makes making many may maybe me might more most much must my myself need needs never no nor not now
  of off oh ok on once one only or other our ours ourselves out over own per put re really s said same say saying
  says see seem seems shall she should shouldnt since so some still such t take than that thats the their theirs
  them themselves then there theres these they theyre thing things think this those though through thru to too took
  under until up upon us use used using very via want was wasnt way we well went were werent what whats when where
  which while who whom whose why will with within without wont would wouldnt yes yet you your youre yours yourself
  yourselves u ur r gonna wanna gotta lol lmao lmfao omg wtf tbh imo imho btw fyi pls plz yeah yep nah hey hi hello
  bro dude guys man literally actually basically rt amp https http www com`.split(/\s+/),
);

/** Whether a folded word carries no content of its own. */
export function isStopWord(word: string): boolean {
  return STOP_WORDS.has(word) || (word.length === 1 && !/\d/.test(word));
}
