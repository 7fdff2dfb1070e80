import fc from 'fast-check';
import { expect, test } from 'vitest';
import { makeRedact } from './redact.ts';

test('a secret goes in every spelling a server may echo', () => {
  const secret = `k&y "q"/é'<1>`;
  const redact = makeRedact([secret]);
  const echoes = [
    secret,
    JSON.stringify({ secret }),
    encodeURIComponent(secret),
    new URLSearchParams({ secret }).toString(),
    Buffer.from(secret).toString('base64'),
    'k&amp;y &quot;q&quot;/é&#39;&lt;1&gt;',
  ];
  for (const echo of echoes) {
    expect(redact(`before ${echo} after`)).toContain('***');
    expect(redact(`before ${echo} after`)).not.toContain('k&');
  }
});

test('nothing known, nothing changed', () => {
  expect(makeRedact([])('abc')).toBe('abc');
  expect(makeRedact([''])('abc')).toBe('abc');
});

test('no text keeps a secret', () => {
  const secrets = fc
    .string({ minLength: 4 })
    .filter((secret) => !'***'.includes(secret) && !secret.includes('*'));
  fc.assert(
    fc.property(secrets, fc.string(), fc.string(), (secret, before, after) => {
      expect(makeRedact([secret])(before + secret + after)).not.toContain(secret);
    }),
  );
});
