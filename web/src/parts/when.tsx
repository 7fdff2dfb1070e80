import { useEffect, useState } from 'react';
import { useTexts, useLanguage } from '../texts/language.tsx';
import { exactTime, relativeTime } from './times.ts';

interface Props {
  /** ISO 8601; null: never. */
  readonly at: string | null;
  /** What is shown where there is no time; absent: never. */
  readonly none?: string;
}

/** A time as people say it, "5 minutes ago", with the exact one in the reader's zone on hover. */
export function When({ at, none }: Props) {
  const { language } = useLanguage();
  const t = useTexts();
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 15_000);
    return () => clearInterval(timer);
  }, []);
  if (at === null) return <>{none ?? t('common.never')}</>;
  return (
    <time dateTime={at} title={exactTime(at, language)}>
      {relativeTime(at, now, language, t('common.now'))}
    </time>
  );
}
