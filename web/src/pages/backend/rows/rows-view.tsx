import { Group, Stack, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import { rowsQuery } from '../../../api/queries-rows.ts';
import type { Row, RowList } from '../../../api/types.ts';
import { DataTable } from '../../../parts/data-table.tsx';
import { ProblemCard } from '../../../parts/problem-card.tsx';
import { QueryView } from '../../../parts/query-view.tsx';
import { SearchField } from '../../../parts/search-field.tsx';
import { useLanguage, useTexts } from '../../../texts/language.tsx';
import { columnsOf } from './columns.tsx';
import { ValueFilter } from './filters.tsx';
import type { ListSpec } from './list-spec.ts';
import { NeverRead, NothingMatches } from './nothing.tsx';
import { RowPanel } from './row-panel.tsx';
import { StatusChips } from './status-chips.tsx';
import { askedOf, NO_FILTERS, type FilterName, type TableSearch } from './table-search.ts';
import { listName } from './value-names.ts';

const ROW_HEIGHT = 68;

const keyOf = ({ key }: Row) => key;

interface Props {
  readonly backend: string;
  readonly list: RowList;
  readonly spec: ListSpec;
  /** What the address has. */
  readonly search: TableSearch;
}

/** A list of a backend: searched, filtered and sorted in the address, read a page at a time. */
export function RowsView({ backend, list, spec, search }: Props) {
  const t = useTexts();
  const { language } = useLanguage();
  const navigate = useNavigate();
  const change = (next: TableSearch) =>
    void navigate({ to: '.', search: (before) => ({ ...before, ...next }), replace: true });
  const { q, row, sort, status } = search;
  const rows = useInfiniteQuery(rowsQuery(backend, askedOf(list.type, search, list.filters)));
  const { data } = rows;
  // The same rows are the same list: none is rendered again while others are asked for.
  const items = useMemo(() => data?.pages.flatMap((page) => page.items) ?? [], [data]);
  const columns = useMemo(
    () => columnsOf(spec, list.filters, { t, language }),
    [spec, list.filters, t, language],
  );
  if (list.run === null) return <NeverRead />;
  return (
    <Stack gap="sm">
      <Group justify="space-between" gap="sm">
        <StatusChips {...{ list, status }} onStatus={(next) => change({ status: next })} />
        <Text size="sm" c="dimmed" ml="auto" role="status">
          {rows.data !== undefined && t('rows.shown', { n: rows.data.pages[0]?.total ?? 0 })}
        </Text>
      </Group>
      <Group gap="sm">
        <SearchField label={t('rows.search')} value={q ?? ''} onSearch={(next) => change({ q: next })} />
        {list.filters.map((name) => (
          <ValueFilter
            key={`${list.type} ${name}`}
            {...{ backend, name, type: list.type, value: search[name as FilterName] }}
            isWaiting={rows.isPending}
            onValue={(value) => change({ [name]: value })}
          />
        ))}
      </Group>
      {rows.isError && rows.data !== undefined && <ProblemCard error={rows.error} />}
      <QueryView query={rows}>
        {({ pages }) =>
          items.length === 0 ? (
            <NothingMatches onClear={() => change(NO_FILTERS)} />
          ) : (
            <DataTable
              {...{ label: listName(list.type, t), columns, rows: items, total: pages[0]?.total ?? 0 }}
              {...{ sort: sort ?? 'key', rowHeight: ROW_HEIGHT, isFixed: true }}
              rowKey={keyOf}
              onSort={(next) => change({ sort: next })}
              onRow={({ key }) => change({ row: key })}
              onEnd={() => rows.hasNextPage && !rows.isFetchingNextPage && void rows.fetchNextPage()}
              footer={rows.isFetchingNextPage && t('common.loading')}
            />
          )
        }
      </QueryView>
      <RowPanel {...{ backend, type: list.type, row }} onClose={() => change({ row: undefined })} />
    </Stack>
  );
}
