import { Group, Stack, Title } from '@mantine/core';
import { IconChevronLeft } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { runQuery } from '../../../api/queries-runs.ts';
import { useMay } from '../../../api/session.ts';
import type { RunDetails } from '../../../api/types.ts';
import { durationText, lengthOf } from '../../../parts/durations.ts';
import { Facts } from '../../../parts/facts.tsx';
import { PageLink } from '../../../parts/links.tsx';
import { QueryView } from '../../../parts/query-view.tsx';
import { When } from '../../../parts/when.tsx';
import { useLanguage, useTexts } from '../../../texts/language.tsx';
import { EngineText } from '../../../parts/engine-text.tsx';
import { Downloads } from './downloads.tsx';
import { ORIGINS, runName, type RunSearch } from './kinds.ts';
import { Decision } from './decision.tsx';
import { PlanView } from './plan-view.tsx';
import { RunBadge } from './run-badge.tsx';
import { RunNotes } from './run-notes.tsx';
import { RunState } from './run-state.tsx';
import { StopRun } from './stop-run.tsx';
import { RunTimes } from './run-times.tsx';

const route = getRouteApi('/shell/backends/$backend/runs/$run');

/** One run: what a preview would change, to apply or to discard; or what a sync changed and what became of it. */
export function RunPage() {
  const { backend, run } = route.useParams();
  const search = route.useSearch();
  const query = useQuery(runQuery(Number(run)));
  return (
    <QueryView query={query}>
      {(data) => <Run key={data.id} backend={backend} run={data} search={search} />}
    </QueryView>
  );
}

interface Props {
  readonly backend: string;
  readonly run: RunDetails;
  readonly search: RunSearch;
}

function Run({ backend, run, search }: Props) {
  const t = useTexts();
  const { language } = useLanguage();
  const { operate } = useMay();
  const length = lengthOf(run);
  const isOver = run.status !== 'running';
  return (
    <Stack gap="md">
      <div>
        <PageLink to="/backends/$backend/runs" params={{ backend }} size="sm">
          <IconChevronLeft size={14} aria-hidden style={{ verticalAlign: '-2px' }} /> {t('run.allRuns')}
        </PageLink>
        <Group justify="space-between" mt={4}>
          <Group gap="sm">
            <Title order={2}>{runName(run, t)}</Title>
            <RunBadge run={run} preview={run.preview} />
          </Group>
          <Group gap="xs">
            {isOver && run.counts.length > 0 && <Downloads run={run.id} />}
            <StopRun run={run} />
            {operate && <Decision backend={backend} run={run} />}
          </Group>
        </Group>
      </div>
      <RunState backend={backend} run={run} />
      <Facts
        items={[
          { name: t('run.started'), value: <When at={run.startedAt} /> },
          ...(length === null ? [] : [{ name: t('run.took'), value: durationText(length, language) }]),
          { name: t('run.origin'), value: t(ORIGINS[run.origin]) },
          ...(run.appliesPreview === null
            ? []
            : [
                {
                  name: t('run.applies'),
                  value: (
                    <PageLink
                      to="/backends/$backend/runs/$run"
                      params={{ backend, run: String(run.appliesPreview) }}
                    >
                      {runName({ id: run.appliesPreview, kind: 'preview' }, t)}
                    </PageLink>
                  ),
                },
              ]),
          ...(run.message !== null && run.status !== 'failed'
            ? [{ name: t('run.summary'), value: <EngineText text={run.message} /> }]
            : []),
        ]}
      />
      <RunNotes notes={run.notes} />
      {run.counts.length > 0 && <PlanView run={run} search={search} />}
      {isOver && <RunTimes run={run} />}
    </Stack>
  );
}
