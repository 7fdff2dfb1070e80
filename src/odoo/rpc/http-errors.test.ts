import { expect, test } from 'vitest';
import { foreignAnswer } from './http-errors.ts';

const NOW = 'Wed, 21 Oct 2026 07:28:00 GMT';

const waitOf = (retryAfter: string | null, date: string | null = NOW) =>
  foreignAnswer(
    {
      url: 'https://odoo.example',
      status: 503,
      json: undefined,
      text: 'busy',
      location: null,
      retryAfter,
      date,
    },
    (text) => text,
  ).retryAfterMs;

test('an Odoo that asks for a pause is understood as a store is', () => {
  expect(waitOf('120')).toBe(120_000);
  expect(waitOf('Wed, 21 Oct 2026 07:28:30 GMT')).toBe(30_000);
  expect(waitOf('Wed, 21 Oct 2026 07:27:30 GMT')).toBe(0);
  expect(waitOf(null)).toBeUndefined();
});

test.each(['1.5', '-3', '99999999999999', 'soon', ''])(
  'a pause of %j that makes no sense is none',
  (text) => {
    expect(waitOf(text)).toBeUndefined();
  },
);
