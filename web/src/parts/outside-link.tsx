import { IconExternalLink } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTexts } from '../texts/language.tsx';
import classes from './outside-link.module.css';

interface Props {
  readonly href: string | null;
  readonly children: ReactNode;
}

/** A text and its last word, unless that is too long to stay whole in a narrow column. */
const LAST_WORD = /^(.*\s|)(\S{1,14})$/su;

/** A page of one of the two servers, in a tab of its own. A plain link: a long table has one in each row. */
export function OutsideLink({ href, children }: Props) {
  const t = useTexts();
  if (href === null) return <>{children}</>;
  const [, rest = children, last = ''] = (typeof children === 'string' && LAST_WORD.exec(children)) || [];
  return (
    <a {...{ href, target: '_blank', rel: 'noreferrer' }} className={`mantine-focus-auto ${classes['link']}`}>
      {rest}
      {/* The sign is never alone on a line. */}
      <span className={classes['last']}>
        {last}
        {'\u00a0'}
        <IconExternalLink size={14} aria-label={t('rows.newTab')} role="img" />
      </span>
    </a>
  );
}
