import { Button, Group, Stack } from '@mantine/core';
import { IconChecks } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { listsQuery, rowsQuery } from '../../../api/queries-rows.ts';
import type { RowList } from '../../../api/types.ts';
import { Empty } from '../../../parts/empty.tsx';
import { QueryView } from '../../../parts/query-view.tsx';
import { SearchField } from '../../../parts/search-field.tsx';
import { useTexts } from '../../../texts/language.tsx';
import { ValueFilter } from '../rows/filters.tsx';
import { NeverRead, NothingMatches } from '../rows/nothing.tsx';
import { StatusChips } from '../rows/status-chips.tsx';
import { filtersOf, NO_FILTERS, type FilterName, type TableSearch } from '../rows/table-search.ts';
import { ReviewCard } from './review-card.tsx';
import classes from './review.module.css';

const route = getRouteApi('/shell/backends/$backend/review');

/** What waits for a person, each item with why and what can be done. */
export function ReviewTab() {
  const { backend } = route.useParams();
  const lists = useQuery(listsQuery(backend));
  return (
    <QueryView query={lists}>
      {(all) => {
        const list = all.find(({ type }) => type === 'review');
        return list === undefined ? null : <Items {...{ backend, list, lists: all }} />;
      }}
    </QueryView>
  );
}

interface Props {
  readonly backend: string;
  readonly list: RowList;
  readonly lists: readonly RowList[];
}

function Items({ backend, list, lists }: Props) {
  const t = useTexts();
  const search = route.useSearch();
  const navigate = useNavigate();
  const change = (next: TableSearch) =>
    void navigate({ to: '.', search: (before) => ({ ...before, ...next }), replace: true });
  const { q, status } = search;
  const filter = filtersOf(search, list.filters);
  const items = useInfiniteQuery(
    rowsQuery(backend, {
      ...{ type: 'review', search: q, status: status === undefined ? undefined : [status] },
      filter: filter.length === 0 ? undefined : filter,
    }),
  );
  if (list.total === 0) {
    // The items of a list that was never read are not known; other lists are read with the same run.
    return lists.every(({ run }) => run === null) ? (
      <NeverRead />
    ) : (
      <Empty icon={IconChecks} title={t('review.emptyTitle')} text={t('review.emptyText')} />
    );
  }
  return (
    <Stack gap="sm">
      <StatusChips {...{ list, status }} onStatus={(next) => change({ status: next })} />
      <Group gap="sm">
        <SearchField label={t('rows.search')} value={q ?? ''} onSearch={(next) => change({ q: next })} />
        {list.filters.map((name) => (
          <ValueFilter
            key={name}
            {...{ backend, name, type: 'review', value: search[name as FilterName] }}
            onValue={(value) => change({ [name]: value })}
          />
        ))}
      </Group>
      <QueryView query={items}>
        {({ pages }) =>
          pages[0]?.total === 0 ? (
            <NothingMatches onClear={() => change(NO_FILTERS)} />
          ) : (
            <ul className={classes['items']}>
              {pages
                .flatMap((page) => page.items)
                .map((row) => (
                  <li key={row.key}>
                    <ReviewCard {...{ backend, row, lists }} />
                  </li>
                ))}
            </ul>
          )
        }
      </QueryView>
      {items.hasNextPage && (
        <Group justify="center">
          <Button
            {...{ variant: 'default', loading: items.isFetchingNextPage }}
            onClick={() => void items.fetchNextPage()}
          >
            {t('common.loadMore')}
          </Button>
        </Group>
      )}
    </Stack>
  );
}
