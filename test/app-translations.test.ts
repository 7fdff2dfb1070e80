import { describe, expect, it } from 'vitest';
import { CATALOGUES } from '../src/odoo/app/translations/catalogues.ts';
import type { Catalogue } from '../src/odoo/app/translations/catalogue.ts';
import { KNOWN_SERIES } from '../src/odoo/app/series.ts';
import { de } from '../web/src/texts/de/index.ts';
import { en } from '../web/src/texts/en/index.ts';
import { appTerms } from './testing/app-terms.ts';

/** Every text of the app in Odoo has its words in each language, and no catalogue has a word more. */

/** Labels of fields that Odoo itself gives every model of an app. */
const AUTOMATIC = ['ID', 'Display Name', 'Created by', 'Created on', 'Last Updated by', 'Last Updated on'];

const terms = KNOWN_SERIES.flatMap((series) => appTerms(series));
const used = new Set([...terms.map(({ term }) => term), ...AUTOMATIC]);

/** The same in any order: commands, numbers and names in quotation marks that must not be translated. */
const fixedParts = (text: string) =>
  (
    text.match(/woo-odoo [a-z]+( --?[a-z]+| add)?|\b\d+\b|flat_rate|ship:|\{[a-z]+\}|902\*|\.\.\./gu) ?? []
  ).sort();

describe.each(Object.entries<Catalogue>(CATALOGUES))('the app in the language %s', (_language, catalogue) => {
  it('has a translation of every text', () => {
    expect(terms.length).toBeGreaterThan(1_000);
    expect([...used].filter((term) => !catalogue[term])).toEqual([]);
  });

  it('has no translation that no text uses', () => {
    const records = new Set(terms.map(({ term, from }) => `${term}@${from}`));
    const unused = Object.keys(catalogue).filter((key) => !used.has(key) && !records.has(key));
    expect(unused).toEqual([]);
  });

  it('keeps commands, numbers and codes, ends as the English does, and contains no markup', () => {
    for (const [key, text] of Object.entries(catalogue)) {
      const [english = ''] = key.split('@');
      expect([key, fixedParts(text)]).toEqual([key, fixedParts(english)]);
      expect([key, text.at(-1) === '.']).toEqual([key, english.endsWith('.')]);
      expect([key, text.trim()]).toEqual([key, text]);
      expect(`${english}${text}`).not.toMatch(/[<>]/u);
      expect(english).not.toContain('&');
    }
  });
});

/** Texts of the page in both languages, as far as both are plain texts. */
function pairsOf(english: unknown, german: unknown): [string, string][] {
  if (typeof english === 'string' && typeof german === 'string') return [[english, german]];
  if (typeof english !== 'object' || english === null || typeof german !== 'object' || german === null)
    return [];
  const other = german as Readonly<Record<string, unknown>>;
  return Object.entries(english).flatMap(([key, value]) => pairsOf(value, other[key]));
}

/** Words that mean something else on the page, or one thing of several there. */
// A user who is disabled, and the heading over how a row was matched.
const OTHERWISE = new Set(['Disabled', 'Matched']);

describe('the German of the app', () => {
  it('is that of the page where both have the same English', () => {
    const page = new Map<string, Set<string>>();
    for (const [english, german] of pairsOf(en, de)) {
      page.set(english, (page.get(english) ?? new Set()).add(german));
    }
    const german: Catalogue = CATALOGUES.de;
    const shared = Object.keys(german).filter((term) => page.has(term) && !OTHERWISE.has(term));
    expect(shared.length).toBeGreaterThan(50);
    const different = shared.filter((term) => !page.get(term)?.has(german[term] ?? ''));
    expect(different.map((term) => [term, german[term], ...(page.get(term) ?? [])])).toEqual([]);
  });
});
