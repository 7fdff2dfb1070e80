import { expect, it } from 'vitest';
import { relativeTime } from '../../web/src/parts/times.ts';

const now = Date.parse('2026-11-28T12:00:00.000Z');
const ago = (seconds: number, language = 'en') =>
  relativeTime(new Date(now - seconds * 1000).toISOString(), now, language, 'now');

it('times are as people say them, and beyond a month a date', () => {
  expect([3, 40, 90, 3 * 3600, 26 * 3600, 5 * 86_400].map((seconds) => ago(seconds))).toEqual([
    ...['now', '40 seconds ago', '1 minute ago', '3 hours ago', 'yesterday', '5 days ago'],
  ]);
  expect([-90, -86_400 * 2].map((seconds) => ago(seconds, 'de'))).toEqual(['in 1 Minute', 'übermorgen']);
  expect(ago(40 * 86_400)).toBe('Oct 19, 2026');
});
