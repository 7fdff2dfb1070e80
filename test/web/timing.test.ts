import { describe, expect, it } from 'vitest';
import { timingWords, toPlan, toTiming } from '../../web/src/pages/backend/schedule/timing.ts';
import { de } from '../../web/src/texts/de/index.ts';
import { en } from '../../web/src/texts/en/index.ts';
import type { Translate } from '../../web/src/texts/catalogue.ts';
import { formatText, type Text } from '../../web/src/texts/format.ts';

const translating =
  ({ schedule }: { readonly schedule: Readonly<Record<string, Text>> }, language: string): Translate =>
  (key, ...values) =>
    formatText(schedule[key.replace('schedule.', '')] ?? key, values[0] ?? {}, language);
const t = translating(en, 'en');
const words = (cron: string) => timingWords({ cron, everyMinutes: null }, t, 'en').replaceAll('\u202f', ' ');
const every = (everyMinutes: number) => timingWords({ cron: null, everyMinutes }, t, 'en');

describe('a schedule', () => {
  it('is shown in words', () => {
    expect(words('0 6 * * *')).toBe('Every day at 6:00 AM');
    expect(words('30 18 * * 1-5')).toBe('Monday to Friday at 6:30 PM');
    expect(words('5 7 * * 1,4')).toBe('Monday and Thursday at 7:05 AM');
    expect(words('0 6 * * 7')).toBe('Sunday at 6:00 AM');
    expect(words('0 3 1 * *')).toBe('On day 1 of every month at 3:00 AM');
    expect(words('15 * * * *')).toBe('Every hour at minute 15');
    expect(words('*/20 * * * *')).toBe('Every 20 minutes');
    expect(words('0 6 1,15 * *')).toBe('By the cron expression 0 6 1,15 * *');
    expect(words('0 0 6 * * 1')).toBe('By the cron expression 0 0 6 * * 1');
    expect([every(60), every(120), every(1), every(90)]).toEqual([
      'Every hour',
      'Every 2 hours',
      'Every minute',
      'Every 90 minutes',
    ]);
    const german = timingWords({ cron: '0 6 * * 1,2', everyMinutes: null }, translating(de, 'de'), 'de');
    expect(german).toBe('Montag und Dienstag um 06:00');
  });

  it('stays the same when it is opened and saved', () => {
    const crons = [
      '0 6 * * *',
      '30 18 * * 1,2,3,4,5',
      '5 7 * * 0,6',
      '0 3 1 * *',
      '0 6 1,15 * *',
      '*/5 * * * *',
    ];
    for (const cron of crons)
      expect(toTiming(toPlan({ cron, everyMinutes: null })), cron).toEqual({ cron, everyMinutes: null });
    expect(toTiming(toPlan({ cron: null, everyMinutes: 45 }))).toEqual({ cron: null, everyMinutes: 45 });
  });

  it('of a cron expression that is not offered stays an expression', () => {
    for (const cron of ['60 6 * * *', '0 24 * * *', '0 6 * * 5-1', '0 6 * 2 *', '0 6 L * *', '0 6 1 * 1'])
      expect(toPlan({ cron, everyMinutes: null })).toEqual({ mode: 'cron', cron });
  });
});
