import german from '../data/names-de.json' with { type: 'json' };
import { textOf } from '../json.ts';
import type { OdooDatabase } from './database.ts';

/** The language in which names are kept. */
export const SOURCE_LANGUAGE = 'en_US';

/** Names of countries by code. */
const COUNTRY_NAMES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  de_DE: german.countries,
};

/** Where the text of another language lies in a row, beside the field itself. */
export function translationKey(field: string, lang: string): string {
  return lang === SOURCE_LANGUAGE ? field : `${field}@${lang}`;
}

/** Makes a language usable and brings its names of countries. Throws an Error for one the sandbox has no names in. */
export function installLanguage(database: OdooDatabase, code: string): void {
  const names = COUNTRY_NAMES[code];
  const id = database.lookup('res.lang', 0, [code]);
  const lang = database.row('res.lang', id ?? 0);
  if (names === undefined || id === undefined || lang === undefined) throw new Error(`no language ${code}`);
  database.put('res.lang', id, { ...lang, active: true });
  for (const [countryId, row] of database.rows('res.country')) {
    const name = names[textOf(row['code'])];
    if (name !== undefined)
      database.put('res.country', countryId, { ...row, [translationKey('name', code)]: name });
  }
}
