import { ComponentType } from 'discord-api-types/v10';
import { describe, expect, it } from 'vitest';
import { discordPreview } from '../../src/desk/discord-preview.ts';
import { slackPreview, slackViewPreview } from '../../src/desk/slack-preview.ts';
import { cardOf } from '../../src/moderate/card.ts';
import { cardControls } from '../../src/moderate/card-controls.ts';
import { cardPayload as discordCard } from '../../src/platforms/discord/card.ts';
import { cardPayload as slackCard } from '../../src/platforms/slack/card.ts';
import { exampleClaim } from '../fixtures/example-claim.ts';

const HOSTILE =
  '<b>*bold*</b> **x** ~~y~~ _z_ `c` [a](javascript:alert(1)) <https://e.example|b> & "q" @everyone';

function discord(content: string): string {
  return String(discordPreview([{ type: ComponentType.TextDisplay, content }]));
}

function slack(text: string): string {
  return String(slackPreview([{ type: 'section', text: { type: 'mrkdwn', text } }]));
}

/** What a reader sees of markup. */
function seen(markup: string): string {
  return markup
    .replace(/<[^>]+>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')
    .replaceAll('\u200b', '');
}

describe('Discord', () => {
  it('draws bold, struck and small words, and links', () => {
    expect(discord('**a** ~~b~~')).toContain('<strong>a</strong> <s>b</s>');
    expect(discord('-# small')).toContain('<p class="dc-small">small</p>');
    expect(discord('[name](<https://a.example/x>)')).toContain('href="https://a.example/x"');
  });

  it('draws escaped marks as themselves', () => {
    expect(discord('\\*\\*a\\*\\* \\[x\\]\\(y\\)')).toContain('<p>**a** [x](y)</p>');
  });

  it('makes no link that runs', () => {
    expect(discord('[a](javascript:alert\\(1\\)) [b](<data:text/html,x>)')).not.toContain('href');
  });

  it("draws the bar in the payload's colour", () => {
    const { components } = discordCard(cardOf(exampleClaim()), []);
    expect(String(discordPreview(components))).toContain('fill="#7a6ea8"');
  });
});

describe('Slack', () => {
  it('draws bold and struck words, and links', () => {
    expect(slack('*a* ~b~ _c_')).toContain('<strong>a</strong> <s>b</s> <em>c</em>');
    expect(slack('<https://a.example/?x=1&amp;y=2|name>')).toContain(
      'href="https://a.example/?x=1&amp;y=2"',
    );
  });

  it('draws entities as their signs, once', () => {
    expect(seen(slack('&lt;b&gt; &amp;amp;'))).toBe('<b> &amp;');
  });

  it('takes marks within words for signs', () => {
    expect(slack('2*3*4 snake_case_name')).toContain('2*3*4 snake_case_name');
  });

  it('draws a form', () => {
    const view = slackViewPreview({
      type: 'modal',
      title: { type: 'plain_text', text: 'Find <context>' },
      submit: { type: 'plain_text', text: 'Ask' },
      blocks: [
        {
          type: 'input',
          label: { type: 'plain_text', text: 'Words' },
          element: {
            type: 'plain_text_input',
            action_id: 'x',
            placeholder: { type: 'plain_text', text: 'a few' },
          },
        },
      ],
    });
    expect(seen(String(view)).replace(/\s+/g, ' ')).toContain('Find <context> Wordsa few Ask');
  });
});

/** Signs of the same look that Slack's cards use for marks which mrkdwn cannot escape. */
const LOOK_ALIKES: Readonly<Record<string, string>> = { '∗': '*', '∼': '~', ˍ: '_', ˋ: '`' };

function withoutLookAlikes(text: string): string {
  return text.replace(/[∗∼ˍˋ]/gu, (sign) => LOOK_ALIKES[sign] ?? sign);
}

it('shows hostile words of a claim on both platforms as they were written', () => {
  const card = cardOf(exampleClaim({ statement: HOSTILE }));
  const controls = cardControls(card, 'x');
  for (const markup of [
    String(discordPreview(discordCard(card, controls).components)),
    String(slackPreview(slackCard(card, controls).blocks)),
  ]) {
    expect(withoutLookAlikes(seen(markup))).toContain(HOSTILE);
    expect(markup).not.toContain('<b>');
    expect(markup).not.toMatch(/href="(?!https:\/\/(gazette|radio)\.example)/);
  }
});
