import type { ReactNode } from 'react';
import { OutsideLink } from '../../../parts/outside-link.tsx';
import { When } from '../../../parts/when.tsx';
import { useTexts } from '../../../texts/language.tsx';
import { shortUrl } from '../../home/backend-card.tsx';
import type { Card } from '../../home/card-state.ts';
import { SideHealth } from '../../home/health.tsx';
import classes from './sides.module.css';

/** Both servers of a backend and how they are, and when it was and will be synced. */
export function Sides({ card }: { readonly card: Card }) {
  const t = useTexts();
  const { backend } = card;
  return (
    <dl className={classes['sides']}>
      <Fact name={t('home.store')}>
        <OutsideLink href={`${backend.storeUrl}/wp-admin/`}>{shortUrl(backend.storeUrl)}</OutsideLink>
        <SideHealth card={card} side="store" />
      </Fact>
      <Fact name={t('home.odoo')}>
        <OutsideLink href={backend.odooUrl}>
          {shortUrl(backend.odooUrl)} · {backend.odooCompanyName}
        </OutsideLink>
        <SideHealth card={card} side="odoo" />
      </Fact>
      <Fact name={t('home.lastRun')}>
        <When at={card.lastRunAt} none={t('home.noRun')} />
      </Fact>
      <Fact name={t('home.nextSync')}>
        <When at={card.nextAt} none={t('home.noSchedule')} />
      </Fact>
    </dl>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div className={classes['fact']}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
