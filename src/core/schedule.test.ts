import { describe, expect, it } from 'vitest';
import { checkTiming, judgeDue, nextTimes, type Timing } from './schedule.ts';

const cron = (pattern: string, timeZone = 'UTC'): Timing => ({ cron: pattern, everyMinutes: null, timeZone });
const every = (everyMinutes: number): Timing => ({ cron: null, everyMinutes, timeZone: 'UTC' });
const at = (text: string) => new Date(text);
const times = (timing: Timing, after: string, count: number) =>
  nextTimes(timing, at(after), count).map((time) => time.toISOString());

describe('nextTimes', () => {
  it('follows the time zone', () => {
    expect(times(cron('0 6 * * *', 'Europe/Berlin'), '2026-11-25T00:00:00Z', 2)).toEqual([
      '2026-11-25T05:00:00.000Z',
      '2026-11-26T05:00:00.000Z',
    ]);
  });

  it('keeps the hour of the wall when clocks are changed', () => {
    expect(times(cron('0 6 * * *', 'Europe/Berlin'), '2026-10-24T00:00:00Z', 2)).toEqual([
      '2026-10-24T04:00:00.000Z',
      '2026-10-25T05:00:00.000Z',
    ]);
  });

  it('runs once in the hour that comes twice, and does not lose the one that is left out', () => {
    const nightly = cron('30 2 * * *', 'Europe/Berlin');
    expect(times(nightly, '2026-10-24T12:00:00Z', 2).map((time) => time.slice(0, 10))).toEqual([
      '2026-10-25',
      '2026-10-26',
    ]);
    expect(times(nightly, '2026-03-28T12:00:00Z', 2).map((time) => time.slice(0, 10))).toEqual([
      '2026-03-29',
      '2026-03-30',
    ]);
  });

  it('counts minutes from the last time', () => {
    expect(times(every(15), '2026-11-25T00:07:00Z', 2)).toEqual([
      '2026-11-25T00:22:00.000Z',
      '2026-11-25T00:37:00.000Z',
    ]);
  });
});

describe('judgeDue', () => {
  it('is due at the time, and once for all that were missed', () => {
    const hourly = cron('0 * * * *');
    const handled = at('2026-11-25T00:00:00Z');
    expect(judgeDue(hourly, handled, at('2026-11-25T00:59:59Z'))).toBe('not_yet');
    expect(judgeDue(hourly, handled, at('2026-11-25T01:00:00Z'))).toBe('due');
    const late = at('2026-11-27T11:30:00Z');
    expect(judgeDue(hourly, handled, late)).toBe('due');
    expect(judgeDue(hourly, late, at('2026-11-27T11:59:00Z'))).toBe('not_yet');
  });

  it('begins anew when the clock was set back', () => {
    expect(judgeDue(every(5), at('2026-11-25T12:00:00Z'), at('2026-11-25T09:00:00Z'))).toBe('restart');
    expect(judgeDue(every(5), at('2026-11-25T09:00:00Z'), at('2026-11-25T09:05:00Z'))).toBe('due');
  });
});

describe('checkTiming', () => {
  it('takes what can be kept', () => {
    for (const timing of [cron('*/5 * * * *'), cron('*/2 * * * * *'), every(1), cron('@daily')])
      checkTiming(timing);
  });

  it.each([
    [cron('* * *'), 'schedule.cron'],
    [cron('61 * * * *'), 'schedule.cron'],
    [cron('0 0 31 2 *'), 'schedule.cron'],
    [cron('0 6 * * *', 'Europe/Atlantis'), 'schedule.time_zone'],
    [every(0), 'schedule.minutes'],
    [every(1.5), 'schedule.minutes'],
  ])('refuses %j', (timing, code) => {
    expect(() => checkTiming(timing)).toThrow(expect.objectContaining({ code }));
  });
});
