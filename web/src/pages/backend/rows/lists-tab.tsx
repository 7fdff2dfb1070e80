import { SegmentedControl, Stack } from '@mantine/core';
import { usePrefetchInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { listsQuery, rowsQuery } from '../../../api/queries-rows.ts';
import { QueryView } from '../../../parts/query-view.tsx';
import { formatNumber } from '../../../texts/intl.ts';
import { useLanguage, useTexts } from '../../../texts/language.tsx';
import type { ListSpec } from './list-spec.ts';
import { RowsView } from './rows-view.tsx';
import { askedOf, type TableSearch } from './table-search.ts';
import { listName } from './value-names.ts';
import classes from './lists-tab.module.css';

interface Props {
  readonly backend: string;
  /** The lists of the tab, the one that is shown first in front. */
  readonly specs: readonly ListSpec[];
  readonly search: TableSearch;
}

/** A tab with one list or several, of which one is shown. */
export function ListsTab({ backend, specs, search }: Props) {
  const t = useTexts();
  const { language } = useLanguage();
  const navigate = useNavigate();
  const lists = useQuery(listsQuery(backend));
  const spec = specs.find(({ type }) => type === search.list) ?? specs[0];
  // Asked for beside the lists, not after them.
  usePrefetchInfiniteQuery(rowsQuery(backend, askedOf(spec?.type ?? '', search)));
  if (spec === undefined) return null;
  return (
    <QueryView query={lists}>
      {(all) => {
        const byType = new Map(all.map((list) => [list.type, list]));
        const list = byType.get(spec.type);
        return (
          <Stack gap="md">
            {specs.length > 1 && (
              <div className={classes['lists']}>
                <SegmentedControl
                  {...{ 'aria-label': t('rows.lists'), value: spec.type }}
                  data={specs.map(({ type }) => ({
                    value: type,
                    label: `${listName(type, t)} ${formatNumber(byType.get(type)?.total ?? 0, language)}`,
                  }))}
                  // What is filtered belongs to one list.
                  onChange={(next) => void navigate({ to: '.', search: { list: next }, replace: true })}
                />
              </div>
            )}
            {list !== undefined && <RowsView key={spec.type} {...{ backend, list, spec, search }} />}
          </Stack>
        );
      }}
    </QueryView>
  );
}
