import { Group, Stack, Text } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { listsQuery, rowsQuery } from '../../../api/queries-rows.ts';
import { runsQuery } from '../../../api/queries-runs.ts';
import type { Row } from '../../../api/types.ts';
import { domainName } from '../../../parts/domains.ts';
import { LinkButton } from '../../../parts/links.tsx';
import { QueryView } from '../../../parts/query-view.tsx';
import { Section } from '../../../parts/section.tsx';
import { useTexts } from '../../../texts/language.tsx';
import { NeverRead } from '../rows/nothing.tsx';
import { sentence } from '../rows/why.ts';
import { EngineText } from '../../../parts/engine-text.tsx';
import { domainStates } from './domain-states.ts';
import { DomainTable } from './domain-table.tsx';
import { Limitations } from './limitations.tsx';
import { RunsChart } from './runs-chart.tsx';
import classes from './overview.module.css';

const route = getRouteApi('/shell/backends/$backend/');
/** Items to review that are named here. */
const NAMED = 3;

/** What is in sync and what is not, what waits for a person, and how the last syncs went. */
export function OverviewTab() {
  const t = useTexts();
  const { backend } = route.useParams();
  const lists = useQuery(listsQuery(backend));
  const waiting = useInfiniteQuery(rowsQuery(backend, { type: 'review', status: ['review'] }));
  const runs = useInfiniteQuery(runsQuery(backend, { kind: 'sync' }));
  const items = waiting.data?.pages[0]?.items ?? [];
  return (
    <Stack gap="md">
      <QueryView query={lists}>
        {(all) =>
          all.every(({ run }) => run === null) ? (
            <NeverRead />
          ) : (
            <DomainTable backend={backend} states={domainStates(all, items)} lists={all} />
          )
        }
      </QueryView>
      {items.length > 0 && <Waiting {...{ backend, items, total: waiting.data?.pages[0]?.total ?? 0 }} />}
      <Limitations backend={backend} />
      <QueryView query={runs} loading={null}>
        {({ pages }) => {
          const all = pages.flatMap((page) => page.items);
          return all.length === 0 ? null : (
            <Section title={t('overview.runs')}>
              <RunsChart backend={backend} runs={all} />
            </Section>
          );
        }}
      </QueryView>
    </Stack>
  );
}

interface WaitingProps {
  readonly backend: string;
  readonly items: readonly Row[];
  readonly total: number;
}

/** The first items that wait for a person. */
function Waiting({ backend, items, total }: WaitingProps) {
  const t = useTexts();
  return (
    <Section title={t('overview.waiting', { n: total })}>
      <ul className={classes['items']}>
        {items.slice(0, NAMED).map((row) => (
          <li key={row.key}>
            <Text size="sm" fw={600} component="span">
              {row.label}
            </Text>{' '}
            <Text size="sm" c="dimmed" component="span">
              {domainName(row.domain, t)}. <EngineText text={sentence(row.reason || row.remedy)} />
            </Text>
          </li>
        ))}
      </ul>
      <Group mt="md">
        <LinkButton {...{ to: '/backends/$backend/review', params: { backend }, variant: 'light' }}>
          {t('overview.toReview')}
        </LinkButton>
      </Group>
    </Section>
  );
}
