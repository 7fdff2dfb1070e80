import { formatDate, formatRelative } from '../texts/intl.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Steps of what people say, with the largest difference that each is for. */
const STEPS = [
  { unit: 'second', size: SECOND, below: MINUTE },
  { unit: 'minute', size: MINUTE, below: HOUR },
  { unit: 'hour', size: HOUR, below: DAY },
  { unit: 'day', size: DAY, below: 30 * DAY },
] as const;

/** "5 minutes ago", "in 2 hours"; beyond a month the date. */
export function relativeTime(at: string, now: number, language: string, nowWord: string): string {
  const difference = Date.parse(at) - now;
  const size = Math.abs(difference);
  if (size < 10 * SECOND) return nowWord;
  const step = STEPS.find(({ below }) => size < below);
  if (step === undefined) return formatDate(new Date(at), language, { dateStyle: 'medium' });
  const amount = Math.trunc(difference / step.size);
  return formatRelative(amount, step.unit, language);
}

/** Date, time and zone of the reader. */
export function exactTime(at: string, language: string): string {
  return formatDate(new Date(at), language, { dateStyle: 'full', timeStyle: 'long' });
}

/** Hour and minute in the reader's zone. */
export function clockTime(at: Date, language: string): string {
  return formatDate(at, language, { timeStyle: 'short' });
}
