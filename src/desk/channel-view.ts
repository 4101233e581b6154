import { html } from 'hono/html';
import type { Control } from '../moderate/answer.ts';
import type { Card } from '../moderate/card.ts';
import { answerPayload as discordAnswer, type ShownAnswer } from '../platforms/discord/answer.ts';
import { cardPayload as discordCard } from '../platforms/discord/card.ts';
import { answerPayload as slackAnswer } from '../platforms/slack/answer.ts';
import { cardPayload as slackCard } from '../platforms/slack/card.ts';
import { discordPreview } from './discord-preview.ts';
import { type Html, NOTHING } from './html.ts';
import { slackPreview } from './slack-preview.ts';

/** A card as it would stand in a channel, with what can be pressed under it. */
export interface ShownCard {
  readonly card: Card;
  readonly controls: readonly Control[];
}

/** A simulated channel: what was said before, the message tried, and the card that follows it, if one does. */
export interface Scene {
  readonly earlier: readonly string[];
  readonly message: string;
  readonly shown?: ShownCard;
  /** What stands in the place of a card when there is none. */
  readonly instead?: string;
}

/** People of the simulated channel, in turn; invented. */
const PEOPLE = ['Mara', 'Jonas', 'Priya', 'Tom'] as const;

/** The scene in Discord, drawn from the payload that Discord would get. */
export function discordScene(scene: Scene): Html {
  const body =
    scene.shown && discordPreview(discordCard(scene.shown.card, scene.shown.controls).components);
  return channel('Discord', 'dc', scene, body);
}

/** The scene in Slack, drawn from the payload that Slack would get. */
export function slackScene(scene: Scene): Html {
  const body =
    scene.shown && slackPreview(slackCard(scene.shown.card, scene.shown.controls).blocks);
  return channel('Slack', 'sl', scene, body);
}

/** A card by itself, on both platforms. */
export function bothCards({ card, controls }: ShownCard): Html {
  return html`<div class="previews">
    ${figure('Discord', 'dc', post('dc', 'Sidenote', discordPreview(discordCard(card, controls).components)))}
    ${figure('Slack', 'sl', post('sl', 'Sidenote', slackPreview(slackCard(card, controls).blocks)))}
  </div>`;
}

/** An answer, such as an entry of the moderators' queue, on both platforms. */
export function bothAnswers(answer: ShownAnswer): Html {
  return html`<div class="previews">
    ${figure('Discord', 'dc', post('dc', 'Sidenote', discordPreview(discordAnswer(answer).components)))}
    ${figure('Slack', 'sl', post('sl', 'Sidenote', slackPreview(slackAnswer(answer).blocks)))}
  </div>`;
}

type Look = 'dc' | 'sl';

function channel(name: string, look: Look, scene: Scene, card: Html | undefined): Html {
  const said = scene.earlier.map((text, index) =>
    saidBy(look, PEOPLE[index % PEOPLE.length] ?? 'Mara', text),
  );
  const answer =
    card === undefined
      ? html`<p class="${look}-nothing">${scene.instead ?? 'Sidenote stays silent.'}</p>`
      : post(
          look,
          'Sidenote',
          html`${look === 'sl' ? html`<p class="sl-thread">in the message's thread</p>` : NOTHING}${card}`,
        );
  return figure(name, look, html`${said}${saidBy(look, 'You', scene.message)}${answer}`);
}

function figure(name: string, look: Look, inner: Html): Html {
  return html`<figure class="preview ${look}" role="group" aria-label="As ${name} draws it">
    <figcaption>${name}</figcaption>
    <div class="${look}-channel">${inner}</div>
  </figure>`;
}

function saidBy(look: Look, who: string, text: string): Html {
  return post(look, who, html`<p class="${look}-said">${text}</p>`);
}

function post(look: Look, who: string, body: Html): Html {
  const bot = who === 'Sidenote';
  return html`<div class="${look}-post">
    <span class="${look}-face face-${who.toLowerCase()}" aria-hidden="true">${bot ? '§' : who.charAt(0)}</span>
    <div class="${look}-what"><p class="${look}-who">${who}${bot ? html` <span class="${look}-app">App</span>` : NOTHING}</p>${body}</div>
  </div>`;
}
