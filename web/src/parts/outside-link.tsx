import { IconExternalLink } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTexts } from '../texts/language.tsx';
import classes from './outside-link.module.css';

interface Props {
  readonly href: string | null;
  readonly children: ReactNode;
}

/** A page of one of the two servers, in a tab of its own. A plain link: a long table has one in each row. */
export function OutsideLink({ href, children }: Props) {
  const t = useTexts();
  if (href === null) return <>{children}</>;
  return (
    <a {...{ href, target: '_blank', rel: 'noreferrer' }} className={`mantine-focus-auto ${classes['link']}`}>
      {children}
      {/* Never alone on a line. */}
      {'\u00a0'}
      <IconExternalLink size={14} aria-label={t('rows.newTab')} role="img" />
    </a>
  );
}
