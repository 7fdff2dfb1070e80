import type { Catalogue } from './translations/catalogue.ts';
import { CATALOGUES } from './translations/catalogues.ts';
import { python } from './xml.ts';

/**
 * Python whose texts are in the language of the user who reads them. `write` gets what turns an English text into the
 * expression for it; `env` names Odoo's environment there. Odoo has no translations for code of an app.
 */
export function spoken(
  env: 'env' | 'self.env',
  write: (text: (english: string) => string) => string,
): string {
  const texts = new Set<string>();
  const code = write((english) => {
    texts.add(english);
    return `words.get(${python(english)}, ${python(english)})`;
  });
  const words = Object.entries<Catalogue>(CATALOGUES).map(([language, catalogue]) => {
    const pairs = [...texts].map((english) => [english, catalogue[english] ?? english] as const);
    return [language, Object.fromEntries(pairs)] as const;
  });
  return `WORDS = ${python(Object.fromEntries(words))}\nwords = WORDS.get((${env}.lang or '')[:2], {})\n${code}`;
}
