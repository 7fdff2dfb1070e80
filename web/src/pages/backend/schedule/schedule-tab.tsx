import { Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { statusQuery } from '../../../api/queries.ts';
import { QueryView } from '../../../parts/query-view.tsx';
import { useTexts } from '../../../texts/language.tsx';
import { ScheduleCard } from './schedule-card.tsx';

const route = getRouteApi('/shell/backends/$backend/schedule');

/** When the backend is synced, or looked at, by itself. */
export function ScheduleTab() {
  const t = useTexts();
  const { backend } = route.useParams();
  const statuses = useQuery(statusQuery);
  return (
    <QueryView query={statuses}>
      {(items) => {
        const found = items.find(({ backend: { id, name } }) => name === backend || id === backend);
        const of = (kind: 'sync' | 'check') => found?.schedules.find((each) => each.kind === kind) ?? null;
        return (
          <Stack gap="md">
            <Text c="dimmed" size="sm">
              {t('schedule.intro')}
            </Text>
            <ScheduleCard {...{ backend, kind: 'sync', schedule: of('sync') }} />
            <ScheduleCard {...{ backend, kind: 'check', schedule: of('check') }} />
          </Stack>
        );
      }}
    </QueryView>
  );
}
