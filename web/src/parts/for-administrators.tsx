import { IconLock } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useMay } from '../api/session.ts';
import { useTexts } from '../texts/language.tsx';
import { Empty } from './empty.tsx';

/** Shows a page to administrators, and everybody else who may see it. The API decides; this only explains. */
export function ForAdministrators({ children }: { readonly children: ReactNode }) {
  const t = useTexts();
  const { administer } = useMay();
  if (administer) return <>{children}</>;
  return <Empty icon={IconLock} title={t('states.notAllowedTitle')} text={t('states.notAllowedText')} />;
}
