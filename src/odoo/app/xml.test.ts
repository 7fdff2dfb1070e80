import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPython } from '../../../sandbox/odoo/apps/python-literal.ts';
import { elementsOf, readXml, textInside } from '../../../sandbox/odoo/apps/xml.ts';
import { element, escapeXml, python, pythonDomain, renderDocument } from './xml.ts';

/** XML 1.0 has no control characters but tab and line ends, and not the last two of the plane. */
function isUnspeakable(character: string): boolean {
  const code = character.codePointAt(0) ?? 0;
  return (code < 0x20 && ![0x9, 0xa, 0xd].includes(code)) || code === 0xfffe || code === 0xffff;
}

describe('renderDocument', () => {
  it('gives back any text and attribute that XML can contain', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'binary' }), (attribute, text) => {
        const document = renderDocument([element('field', { name: attribute }, text)]);
        const [field] = elementsOf(readXml(document));
        if (field === undefined) throw new Error('the element is gone');
        const speakable = (value: string) =>
          Array.from(value)
            .filter((each) => !isUnspeakable(each))
            .join('');
        expect(field.attributes['name']).toBe(speakable(attribute));
        expect(textInside(field)).toBe(speakable(text));
      }),
    );
  });

  it('lets no text become markup', () => {
    expect(escapeXml(`<a b="c">&'</a>`)).toBe(`&lt;a b=&quot;c&quot;&gt;&amp;'&lt;/a&gt;`);
  });

  it('adds no white space to a text, and leaves out what is undefined', () => {
    expect(renderDocument([element('field', { name: 'code', ref: undefined }, 'a\n  b\n')])).toBe(
      '<?xml version="1.0" encoding="utf-8"?>\n<odoo>\n  <field name="code">a\n  b\n</field>\n</odoo>\n',
    );
  });
});

describe('python', () => {
  it('writes literals that read as the same values', () => {
    const text = fc.string({ unit: 'grapheme-ascii' });
    const { value } = fc.letrec((tie) => ({
      value: fc.oneof(text, fc.integer(), fc.boolean(), fc.constant(null), tie('list'), tie('map')),
      list: fc.array(tie('value'), { maxLength: 4 }),
      map: fc.dictionary(text, tie('value'), { maxKeys: 4 }),
    }));
    fc.assert(
      fc.property(value, (each) => {
        const literal = python(each as Parameters<typeof python>[0]);
        expect(readPython(literal)).toEqual(JSON.parse(JSON.stringify(each)));
      }),
    );
  });

  it('writes domains as tuples', () => {
    expect(pythonDomain(['|', ['x_name', '=', "O'Hara"], ['x_active', 'in', [true, false]]])).toBe(
      `['|', ('x_name', '=', 'O\\'Hara'), ('x_active', 'in', [True, False])]`,
    );
  });
});
