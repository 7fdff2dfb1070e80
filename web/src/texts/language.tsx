import { createContext, use, useMemo, useState, type ReactNode } from 'react';
import type { Catalogue, Translate } from './catalogue.ts';
import { en } from './en/index.ts';
import { formatText, type Text } from './format.ts';
import type { Phrase } from './phrases.ts';

/** The languages of the page, each by its own name. */
export const LANGUAGES = { en: 'English', de: 'Deutsch' } as const;
export type Language = keyof typeof LANGUAGES;

const STORED = 'woo-odoo-language';

/** The language that the reader chose, or that of the browser, or English. */
export function preferredLanguage(): Language {
  const asked = [localStorage.getItem(STORED), ...navigator.languages];
  const found = asked.map((tag) => tag?.split('-')[0]).find((tag) => tag !== undefined && tag in LANGUAGES);
  return (found as Language | undefined) ?? 'en';
}

/** What a language is made of. */
export interface LoadedTexts {
  readonly texts: Catalogue;
  /** For what the engine wrote in English. */
  readonly phrases: readonly Phrase[];
}

/** The texts of a language; other languages than English are loaded when they are needed. */
export async function loadTexts(language: Language): Promise<LoadedTexts> {
  if (language === 'en') return { texts: en, phrases: [] };
  const { de, phrases } = await import('./de/index.ts');
  return { texts: de, phrases };
}

/** A function that gives the texts of a catalogue. */
export function translator(texts: Catalogue, language: Language): Translate {
  return (key, ...values) => {
    const [page = '', name = ''] = key.split('.');
    const text = (texts as unknown as Record<string, Record<string, Text>>)[page]?.[name];
    return text === undefined ? key : formatText(text, values[0] ?? {}, language);
  };
}

interface Speech {
  readonly language: Language;
  readonly t: Translate;
  readonly phrases: readonly Phrase[];
  readonly change: (language: Language) => Promise<void>;
}

const SpeechContext = createContext<Speech | null>(null);

/** The language that the page begins with. */
export interface FirstLanguage extends LoadedTexts {
  readonly language: Language;
}

interface Props {
  readonly first: FirstLanguage;
  readonly children: ReactNode;
}

/** Gives all parts below the texts in the reader's language. */
export function LanguageProvider({ first, children }: Props) {
  const [{ language, phrases, texts }, setCurrent] = useState(first);
  const speech = useMemo(
    () => ({
      language,
      t: translator(texts, language),
      phrases,
      change: async (next: Language) => {
        const loaded = await loadTexts(next);
        localStorage.setItem(STORED, next);
        document.documentElement.lang = next;
        setCurrent({ language: next, ...loaded });
      },
    }),
    [language, phrases, texts],
  );
  return <SpeechContext value={speech}>{children}</SpeechContext>;
}

/** The language of the page, its texts, and how to change it. */
export function useLanguage(): Speech {
  const speech = use(SpeechContext);
  if (speech === null) throw new Error('there is no LanguageProvider around this part');
  return speech;
}

/** The texts of the page: `const t = useTexts(); t('home.title')`. */
export function useTexts(): Translate {
  return useLanguage().t;
}
