import { describe, expect, test } from 'vitest';
import { excerpt, redactor } from './redact.ts';

const keys = { consumerKey: 'ck_canary/key+1', consumerSecret: 'cs_canary secret&2' };
const redact = redactor(keys);

describe('redactor', () => {
  test.each([
    keys.consumerKey,
    keys.consumerSecret,
    keys.consumerSecret.toUpperCase(),
    encodeURIComponent(keys.consumerKey),
    encodeURIComponent(keys.consumerSecret),
    Buffer.from(`${keys.consumerKey}:${keys.consumerSecret}`).toString('base64'),
    'ck_0123456789abcdef',
  ])('blots %s out', (form) => {
    expect(redact(`before ${form} after`)).toBe('before [removed] after');
  });

  test('blots signatures and secrets in queries out by name', () => {
    expect(redact('?a=1&oauth_signature=abc%3D&consumer_secret=zzz&b=2')).toBe(
      '?a=1&oauth_signature=[removed]&consumer_secret=[removed]&b=2',
    );
  });

  test('leaves other text as it is, and does not choke on empty keys', () => {
    const text = 'There is nothing at https://shop.example/wp-json/ (404).';
    expect(redact(text)).toBe(text);
    expect(redactor({ consumerKey: '', consumerSecret: '' })(text)).toBe(text);
  });
});

describe('excerpt', () => {
  test('is one line without control characters, and short', () => {
    const shown = excerpt(`\u001b[31m<p>\n\tred\u202e</p>${'x'.repeat(500)}`, redact);
    expect(shown).toMatch(/^\[31m<p> red <\/p>x+…$/);
    expect(shown.length).toBeLessThanOrEqual(121);
  });

  test('shows no half of a key at the cut', () => {
    for (let before = 100; before < 125; before += 1) {
      expect(excerpt('y'.repeat(before) + keys.consumerSecret, redact)).not.toContain('cs_');
    }
  });
});
