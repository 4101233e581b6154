import { html } from 'hono/html';
import type { Span } from '../match/evidence.ts';
import { cardOf } from '../moderate/card.ts';
import { cardControls } from '../moderate/card-controls.ts';
import type { Decision } from '../moderate/decision.ts';
import { explanation } from '../moderate/explanation.ts';
import type { Reader } from '../moderate/reader.ts';
import { decisionInWords } from '../moderate/reasons.ts';
import { SUGGESTION_LASTS, type SuggestionView, suggestionAnswer } from '../moderate/suggestion.ts';
import type { Trial } from '../moderate/trial.ts';
import {
  bothAnswers,
  discordScene,
  type Scene,
  type ShownCard,
  slackScene,
} from './channel-view.ts';
import { type Html, NOTHING } from './html.ts';
import { partsView } from './parts-view.ts';
import type { Attempt } from './try-page.ts';

/** What the view needs besides the trial itself. */
export interface TrialContext {
  readonly reader: Reader;
  readonly publicUrl?: string;
  now(): number;
}

/** What came of a message: the decision, both platforms' channels, and why. */
export function trialView(attempt: Attempt, trial: Trial, context: TrialContext): Html {
  const { decision } = trial;
  const shown = shownCard(decision, context);
  const scene: Scene = {
    earlier: attempt.earlier,
    message: attempt.text,
    ...(decision.kind === 'card' && shown !== undefined ? { shown } : {}),
    instead:
      decision.kind === 'suggest'
        ? 'Nothing is posted: moderators are asked first.'
        : 'Sidenote says nothing.',
  };
  const sentence = decisionInWords(decision);
  return html`<section class="result" aria-labelledby="verdict" data-announce="${sentence}">
    <div class="verdict is-${decision.kind}">
      <h2 id="verdict">${sentence}</h2>
      ${about(decision, context)}
    </div>
    <div class="stage">
      <div class="previews">${discordScene(scene)}${slackScene(scene)}</div>
      ${why(attempt, trial, context)}
    </div>
    ${decision.kind === 'suggest' ? asked(decision, trial, context) : NOTHING}
  </section>`;
}

/** Before anything was typed. */
export function emptyTrial(): Html {
  return html`<p class="hint">Type a message, or choose one of those above.</p>`;
}

function shownCard(decision: Decision, { reader, publicUrl }: TrialContext): ShownCard | undefined {
  const id = decidedClaim(decision);
  const claim = id === undefined ? undefined : reader.database.byId.get(id);
  if (claim === undefined) return undefined;
  const card = cardOf(claim, publicUrl);
  return { card, controls: cardControls(card, 'preview') };
}

function decidedClaim(decision: Decision): string | undefined {
  return decision.kind === 'silent' ? undefined : decision.match.claim;
}

function about(decision: Decision, { reader }: TrialContext): Html {
  const match = decision.kind === 'silent' ? decision.near : decision.match;
  if (match === undefined) return NOTHING;
  const claim = reader.database.byId.get(match.claim);
  const name =
    claim === undefined
      ? html`${reader.names.claim(match.claim)}`
      : html`<a href="/claims/${claim.id}">${claim.title}</a>`;
  return html`<p class="about">${decision.kind === 'silent' ? 'Nearest: ' : ''}${name}
    <span class="score">score ${match.score.toFixed(2)}</span></p>`;
}

function why({ text }: Attempt, { reading, decision }: Trial, { reader }: TrialContext): Html {
  const [, ...rest] = explanation({ reading, decision, text }, reader.names);
  const match = decision.kind === 'silent' ? decision.near : decision.match;
  const spans = (match?.evidence ?? [])
    .filter(({ from }) => from === undefined)
    .map(({ span }) => span);
  return html`<section class="why" aria-labelledby="why">
    <h2 id="why">Why</h2>
    ${spans.length === 0 ? NOTHING : html`<blockquote class="evidence">${marked(text, spans)}</blockquote>`}
    ${partsView(rest, 3)}
    <p class="hint">A score is a probability: of messages scored 0.90, nine in ten deserve the card. <a href="/rubric">How claims are judged</a></p>
  </section>`;
}

/** The message with the words that met the claim marked; longer messages only around them. */
function marked(text: string, spans: readonly Span[]): Html {
  const inOrder = spans.toSorted((a, b) => a.start - b.start);
  const from = Math.max(0, (inOrder[0]?.start ?? 0) - AROUND);
  const to = Math.min(text.length, (inOrder.at(-1)?.end ?? 0) + AROUND);
  const pieces: (Html | string)[] = [];
  let at = from;
  for (const { start, end } of inOrder) {
    if (start < at) continue;
    pieces.push(text.slice(at, start), html`<mark>${text.slice(start, end)}</mark>`);
    at = end;
  }
  return html`${from > 0 ? '…' : ''}${[...pieces, text.slice(at, to)]}${to < text.length ? '…' : ''}`;
}

/** So many characters of a long message are shown before and after the words that met. */
const AROUND = 160;

/** What moderators would see in their channel, drawn from the payloads too. */
function asked(
  { match, reason }: Extract<Decision, { kind: 'suggest' }>,
  { reading }: Trial,
  { reader, publicUrl, now }: TrialContext,
): Html {
  const view: SuggestionView = {
    id: 'preview',
    claim: match.claim,
    reason,
    matches: reading.matches,
    link: '',
    expiresAt: now() + SUGGESTION_LASTS,
    ...postable(match.claim, reader, publicUrl),
  };
  const answer = suggestionAnswer(view, reader.names);
  if (answer.kind !== 'reply') return NOTHING;
  return html`<section class="asked" aria-labelledby="asked">
    <h2 id="asked">What moderators would see in their channel</h2>
    ${bothAnswers(answer)}
  </section>`;
}

/** The card that Post would post, or where an imported claim was reviewed. */
function postable(id: string, { database }: Reader, publicUrl: string | undefined) {
  const claim = database.byId.get(id);
  if (claim !== undefined) return { card: cardOf(claim, publicUrl) };
  const review = database.imported.get(id);
  return review === undefined ? {} : { review };
}
