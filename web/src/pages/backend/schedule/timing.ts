import type { Translate } from '../../../texts/catalogue.ts';

/** When something is done again and again, as people choose it. Days: 0 is Sunday. */
export type Plan =
  | { readonly mode: 'interval'; readonly minutes: number }
  | { readonly mode: 'days'; readonly days: readonly number[]; readonly time: string }
  | { readonly mode: 'month'; readonly day: number; readonly time: string }
  | { readonly mode: 'cron'; readonly cron: string };

/** What the API keeps of it. */
export interface Timing {
  readonly cron: string | null;
  readonly everyMinutes: number | null;
}

const WEEK = [1, 2, 3, 4, 5, 6, 0] as const;
const WORKING_DAYS = [1, 2, 3, 4, 5];
/** Monday to Sunday, as they are offered. */
export const DAYS: readonly number[] = WEEK;

/** A choice as the API takes it: a cron expression of five fields, or an interval. */
export function toTiming(plan: Plan): Timing {
  if (plan.mode === 'interval') return { cron: null, everyMinutes: plan.minutes };
  if (plan.mode === 'cron') return { cron: plan.cron.trim(), everyMinutes: null };
  const [hour, minute] = plan.time.split(':').map(Number);
  const at = `${minute ?? 0} ${hour ?? 0}`;
  if (plan.mode === 'month') return { cron: `${at} ${plan.day} * *`, everyMinutes: null };
  const isDaily = plan.days.length === WEEK.length;
  return { cron: `${at} * * ${isDaily ? '*' : plan.days.toSorted().join(',')}`, everyMinutes: null };
}

/** The choice that a cron expression represents; one that is not offered stays an expression. */
export function toPlan({ cron, everyMinutes }: Timing): Plan {
  if (cron === null) return { mode: 'interval', minutes: everyMinutes ?? 60 };
  const [minute = '', hour = '', day = '', month = '', weekday = '', ...more] = cron.trim().split(/\s+/u);
  const isClock = isNumber(minute, 59) && isNumber(hour, 23) && month === '*' && more.length === 0;
  if (!isClock) return { mode: 'cron', cron };
  const time = `${hour.padStart(2, '0')}:${minute.padStart(2, '0')}`;
  const days = daysOf(weekday);
  if (day === '*' && days !== null) return { mode: 'days', days, time };
  if (isNumber(day, 31) && weekday === '*') return { mode: 'month', day: Number(day), time };
  return { mode: 'cron', cron };
}

const isNumber = (text: string, most: number) => /^\d{1,2}$/u.test(text) && Number(text) <= most;

/** `1-5`, `1,3,5`, `*`; null where it names days in another way. */
function daysOf(text: string): number[] | null {
  if (text === '*') return [...WEEK];
  const days = new Set<number>();
  for (const part of text.split(',')) {
    const [first = '', last = first] = part.split('-');
    if (!isNumber(first, 7) || !isNumber(last, 7) || Number(first) > Number(last)) return null;
    for (let day = Number(first); day <= Number(last); day += 1) days.add(day % 7);
  }
  return WEEK.filter((day) => days.has(day));
}

/** A schedule in words: "Monday to Friday at 6:00 AM". */
export function timingWords(timing: Timing, t: Translate, language: string): string {
  const plan = toPlan(timing);
  switch (plan.mode) {
    case 'interval':
      return intervalWords(plan.minutes, t);
    case 'month':
      return t('schedule.monthly', { day: plan.day, time: clock(plan.time, language) });
    case 'days': {
      const time = clock(plan.time, language);
      if (plan.days.length === WEEK.length) return t('schedule.daily', { time });
      if (plan.days.join() === WORKING_DAYS.join()) return t('schedule.workingDays', { time });
      const names = plan.days.map((day) => dayName(day, language, 'long'));
      const days = new Intl.ListFormat(language, { type: 'conjunction' }).format(names);
      return t('schedule.onDays', { days, time });
    }
    case 'cron': {
      const every = /^(?:\*|\*\/(\d+)) \* \* \* \*$/u.exec(plan.cron.trim());
      if (every !== null) return intervalWords(Number(every[1] ?? 1), t);
      const hourly = /^(\d{1,2}) \* \* \* \*$/u.exec(plan.cron.trim());
      if (hourly !== null) return t('schedule.hourly', { minute: Number(hourly[1]) });
      return t('schedule.byExpression', { cron: plan.cron });
    }
  }
}

function intervalWords(minutes: number, t: Translate): string {
  return minutes % 60 === 0
    ? t('schedule.everyHours', { n: minutes / 60 })
    : t('schedule.everyMinutes', { n: minutes });
}

/** `06:00` as the language writes it. */
function clock(time: string, language: string): string {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  return new Intl.DateTimeFormat(language, { timeStyle: 'short' }).format(new Date(2000, 0, 1, hour, minute));
}

/** The name of a day, 0 for Sunday. */
export function dayName(day: number, language: string, style: 'long' | 'short'): string {
  // The second of January 2000 was a Sunday.
  return new Intl.DateTimeFormat(language, { weekday: style }).format(new Date(2000, 0, 2 + day));
}
