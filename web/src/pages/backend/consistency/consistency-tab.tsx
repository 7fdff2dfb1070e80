import { Button, Group, Stack, Text } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { agreementsQuery, rowsQuery } from '../../../api/queries-rows.ts';
import { useMay } from '../../../api/session.ts';
import { ProblemCard } from '../../../parts/problem-card.tsx';
import { QueryView } from '../../../parts/query-view.tsx';
import { Section } from '../../../parts/section.tsx';
import { When } from '../../../parts/when.tsx';
import { useTexts } from '../../../texts/language.tsx';
import { NeverRead } from '../rows/nothing.tsx';
import { AlignDialog } from './align-dialog.tsx';
import { PointCard } from './point-card.tsx';
import { pointsOf, type Point } from './points.ts';
import classes from './consistency.module.css';

const route = getRouteApi('/shell/backends/$backend/consistency');

/** The points on which both sides should agree before they can calculate the same. */
export function ConsistencyTab() {
  const t = useTexts();
  const { backend } = route.useParams();
  const { operate } = useMay();
  const [aligned, setAligned] = useState<Point | null>(null);
  const rows = useInfiniteQuery(rowsQuery(backend, { type: 'check' }));
  // Both servers are asked when somebody wants to know, and not when the tab is opened.
  const asked = useQuery({ ...agreementsQuery(backend), enabled: false });
  return (
    <Stack gap="md">
      <Group justify="space-between" gap="sm">
        <Text c="dimmed" maw="44rem">
          {t('consistency.intro')}
        </Text>
        <Group gap="sm">
          {asked.data !== undefined && (
            <Text size="sm" c="dimmed">
              {t('consistency.checked')} <When at={asked.data.at} />
            </Text>
          )}
          <Button variant="default" loading={asked.isFetching} onClick={() => void asked.refetch()}>
            {t('consistency.checkNow')}
          </Button>
        </Group>
      </Group>
      {asked.isError && <ProblemCard error={asked.error} title={t('consistency.notChecked')} />}
      <QueryView query={rows}>
        {({ pages }) => {
          const points = pointsOf(
            pages.flatMap((page) => page.items),
            asked.data?.items,
          );
          if (points.length === 0) return <NeverRead />;
          const open = points.filter(({ status }) => status !== 'in_sync');
          const agreed = points.filter(({ status }) => status === 'in_sync');
          return (
            <>
              <Part
                title={t('consistency.open', { n: open.length })}
                points={open}
                onAlign={operate ? setAligned : null}
              />
              <Part title={t('consistency.agreed', { n: agreed.length })} points={agreed} onAlign={null} />
            </>
          );
        }}
      </QueryView>
      {aligned !== null && <AlignDialog {...{ backend, point: aligned }} onClose={() => setAligned(null)} />}
    </Stack>
  );
}

interface PartProps {
  readonly title: string;
  readonly points: readonly Point[];
  readonly onAlign: ((point: Point) => void) | null;
}

function Part({ title, points, onAlign }: PartProps) {
  if (points.length === 0) return null;
  return (
    <Section title={title}>
      <ul className={classes['points']}>
        {points.map((point) => (
          <li key={point.key}>
            <PointCard {...{ point, onAlign }} />
          </li>
        ))}
      </ul>
    </Section>
  );
}
