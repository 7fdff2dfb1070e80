import { Badge, Button, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Outlet } from '@tanstack/react-router';
import { backendQuery, statusQuery } from '../../api/queries.ts';
import { useRequestRun } from '../../api/request-run.ts';
import { useMay } from '../../api/session.ts';
import { LoadingPage } from '../../parts/loading.tsx';
import { PageHeader } from '../../parts/page-header.tsx';
import { ProblemCard } from '../../parts/problem-card.tsx';
import { useTexts } from '../../texts/language.tsx';
import { cardsOf } from '../home/card-state.ts';
import { StateBadge } from '../home/state-badge.tsx';
import { LiveRun } from './frame/live-run.tsx';
import { Sides } from './frame/sides.tsx';
import { TabBar } from './frame/tab-bar.tsx';
import { Trouble } from './frame/trouble.tsx';
import { PreviewReady } from './run/preview-ready.tsx';
import { useFreshPreview } from './run/use-fresh-preview.ts';

const route = getRouteApi('/shell/backends/$backend');

/** A backend: how it is, the buttons that sync it, and its tabs. */
export function BackendPage() {
  const t = useTexts();
  const { backend: name } = route.useParams();
  const { data, error, refetch } = useQuery(backendQuery(name));
  const statuses = useQuery(statusQuery);
  const { operate } = useMay();
  const request = useRequestRun(name);
  const preview = useFreshPreview(name);
  if (data === undefined)
    return error === null ? <LoadingPage /> : <ProblemCard error={error} onRetry={() => void refetch()} />;
  const failure = request.error ?? preview.error;
  const [card] = cardsOf([data], statuses.data ?? []);
  if (card === undefined) return <LoadingPage />;
  return (
    <Stack gap="md">
      <PageHeader
        isTight
        title={data.name}
        beside={
          <>
            {statuses.data !== undefined && <StateBadge card={card} />}
            <Badge
              variant="light"
              color={data.environment === 'staging' ? 'orange' : 'gray'}
              radius="sm"
              tt="none"
            >
              {t(data.environment === 'staging' ? 'common.staging' : 'common.production')}
            </Badge>
          </>
        }
        actions={
          operate && (
            <>
              <Button variant="default" loading={preview.isPending} onClick={preview.start}>
                {t('common.preview')}
              </Button>
              <Button loading={request.isPending} onClick={() => request.mutate('sync')}>
                {t('common.sync')}
              </Button>
            </>
          )
        }
      />
      <Sides card={card} />
      {failure !== null && <ProblemCard error={failure} title={t('backend.notRequested')} />}
      <LiveRun card={card} />
      <Trouble card={card} />
      <PreviewReady backend={name} run={card.status?.lastRun ?? null} />
      <TabBar backend={name} review={card.status?.review ?? 0} />
      <Outlet />
    </Stack>
  );
}
