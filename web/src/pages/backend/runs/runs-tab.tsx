import { Button, Group, Select, SegmentedControl, Stack, Text } from '@mantine/core';
import { IconHistory, IconSearchOff } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { runsQuery, type RunsAsked } from '../../../api/queries-runs.ts';
import { useMay } from '../../../api/session.ts';
import type { Run } from '../../../api/types.ts';
import { DataTable, type Column } from '../../../parts/data-table.tsx';
import { durationText, lengthOf } from '../../../parts/durations.ts';
import { Empty } from '../../../parts/empty.tsx';
import { PageLink } from '../../../parts/links.tsx';
import { QueryView } from '../../../parts/query-view.tsx';
import { When } from '../../../parts/when.tsx';
import { useLanguage, useTexts } from '../../../texts/language.tsx';
import { ORIGINS, runName } from '../run/kinds.ts';
import { OUTCOMES, RunBadge } from '../run/run-badge.tsx';
import { useFreshPreview } from '../run/use-fresh-preview.ts';

const route = getRouteApi('/shell/backends/$backend/runs');

/** All runs of a backend, the newest first. */
export function RunsTab() {
  const t = useTexts();
  const { backend } = route.useParams();
  const asked = route.useSearch();
  const navigate = useNavigate({ from: '/backends/$backend/runs' });
  const change = (next: RunsAsked) =>
    void navigate({ search: (before) => ({ ...before, ...next }), replace: true });
  const runs = useInfiniteQuery(runsQuery(backend, asked));
  const isFiltered = asked.kind !== undefined || asked.status !== undefined;
  return (
    <Stack gap="md">
      <Group gap="sm">
        <SegmentedControl
          {...{ 'aria-label': t('runs.kind'), value: asked.kind ?? 'all' }}
          data={[
            { value: 'all', label: t('runs.allKinds') },
            { value: 'sync', label: t('runs.syncs') },
            { value: 'preview', label: t('runs.previews') },
          ]}
          onChange={(value) => change({ kind: value === 'sync' || value === 'preview' ? value : undefined })}
        />
        <Select
          {...{
            'aria-label': t('runs.outcome'),
            placeholder: t('runs.allOutcomes'),
            w: 200,
            clearable: true,
          }}
          value={asked.status ?? null}
          data={Object.entries(OUTCOMES).map(([value, text]) => ({ value, label: t(text) }))}
          onChange={(value) => change({ status: (value as Run['status'] | null) ?? undefined })}
        />
      </Group>
      <QueryView query={runs}>
        {({ pages }) => {
          const rows = pages.flatMap(({ items }) => items);
          if (rows.length > 0)
            return (
              <Runs
                {...{ backend, rows, hasMore: runs.hasNextPage, isLoading: runs.isFetchingNextPage }}
                onMore={() => void runs.fetchNextPage()}
              />
            );
          if (isFiltered)
            return (
              <Empty
                {...{ icon: IconSearchOff, title: t('runs.noMatch'), text: t('runs.noMatchText') }}
                action={
                  <Button variant="default" onClick={() => change({ kind: undefined, status: undefined })}>
                    {t('runs.clear')}
                  </Button>
                }
              />
            );
          return <NoRuns backend={backend} />;
        }}
      </QueryView>
    </Stack>
  );
}

function NoRuns({ backend }: { readonly backend: string }) {
  const t = useTexts();
  const { operate } = useMay();
  const fresh = useFreshPreview(backend);
  return (
    <Empty
      {...{ icon: IconHistory, title: t('runs.emptyTitle'), text: t('runs.emptyText') }}
      action={
        operate && (
          <Button loading={fresh.isPending} onClick={fresh.start}>
            {t('runs.firstPreview')}
          </Button>
        )
      }
    />
  );
}

interface Props {
  readonly backend: string;
  readonly rows: readonly Run[];
  readonly hasMore: boolean;
  readonly isLoading: boolean;
  readonly onMore: () => void;
}

function Runs({ backend, rows, hasMore, isLoading, onMore }: Props) {
  const t = useTexts();
  const { language } = useLanguage();
  const navigate = useNavigate();
  const number = new Intl.NumberFormat(language);
  const amount = (value: number | null) => (value === null ? '' : number.format(value));
  const columns: Column<Run>[] = [
    {
      ...{ id: 'run', header: t('runs.run') },
      cell: (run) => (
        <>
          <PageLink to="/backends/$backend/runs/$run" params={{ backend, run: String(run.id) }} fw={600}>
            {runName(run, t)}
          </PageLink>
          <Text size="xs" c="dimmed" hiddenFrom="sm">
            <When at={run.startedAt} />
          </Text>
        </>
      ),
    },
    { id: 'outcome', header: t('runs.outcome'), cell: (run) => <RunBadge plain run={run} /> },
    {
      ...{ id: 'started', header: t('run.started'), wideOnly: true },
      cell: ({ startedAt }) => <When at={startedAt} />,
    },
    {
      ...{ id: 'took', header: t('run.took'), align: 'right', wideOnly: true },
      cell: (run) => {
        const length = lengthOf(run);
        return length === null ? '' : durationText(length, language);
      },
    },
    {
      ...{ id: 'changes', header: t('runs.changes'), align: 'right' },
      cell: ({ changes }) => amount(changes),
    },
    {
      ...{ id: 'review', header: t('runs.review'), align: 'right', wideOnly: true },
      cell: ({ review }) => amount(review),
    },
    {
      ...{ id: 'failures', header: t('runs.failures'), align: 'right', wideOnly: true },
      cell: ({ failures }) => amount(failures),
    },
    {
      ...{ id: 'origin', header: t('run.origin'), wideOnly: true },
      cell: ({ origin }) => t(ORIGINS[origin]),
    },
  ];
  const more = () => {
    if (hasMore && !isLoading) onMore();
  };
  return (
    <DataTable<Run>
      {...{ label: t('backend.runs'), columns, rows, rowKey: ({ id }) => String(id), onEnd: more }}
      onRow={({ id }) =>
        void navigate({ to: '/backends/$backend/runs/$run', params: { backend, run: String(id) } })
      }
      footer={
        hasMore && (
          <Button variant="default" size="xs" loading={isLoading} onClick={more}>
            {t('common.loadMore')}
          </Button>
        )
      }
    />
  );
}
