import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCsv } from './csv.ts';
import { applyExtension } from './inherit-view.ts';
import { readPython } from './python-literal.ts';
import { readXml, textInside, writeXml } from './xml.ts';
import type { XmlElement } from './xml.ts';
import { findByXpath } from './xpath.ts';

describe('Python literals', () => {
  it.each([
    [`{'a': 1, "b": [True, False, None], 'c': (1, 'x'),}`, { a: 1, b: [true, false, null], c: [1, 'x'] }],
    [`('one' ' text'  # said in two parts\n)`, 'one text'],
    ['(1,)', [1]],
    ['(1)', 1],
    [`'it\\'s\\n'`, "it's\n"],
    [`"""two\nlines"""`, 'two\nlines'],
    ['-2.5', -2.5],
    ['[]', []],
  ])('%s', (source, value) => {
    expect(readPython(source)).toEqual(value);
  });

  it('answer calls they are given, and no others', () => {
    const calls = (name: string, args: readonly unknown[]) => `${name}(${args.join()})`;
    expect(readPython("[(4, ref('a.b'))]", calls)).toEqual([[4, 'ref(a.b)']]);
    expect(() => readPython("open('x')")).toThrow(SyntaxError);
  });

  it.each(['[1', "{'a'}", 'x', '1 2', "'open", '{1: 2}', ''])('refuse %j', (source) => {
    expect(() => readPython(source)).toThrow(SyntaxError);
  });

  it('read what JSON expresses where both write it alike', () => {
    const plain = fc.string({ unit: fc.constantFrom('a', 'Z', ' ', 'é', "'", '[', ',', '#') });
    const value = fc.letrec((tie) => ({
      any: fc.oneof(
        { maxDepth: 3 },
        plain,
        fc.integer(),
        fc.array(tie('any')),
        fc.dictionary(plain, tie('any')),
      ),
    })).any;
    fc.assert(
      fc.property(value, (each) => {
        expect(readPython(JSON.stringify(each))).toEqual(JSON.parse(JSON.stringify(each)));
      }),
    );
  });
});

describe('XML', () => {
  it('is read with entities, CDATA, comments and lines', () => {
    const root = readXml(`<?xml version="1.0"?>\n<!-- a --><a x="1 &lt; 2">\n<b/>t&amp;<![CDATA[<c>]]></a>`);
    expect(root).toMatchObject({ tag: 'a', attributes: { x: '1 < 2' }, line: 2 });
    expect(root.children[1]).toMatchObject({ tag: 'b', line: 3 });
    expect(textInside(root).trim()).toBe('t&<c>');
  });

  it.each([
    '<a>',
    '<a></b>',
    '<a/><b/>',
    '<a x=1/>',
    '<a x="1" x="2"/>',
    '<a>&nbsp;</a>',
    '<a>a & b</a>',
    '<a><b</a>',
    '<a x="<"/>',
    'text',
    '',
  ])('refuses %j', (source) => {
    expect(() => readXml(source)).toThrow(SyntaxError);
  });

  it('comes back as it was written', () => {
    const text = fc.string({ unit: fc.constantFrom('a', '<', '&', '"', "'", '>', ' ', 'é') });
    const name = fc.constantFrom('a', 'b-c', 'd.e');
    const nodes = (depth: number): fc.Arbitrary<XmlElement> =>
      fc.record({
        tag: name,
        attributes: fc.dictionary(name, text, { noNullPrototype: true }),
        children: depth === 0 ? fc.constant([]) : fc.array(nodes(depth - 1), { maxLength: 2 }),
        line: fc.constant(1),
      });
    const element = nodes(3);
    fc.assert(
      fc.property(element, (node) => {
        expect(readXml(writeXml(node))).toEqual(node);
      }),
    );
  });
});

describe('CSV', () => {
  it('is read with quotes, commas and line ends inside cells', () => {
    expect(readCsv('a,b\r\n"1, ""x""","two\nlines"\n,\nlast,')).toEqual([
      ['a', 'b'],
      ['1, "x"', 'two\nlines'],
      ['last', ''],
    ]);
    expect(() => readCsv('a"b,"c')).toThrow(SyntaxError);
  });

  it('comes back as it was written', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', ',', '"', '\n', ' ') });
    const line = fc
      .array(cell, { minLength: 1, maxLength: 4 })
      .filter((cells) => cells.some((each) => each !== ''));
    fc.assert(
      fc.property(fc.array(line), (lines) => {
        const written = lines.map((cells) =>
          cells.map((each) => `"${each.replaceAll('"', '""')}"`).join(','),
        );
        expect(readCsv(written.join('\n'))).toEqual(lines);
      }),
    );
  });
});

describe('extension views', () => {
  const form = readXml(
    '<form><sheet><group name="g"><field name="a"/><field name="b"/></group><group/></sheet></form>',
  );
  it.each([
    [`//field[@name='a']`, 'a'],
    ['/form/sheet/group[1]/field[2]', 'b'],
    ['//field[last()]', 'b'],
  ])('find %s', (path, name) => {
    expect(findByXpath(form, path)?.attributes['name']).toBe(name);
  });

  it('find the outermost around an element, and nothing where nothing is', () => {
    expect(findByXpath(form, `//field[@name='a']/ancestor::group[last()]`)?.attributes['name']).toBe('g');
    expect(findByXpath(form, '//notebook')).toBeNull();
    expect(() => findByXpath(form, '//field[contains(@name, "a")]')).toThrow(SyntaxError);
  });

  it.each([
    ['after', '<field name="a"/><i/><field name="b"/>'],
    ['before', '<i/><field name="a"/><field name="b"/>'],
    ['replace', '<i/><field name="b"/>'],
    ['inside', '<field name="a"><i/></field><field name="b"/>'],
  ])('change it %s a place', (position, inner) => {
    const change = readXml(`<field name="a" position="${position}"><i/></field>`);
    expect(writeXml(applyExtension(form, change))).toContain(`<group name="g">${inner}</group>`);
  });

  it('change attributes, several places at once, and fail where a place is not there', () => {
    const change = readXml(
      '<data><field name="a" position="attributes"><attribute name="invisible">1</attribute></field>' +
        '<field name="b" position="replace"/></data>',
    );
    expect(writeXml(applyExtension(form, change))).toContain(
      '<group name="g"><field name="a" invisible="1"/></group>',
    );
    expect(() => applyExtension(form, readXml('<page position="inside"/>'))).toThrow('cannot be located');
  });
});
