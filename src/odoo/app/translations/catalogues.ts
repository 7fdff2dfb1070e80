import type { Catalogue } from './catalogue.ts';
import { labels as germanLabels } from './de/labels.ts';
import { texts as germanTexts } from './de/texts.ts';
import { labels as spanishLabels } from './es/labels.ts';
import { texts as spanishTexts } from './es/texts.ts';
import { labels as frenchLabels } from './fr/labels.ts';
import { texts as frenchTexts } from './fr/texts.ts';

/** The languages of the Odoo app besides English, by the first two letters of Odoo's code: `de` serves `de_CH` too. */
export const CATALOGUES = {
  de: { ...germanLabels, ...germanTexts },
  fr: { ...frenchLabels, ...frenchTexts },
  es: { ...spanishLabels, ...spanishTexts },
} as const satisfies Readonly<Record<string, Catalogue>>;
