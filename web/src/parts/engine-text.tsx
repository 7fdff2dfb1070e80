import { Fragment } from 'react';
import { useLanguage, useTexts } from '../texts/language.tsx';
import { translateText } from '../texts/phrases.ts';

/**
 * A text that the engine wrote: a reason, a remedy, a message. It is English; what the language of the reader has a phrase
 * for is translated, and the rest is marked as English, so that a screen reader pronounces it so.
 */
export function EngineText({ text }: { readonly text: string }) {
  const { language, phrases } = useLanguage();
  if (language === 'en') return text;
  return translateText(text, phrases, language).map(({ text: piece, isTranslated }, index) => (
    <Fragment key={index}>
      {index > 0 && ' '}
      {isTranslated ? piece : <span lang="en">{piece}</span>}
    </Fragment>
  ));
}

/** What to do, as the engine wrote it. */
export function Remedy({ hint }: { readonly hint: string }) {
  const t = useTexts();
  return (
    <>
      {t('common.remedy')} <EngineText text={hint} />
    </>
  );
}
