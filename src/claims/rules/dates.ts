import type { Claim } from '../claim.ts';
import type { Finding } from '../fault.ts';
import { exact, type PartialDate } from '../partial-date.ts';
import { error, type LintContext, type Rule, warning } from '../rule.ts';

/** What the dates of a claim must agree on. */
export const DATE_RULES: readonly Rule[] = [nothingFromTheFuture, asOfIsNewestSource, reviewIsDue];

function nothingFromTheFuture(claim: Claim, { today }: LintContext): readonly Finding[] {
  return datesOf(claim)
    .filter(([, date]) => exact(date) > today.slice(0, exact(date).length))
    .map(([path, date]) => error(path, `is ${date}, which is after today (${today}); correct it`));
}

function asOfIsNewestSource(claim: Claim): readonly Finding[] {
  const newest = newestOf(Object.values(claim.sources).map(({ date }) => date));
  return newest === undefined || exact(claim.asOf) === exact(newest)
    ? []
    : [error(['asOf'], `is ${claim.asOf} but the newest source is of ${newest}; write ${newest}`)];
}

function reviewIsDue(claim: Claim, { today }: LintContext): readonly Finding[] {
  if (claim.reviewBy <= claim.checkedOn) {
    return [
      error(['reviewBy'], `is not after checkedOn (${claim.checkedOn}); count it from there`),
    ];
  }
  return claim.reviewBy >= today
    ? []
    : [
        warning(
          ['reviewBy'],
          `was ${claim.reviewBy}: the claim is treated as shadow until somebody checks it again`,
        ),
      ];
}

function datesOf(claim: Claim): [Finding['path'], PartialDate][] {
  return [
    [['asOf'], claim.asOf],
    [['checkedOn'], claim.checkedOn],
    ...claim.known.map(({ date }, i): [Finding['path'], PartialDate] => [
      ['known', i, 'date'],
      date,
    ]),
    ...claim.responses.map(({ date }, i): [Finding['path'], PartialDate] => [
      ['responses', i, 'date'],
      date,
    ]),
    ...claim.noneFound.map(({ checkedOn }, i): [Finding['path'], PartialDate] => [
      ['noneFound', i, 'checkedOn'],
      checkedOn,
    ]),
    ...claim.history.map(({ date }, i): [Finding['path'], PartialDate] => [
      ['history', i, 'date'],
      date,
    ]),
    ...Object.entries(claim.sources).flatMap(
      ([id, { date, readOn }]): [Finding['path'], PartialDate][] => [
        [['sources', id, 'date'], date],
        [['sources', id, 'readOn'], readOn],
      ],
    ),
  ];
}

function newestOf(dates: readonly PartialDate[]): PartialDate | undefined {
  return dates.toSorted((a, b) => exact(b).localeCompare(exact(a)))[0];
}
