import { describe, expect, it } from 'vitest';
import { loadClaims } from '../../src/claims/load.ts';
import { fullContext, fullContextAnswer } from '../../src/moderate/full-context.ts';
import { expectFits, textOf } from '../fixtures/answers.ts';
import { exampleClaim } from '../fixtures/example-claim.ts';

describe('the full context of a claim', () => {
  it('fits one message a page on both platforms, for every claim of the database', () => {
    const loaded = loadClaims('claims', '2026-11-24');
    if (!loaded.ok) throw new Error('the database has faults');
    for (const claim of loaded.database.claims)
      for (const page of fullContext(claim).keys()) expectFits(fullContextAnswer(claim, page + 1));
    expect(loaded.database.claims.length).toBeGreaterThan(20);
  });

  it('names status, reason, responses, what was not found, what is known, and every source with how it was read', () => {
    const text = textOf(fullContextAnswer(exampleClaim()));
    expect(text).toContain('Reported: The Harbour Gazette reported in May 2025');
    expect(text).toContain('Why this status: One newspaper reported it');
    expect(text).toContain(
      'Denied by Ada Quill, mayor, 4 May 2025: said that she had never spoken',
    );
    expect(text).toContain('No confirmation found when an editor last looked, 10 January 2026');
    expect(text).toContain('2 May 2025: The Gazette reported the call.');
    expect(text).toContain('“Mayor phoned bridge builder” (https://gazette.example/mayor-call)');
    expect(text).toContain('reporting, read in full');
  });

  it('marks what was never seen, and links nothing there', () => {
    const claim = exampleClaim();
    const { url: _, ...radio } = { ...claim.sources.radio, url: '' };
    const relayed = { ...radio, read: 'relay' } as (typeof claim.sources)[string];
    const text = textOf(
      fullContextAnswer({ ...claim, sources: { ...claim.sources, radio: relayed } }),
    );
    expect(text).toContain('[Harbour Radio (relayed)]');
    expect(text).toContain('Harbour Radio, 4 May 2025, reporting, as relayed, original not seen');
    expect(text).not.toContain('radio.example');
  });

  it('leads from page to page, and stays within them', () => {
    const long = exampleClaim({
      known: Array.from({ length: 40 }, (_, at) => ({
        date: '2025-05-02',
        text: `Fact ${at}, told at such length that it takes its room on a page of its own kind.`,
        sources: ['gazette'],
      })),
    });
    const pages = fullContext(long).length;
    expect(pages).toBeGreaterThan(2);
    expect(textOf(fullContextAnswer(long, 1))).toContain(`[Next (2 of ${pages})]`);
    expect(textOf(fullContextAnswer(long, 2))).toContain('[Back]');
    for (const beyond of [pages, 99, Number.POSITIVE_INFINITY])
      expect(textOf(fullContextAnswer(long, beyond))).not.toContain('[Next');
    for (const before of [0, -1, Number.NaN])
      expect(textOf(fullContextAnswer(long, before))).not.toContain('[Back]');
    const all = Array.from({ length: pages }, (_, at) =>
      textOf(fullContextAnswer(long, at + 1)),
    ).join('\n');
    for (let at = 0; at < 40; at += 1) expect(all).toContain(`Fact ${at},`);
  });

  it('links the claim’s page where it has one', () => {
    const answer = fullContextAnswer(exampleClaim(), 1, 'https://notes.example');
    expect(answer.kind === 'reply' && answer.controls).toContainEqual({
      kind: 'link',
      label: 'Open its page',
      url: 'https://notes.example/claims/mayor-bridge-call',
    });
  });
});
