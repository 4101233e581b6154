import { z } from 'zod';

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;

/**
 * A date as well as it is known: `2024`, `2024-10` or `2024-10-25`. A `~` behind it (as in EDTF, ISO 8601-2) says that
 * it was inferred and not printed in the source.
 */
export const PartialDate = z
  .string()
  .regex(
    /^\d{4}(-\d{2}(-\d{2})?)?~?$/,
    'is not a date; write YYYY, YYYY-MM or YYYY-MM-DD, with ~ behind it when it was inferred',
  )
  .refine(isOnTheCalendar, 'is not on the calendar; correct the month or the day');
export type PartialDate = z.infer<typeof PartialDate>;

/** A whole day, `2024-10-25`: for dates that are ours and therefore known. */
export const Day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, 'is not a day; write YYYY-MM-DD')
  .refine(isOnTheCalendar, 'is not on the calendar; correct the month or the day');
export type Day = z.infer<typeof Day>;

/** `25 October 2024`, `October 2024`, `2024`, and with `~` `about 25 October 2024`: for cards and pages. */
export function inWords(date: PartialDate): string {
  const [year = '', month, day] = exact(date).split('-');
  const name = month === undefined ? '' : (MONTHS[Number(month) - 1] ?? '');
  const words = [day === undefined ? '' : String(Number(day)), name, year];
  return (date.endsWith('~') ? 'about ' : '') + words.filter((word) => word !== '').join(' ');
}

/** The same with months of three letters, `25 Oct 2024`: where a line is short. */
export function inFewWords(date: PartialDate): string {
  return inWords(date).replace(/[A-Z][a-z]{3,}/, (month) => month.slice(0, 3));
}

/** The date without its `~`; such strings sort by time, a year before its own months and days. */
export function exact(date: PartialDate): string {
  return date.replace('~', '');
}

/** The day at `time` (milliseconds since 1970) in UTC. */
export function dayAt(time: number): Day {
  return new Date(time).toISOString().slice(0, 10);
}

function isOnTheCalendar(date: string): boolean {
  const [year = '', month = '01', day = '01'] = exact(date).split('-');
  const time = new Date(`${year}-${month}-${day}T00:00:00Z`);
  return !Number.isNaN(time.getTime()) && time.getUTCDate() === Number(day);
}
