import { Button, Group } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { operationsQuery, type OperationsAsked } from '../../../api/queries-runs.ts';
import { QueryView } from '../../../parts/query-view.tsx';
import { useTexts } from '../../../texts/language.tsx';
import { OperationRow } from './operation-row.tsx';
import classes from './plan.module.css';

interface Props {
  readonly run: number;
  readonly asked: OperationsAsked;
  /** How many there are; absent: it is not known. */
  readonly total?: number;
  /** What is shown where there is none. */
  readonly empty?: string;
  readonly isMixed?: boolean;
}

/** Changes of a run, read as they are looked at. */
export function OperationList({ run, asked, total, empty, isMixed = false }: Props) {
  const t = useTexts();
  const operations = useInfiniteQuery(operationsQuery(run, asked));
  const { fetchNextPage, hasNextPage, isFetchingNextPage } = operations;
  return (
    <QueryView query={operations}>
      {({ pages }) => {
        const rows = pages.flatMap(({ items }) => items);
        if (rows.length === 0) return <>{empty}</>;
        return (
          <>
            <ul className={classes['list']}>
              {rows.map((operation) => (
                <OperationRow key={operation.position} operation={operation} isAlone={isMixed} />
              ))}
            </ul>
            {hasNextPage && (
              <Group p="sm" justify="center">
                <Button
                  {...{ variant: 'default', size: 'xs', loading: isFetchingNextPage }}
                  onClick={() => void fetchNextPage()}
                >
                  {total === undefined
                    ? t('common.loadMore')
                    : t('run.loadMore', { shown: rows.length, total })}
                </Button>
              </Group>
            )}
          </>
        );
      }}
    </QueryView>
  );
}
