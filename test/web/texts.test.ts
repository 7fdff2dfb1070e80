import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { de } from '../../web/src/texts/de/index.ts';
import { en } from '../../web/src/texts/en/index.ts';
import { formatText, plural, type Text } from '../../web/src/texts/format.ts';

type Flat = ReadonlyMap<string, Text>;
const flat = (catalogue: object): Flat =>
  new Map(
    Object.entries(catalogue).flatMap(([page, texts]) =>
      Object.entries(texts as Record<string, Text>).map(([key, text]) => [`${page}.${key}`, text] as const),
    ),
  );
const forms = (text: Text) => (typeof text === 'string' ? [text] : [text.one, text.other]);
const names = (text: Text) =>
  [...new Set(forms(text).flatMap((form) => form.match(/\{\w+\}/gu) ?? []))].sort();

/** Words that both languages write alike. */
const ALIKE = new Set([
  ...['Odoo WooCommerce Connector', 'Odoo', 'WooCommerce', 'API', 'Backend', 'Backends', 'Name', 'Status'],
  ...['Administrator', 'URL', 'Version', 'In Odoo', 'Zone'],
]);

const english = flat(en);
const german = flat(de);

describe('the texts of the page', () => {
  it('are complete in German, with the same values', () => {
    expect([...german.keys()].sort()).toEqual([...english.keys()].sort());
    const differ = [...english].filter(
      ([key, text]) => JSON.stringify(names(text)) !== JSON.stringify(names(german.get(key) ?? '')),
    );
    expect(differ).toEqual([]);
  });

  it('are translated, and none is empty', () => {
    const same = [...english].filter(
      ([key, text]) =>
        !(typeof text === 'string' && ALIKE.has(text)) &&
        JSON.stringify(text) === JSON.stringify(german.get(key)),
    );
    expect(same).toEqual([]);
    for (const [key, text] of [...english, ...german])
      for (const form of forms(text)) expect(form.trim(), key).not.toBe('');
  });

  it('are all used', () => {
    const root = join(import.meta.dirname, '../../web/src');
    const sources = readdirSync(root, { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.tsx?$/u.test(file) && !file.startsWith('texts'))
      .map((file) => readFileSync(join(root, file), 'utf8'))
      .join('\n');
    expect([...english.keys()].filter((key) => !sources.includes(`'${key}'`))).toEqual([]);
  });

  it('take the form of the number and write numbers as the language does', () => {
    const text = plural('{n} change', '{n} changes');
    expect([0, 1, 1234.5].map((n) => formatText(text, { n }, 'en'))).toEqual([
      '0 changes',
      '1 change',
      '1,234.5 changes',
    ]);
    expect(formatText(text, { n: 1234.5 }, 'de')).toBe('1.234,5 changes');
  });
});
