import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JsonValue } from '../../woocommerce/port.ts';
import { normaliseValue } from './normalise.ts';

const TYPES = [
  'text',
  'textarea',
  'checkbox',
  'select',
  'radio',
  'number',
  'multiselect',
  'image_width',
  'x',
];

describe('a value has one form', () => {
  it.each([
    ['checkbox', 'yes', 'yes'],
    ['checkbox', 'no', 'no'],
    ['checkbox', true, 'yes'],
    ['checkbox', 1, 'yes'],
    ['checkbox', '0', 'no'],
    ['checkbox', false, ''],
    ['checkbox', '', ''],
    ['checkbox', 'maybe', 'maybe'],
    ['select', 8, '8'],
    ['select', null, ''],
    ['select', false, ''],
    ['number', '10.00', '10'],
    ['number', 10, '10'],
    ['number', ' 007 ', '7'],
    ['number', '.5', '0.5'],
    ['number', '-0.0', '0'],
    ['number', '+1.50', '1.5'],
    ['number', '-.250', '-0.25'],
    ['number', '100', '100'],
    ['number', '12,50', '12,50'],
    ['number', '12345678901234567890.10', '12345678901234567890.1'],
    ['number', '.', '.'],
    ['number', '', ''],
    ['multiselect', ['DE', 'AT', 'DE', ''], '["AT","DE"]'],
    ['multiselect', { 0: 'DE', 2: 'AT' }, '["AT","DE"]'],
    ['multiselect', '["DE","AT"]', '["AT","DE"]'],
    ['multiselect', 'DE', '["DE"]'],
    ['multiselect', [7, '6'], '["6","7"]'],
    ['multiselect', [], ''],
    ['multiselect', '', ''],
    ['multiselect', '[]', ''],
    ['multiselect', {}, ''],
    ['image_width', { width: 300, height: '200', crop: true }, '{"crop":"1","height":"200","width":"300"}'],
    ['image_width', {}, ''],
    ['text', '2.0', '2.0'],
    ['text', 'R&D &amp; &copy; M&uuml;ller', 'R&D & © Müller'],
    ['text', 'period=month&compare=x', 'period=month&compare=x'],
    ['text', '&amp;amp;lt;', '<'],
    ['text', 'a\r\nb\rc', 'a\nb\nc'],
    ['text', 'a\u0000b', 'ab'],
    ['text', 'u\u0308', 'ü'],
    ['text', 'half \ud83d', 'half \ufffd'],
    ['text', ' x ', ' x '],
    // A thousand separator: visible, and not the same as none.
    ['text', ' ', '" "'],
    ['text', '&nbsp;', '"\u00a0"'],
  ] as const)('%s %j is %j', (type, value, expected) => {
    expect(normaliseValue(type, value)).toBe(expected);
  });
});

/** Texts in which what is normalised occurs often. */
const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc
    .array(
      fc.constantFrom(
        '&',
        'amp;',
        '#38;',
        'lt;',
        'lt',
        '\u037e',
        '\u0001',
        'quot;',
        '"',
        '[',
        ']',
        '\\',
        ' ',
        '\r',
        '\n',
        '0',
        '.',
        '-',
        'é',
      ),
      { maxLength: 10 },
    )
    .map((parts) => parts.join('')),
);
const scalar = fc.oneof(
  text,
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.boolean(),
);
const value: fc.Arbitrary<JsonValue> = fc.oneof(
  fc.constant(null),
  scalar,
  fc.array(scalar, { maxLength: 5 }),
  fc.dictionary(text, fc.oneof(scalar, fc.array(scalar, { maxLength: 3 })), {
    maxKeys: 4,
    noNullPrototype: true,
  }),
);
const type = fc.constantFrom(...TYPES);

describe('laws', () => {
  it('normalising again changes nothing', () => {
    fc.assert(
      fc.property(type, value, (ofType, raw) => {
        const once = normaliseValue(ofType, raw);
        expect(normaliseValue(ofType, once)).toBe(once);
      }),
      { numRuns: 3_000 },
    );
  });

  it('the order and repetition of choices are form', () => {
    fc.assert(
      fc.property(fc.array(text, { maxLength: 6 }), (choices) => {
        const form = normaliseValue('multiselect', choices);
        expect(normaliseValue('multiselect', [...choices.toReversed(), ...choices])).toBe(form);
        expect(normaliseValue('multiselect', Object.fromEntries(choices.entries()))).toBe(form);
      }),
    );
  });

  it('the order of names is form, and so are numbers as text', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.tuple(fc.stringMatching(/^[a-z]{1,4}$/), fc.nat()), { selector: ([key]) => key }),
        (fields) => {
          const numbers = Object.fromEntries(fields);
          const texts = Object.fromEntries(fields.toReversed().map(([key, size]) => [key, String(size)]));
          expect(normaliseValue('image_width', texts)).toBe(normaliseValue('image_width', numbers));
        },
      ),
    );
  });

  it('zeros that say nothing are form', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 0n }),
        fc.nat(999),
        fc.nat(5),
        fc.nat(5),
        (whole, part, before, behind) => {
          const plain = `${whole}.${String(part).padStart(3, '0')}`;
          const padded = '0'.repeat(before) + plain + '0'.repeat(behind);
          expect(normaliseValue('number', padded)).toBe(normaliseValue('number', plain));
          // And nothing else is lost: the digits are the same.
          expect(BigInt(normaliseValue('number', `${whole}`))).toBe(whole);
        },
      ),
    );
  });

  it('different choices stay different', () => {
    const codes = fc.uniqueArray(fc.stringMatching(/^[A-Z]{2}$/), { maxLength: 4 });
    fc.assert(
      fc.property(codes, codes, (some, others) => {
        const same = new Set([...some, ...others]).size === some.length && some.length === others.length;
        expect(normaliseValue('multiselect', some) === normaliseValue('multiselect', others)).toBe(same);
      }),
    );
  });
});
