import { Skeleton, Stack } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTexts } from '../texts/language.tsx';
import { ProblemCard } from './problem-card.tsx';

interface Props<Data> {
  readonly query: Pick<UseQueryResult<Data>, 'data' | 'error' | 'refetch'>;
  readonly children: (data: Data) => ReactNode;
  /** What is shown while it loads; absent: grey lines. */
  readonly loading?: ReactNode;
}

/** What a query read, or that it loads, or why it failed. Data that was read before stays when reading anew fails. */
export function QueryView<Data>({ query, children, loading }: Props<Data>) {
  const t = useTexts();
  const { data, error, refetch } = query;
  if (data !== undefined) return <>{children(data)}</>;
  if (error !== null) return <ProblemCard error={error} onRetry={() => void refetch()} />;
  return (
    loading ?? (
      <Stack role="status" aria-label={t('common.loading')} gap="xs">
        {[1, 2, 3, 4].map((key) => (
          <Skeleton key={key} height={40} radius="sm" />
        ))}
      </Stack>
    )
  );
}
