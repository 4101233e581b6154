import { html } from 'hono/html';
import type { Html } from './html.ts';
import type { Sample } from './samples.ts';

/** What somebody typed into the simulated channel. */
export interface Attempt {
  readonly text: string;
  /** Earlier messages of the channel, oldest first. */
  readonly earlier: readonly string[];
}

/** The most that a message may hold: Slack's limit, which is the larger of the two. */
export const LONGEST = 40_000;

/** The first page: a message to try, and below it what would come of it. */
export function tryPage(attempt: Attempt, samples: readonly Sample[], result: Html): Html {
  return html`<div class="wide">
    <div class="intro">
      <h1>What would Sidenote say?</h1>
      <p>Type a message as somebody in a channel would. You see what would be posted, drawn from the very payloads that
      Discord and Slack would get, and why, or why nothing would. Nothing you type is kept.</p>
    </div>
    <form method="post" action="/" class="composer" id="composer">
      <label for="text">Message</label>
      <textarea id="text" name="text" rows="2" maxlength="${LONGEST}" autocomplete="off" aria-describedby="keys">${attempt.text}</textarea>
      <p id="keys" class="unseen">The result below is renewed while you type.</p>
      <details ${attempt.earlier.length > 0 ? 'open' : ''}>
        <summary>Said before in the channel</summary>
        <label for="earlier" class="unseen">Earlier messages, one on each line, oldest first</label>
        <textarea id="earlier" name="earlier" rows="2" maxlength="${LONGEST}" autocomplete="off">${attempt.earlier.join('\n')}</textarea>
        <p class="hint">One message on each line, oldest first. Pronouns may borrow from them.</p>
      </details>
      <div class="bar">
        <button class="button" type="submit">Try it</button>
        <div class="samples" role="group" aria-label="Messages to try">${samples.map(sampleButton)}</div>
      </div>
    </form>
    <p id="announce" class="unseen" aria-live="polite"></p>
    <div id="result">${result}</div>
  </div>`;
}

function sampleButton({ label, text, earlier }: Sample, index: number): Html {
  return html`<button class="chip" type="submit" name="sample" value="${index}"
    data-text="${text}" data-earlier="${earlier.join('\n')}" title="${text}">${label}</button>`;
}
