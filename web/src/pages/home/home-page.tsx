import { Button, Group, SegmentedControl, Select, Skeleton, Text, TextInput } from '@mantine/core';
import { IconBuildingStore, IconPlus, IconSearch, IconSearchOff } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { backendsQuery, statusQuery } from '../../api/queries.ts';
import { useMay } from '../../api/session.ts';
import { Empty } from '../../parts/empty.tsx';
import { LinkButton } from '../../parts/links.tsx';
import { PageHeader } from '../../parts/page-header.tsx';
import { ProblemCard } from '../../parts/problem-card.tsx';
import { useTexts } from '../../texts/language.tsx';
import { BackendCard } from './backend-card.tsx';
import { CARD_STATES, cardsOf, matching, type Card, type HomeSearch } from './card-state.ts';
import { stateName } from './state-badge.tsx';
import { Summary } from './summary.tsx';
import classes from './home.module.css';

// With its library it is half as large as the rest of this page.
const BackendTable = lazy(async () => ({ default: (await import('./backend-table.tsx')).BackendTable }));

const route = getRouteApi('/shell/');
/** With more than these, a table is clearer than cards. */
const MAX_CARDS = 24;

/** All backends and how each of them is. */
export function HomePage() {
  const t = useTexts();
  const { administer } = useMay();
  const backends = useQuery(backendsQuery);
  const statuses = useQuery(statusQuery);
  const connect = administer && (
    <LinkButton to="/connect" leftSection={<IconPlus size={18} aria-hidden />}>
      {t('home.connect')}
    </LinkButton>
  );
  const isEmpty = backends.data?.length === 0;
  return (
    <>
      <PageHeader title={t('home.title')} text={t('home.intro')} actions={isEmpty ? undefined : connect} />
      {backends.isError ? (
        <ProblemCard error={backends.error} onRetry={() => void backends.refetch()} />
      ) : backends.data === undefined ? (
        <Waiting />
      ) : isEmpty ? (
        <Empty
          icon={IconBuildingStore}
          title={t('home.emptyTitle')}
          text={administer ? t('home.emptyText') : t('home.emptyViewer')}
          action={connect}
        />
      ) : (
        <List cards={cardsOf(backends.data, statuses.data ?? [])} />
      )}
    </>
  );
}

function List({ cards }: { readonly cards: readonly Card[] }) {
  const t = useTexts();
  const { q = '', state, view = cards.length > MAX_CARDS ? 'table' : 'cards' } = route.useSearch();
  const navigate = useNavigate({ from: '/' });
  const change = (next: HomeSearch) =>
    void navigate({ search: (before) => ({ ...before, ...next }), replace: true });
  const shown = matching(cards, q, state);
  return (
    <>
      <Summary cards={cards} state={state} onState={(next) => change({ state: next })} />
      <Group mb="md" gap="sm">
        <TextInput
          {...{ value: q, 'aria-label': t('home.searchLabel'), placeholder: t('home.searchLabel') }}
          {...{ leftSection: <IconSearch size={16} aria-hidden />, flex: '1 1 240px', maw: 420 }}
          onChange={(event) => change({ q: event.currentTarget.value || undefined })}
        />
        <Select
          {...{ 'aria-label': t('home.stateFilter'), w: 190, clearable: true, value: state ?? null }}
          placeholder={t('home.stateAll')}
          data={CARD_STATES.map((value) => ({ value, label: stateName(value, t) }))}
          onChange={(value) => change({ state: value ?? undefined })}
        />
        <SegmentedControl
          {...{ 'aria-label': t('home.view'), value: view }}
          data={[
            { value: 'cards', label: t('home.cards') },
            { value: 'table', label: t('home.table') },
          ]}
          onChange={(value) => change({ view: value })}
        />
        <Text size="sm" c="dimmed" ml="auto" role="status">
          {t('home.shown', { n: shown.length, total: cards.length })}
        </Text>
      </Group>
      {shown.length === 0 ? (
        <Empty
          {...{ icon: IconSearchOff, title: t('home.noMatch'), text: t('home.noMatchText') }}
          action={
            <Button variant="default" onClick={() => change({ q: undefined, state: undefined })}>
              {t('home.clearFilters')}
            </Button>
          }
        />
      ) : view === 'table' ? (
        <Suspense fallback={<Waiting />}>
          <BackendTable cards={shown} />
        </Suspense>
      ) : (
        <ul className={classes['cards']}>
          {shown.map((card) => (
            <li key={card.backend.id}>
              <BackendCard card={card} />
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function Waiting() {
  const t = useTexts();
  return (
    <div className={classes['cards']} role="status" aria-label={t('common.loading')}>
      {[1, 2, 3].map((key) => (
        <Skeleton key={key} height={236} radius="md" />
      ))}
    </div>
  );
}
