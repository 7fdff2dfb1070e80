import { useRouterState } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { PageLink } from '../../../parts/links.tsx';
import { useTexts } from '../../../texts/language.tsx';
import classes from './tab-bar.module.css';

/** What the store has and Odoo has of it. */
const METADATA = [
  { to: '/backends/$backend', text: 'backend.overview' },
  { to: '/backends/$backend/geography', text: 'backend.geography' },
  { to: '/backends/$backend/settings', text: 'backend.settings' },
  { to: '/backends/$backend/taxes', text: 'backend.taxes' },
  { to: '/backends/$backend/shipping', text: 'backend.shipping' },
  { to: '/backends/$backend/payments', text: 'backend.payments' },
  { to: '/backends/$backend/consistency', text: 'backend.consistency' },
  { to: '/backends/$backend/review', text: 'backend.review' },
] as const;

/** What the connector does with it. */
const WORK = [
  { to: '/backends/$backend/runs', text: 'backend.runs' },
  { to: '/backends/$backend/explain', text: 'backend.explain' },
  { to: '/backends/$backend/proof', text: 'backend.proof' },
  { to: '/backends/$backend/schedule', text: 'backend.schedule' },
  { to: '/backends/$backend/connection', text: 'backend.connection' },
] as const;

interface Props {
  readonly backend: string;
  /** Items that wait for a person. */
  readonly review: number;
}

/** The tabs of a backend, as links: each has an address of its own. */
export function TabBar({ backend, review }: Props) {
  const t = useTexts();
  const bar = useRef<HTMLElement>(null);
  const path = useRouterState({ select: ({ resolvedLocation }) => resolvedLocation?.pathname });
  useEffect(() => {
    // On a phone the bar is moved sideways: the tab that is open is in view.
    const current = bar.current?.querySelector<HTMLElement>('[aria-current]');
    if (bar.current && current)
      bar.current.scrollLeft = current.offsetLeft - (bar.current.clientWidth - current.offsetWidth) / 2;
  }, [path]);
  return (
    <nav ref={bar} aria-label={t('backend.tabs')} className={classes['bar']}>
      {[METADATA, WORK].map((tabs, index) => (
        <ul key={index} className={classes['group']}>
          {tabs.map(({ to, text }) => (
            <li key={to}>
              <PageLink
                {...{ to, params: { backend }, underline: 'never' }}
                activeOptions={{ exact: to === '/backends/$backend', includeSearch: false }}
                className={classes['tab'] ?? ''}
              >
                {t(text)}
                {text === 'backend.review' && review > 0 && (
                  <span className={classes['count']}>{review}</span>
                )}
              </PageLink>
            </li>
          ))}
        </ul>
      ))}
    </nav>
  );
}
