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
  if (step === undefined)
    return new Intl.DateTimeFormat(language, { dateStyle: 'medium' }).format(new Date(at));
  const amount = Math.trunc(difference / step.size);
  return new Intl.RelativeTimeFormat(language, { numeric: 'auto' }).format(amount, step.unit);
}

/** Date, time and zone of the reader. */
export function exactTime(at: string, language: string): string {
  return new Intl.DateTimeFormat(language, { dateStyle: 'full', timeStyle: 'long' }).format(new Date(at));
}

/** Hour and minute in the reader's zone. */
export function clockTime(at: Date, language: string): string {
  return new Intl.DateTimeFormat(language, { timeStyle: 'short' }).format(at);
}
