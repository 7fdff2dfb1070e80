import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { DataTable, type Column, type Sort } from '../../parts/data-table.tsx';
import { PageLink } from '../../parts/links.tsx';
import { When } from '../../parts/when.tsx';
import { useTexts } from '../../texts/language.tsx';
import { shortUrl } from './backend-card.tsx';
import { CARD_STATES, type Card } from './card-state.ts';
import { SideHealth } from './health.tsx';
import { StateBadge } from './state-badge.tsx';

/** What each column sorts by. */
const KEYS: Readonly<Record<string, (card: Card) => string>> = {
  name: ({ backend }) => backend.name.toLowerCase(),
  state: ({ state }) => String(CARD_STATES.indexOf(state)),
  last: ({ lastRunAt }) => lastRunAt ?? '',
  next: ({ nextAt }) => nextAt ?? '~',
};

function sorted(cards: readonly Card[], sort: Sort): Card[] {
  const keyOf = KEYS[sort.replace('-', '')];
  if (keyOf === undefined) return [...cards];
  const order = cards.toSorted((a, b) => keyOf(a).localeCompare(keyOf(b)));
  return sort.startsWith('-') ? order.reverse() : order;
}

/** The backends as a table: for many of them. */
export function BackendTable({ cards }: { readonly cards: readonly Card[] }) {
  const t = useTexts();
  const navigate = useNavigate();
  const [sort, setSort] = useState<Sort>('state');
  const columns: Column<Card>[] = [
    {
      ...{ id: 'name', header: t('home.name'), sortable: true },
      cell: ({ backend }) => (
        <PageLink to="/backends/$backend" params={{ backend: backend.name }} fw={600}>
          {backend.name}
        </PageLink>
      ),
    },
    { id: 'state', header: t('home.state'), sortable: true, cell: (card) => <StateBadge card={card} /> },
    {
      ...{ id: 'environment', header: t('home.environment'), wideOnly: true },
      cell: ({ backend }) => t(backend.environment === 'staging' ? 'common.staging' : 'common.production'),
    },
    {
      ...{ id: 'store', header: t('home.store'), wideOnly: true },
      cell: (card) => (
        <span title={shortUrl(card.backend.storeUrl)}>
          <SideHealth card={card} side="store" />
        </span>
      ),
    },
    {
      ...{ id: 'odoo', header: t('home.odoo'), wideOnly: true },
      cell: (card) => (
        <span title={`${shortUrl(card.backend.odooUrl)} · ${card.backend.odooCompanyName}`}>
          <SideHealth card={card} side="odoo" />
        </span>
      ),
    },
    {
      ...{ id: 'last', header: t('home.lastRun'), sortable: true },
      cell: ({ lastRunAt }) => <When at={lastRunAt} none={t('home.noRun')} />,
    },
    {
      ...{ id: 'next', header: t('home.nextSync'), sortable: true, wideOnly: true },
      cell: ({ nextAt }) => <When at={nextAt} none={t('home.noSchedule')} />,
    },
  ];
  return (
    <DataTable
      {...{ label: t('home.title'), columns, rows: sorted(cards, sort), sort, onSort: setSort }}
      rowKey={({ backend }) => backend.id}
      onRow={({ backend }) => void navigate({ to: '/backends/$backend', params: { backend: backend.name } })}
    />
  );
}
