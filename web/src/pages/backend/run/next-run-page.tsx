import { Group, Loader, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useEffect } from 'react';
import { newestRunQuery } from '../../../api/queries-runs.ts';
import { ProblemCard } from '../../../parts/problem-card.tsx';
import { Section } from '../../../parts/section.tsx';
import { useTexts } from '../../../texts/language.tsx';

const route = getRouteApi('/shell/backends/$backend/runs/next');

/** A run was requested and has not begun: waits for it and leads to it. */
export function NextRunPage() {
  const t = useTexts();
  const { backend } = route.useParams();
  const { after, kind } = route.useSearch();
  const navigate = useNavigate();
  const { data, error, refetch } = useQuery(newestRunQuery(backend, kind));
  const run = data !== undefined && data !== null && data.id > after ? data.id : null;
  useEffect(() => {
    if (run === null) return;
    void navigate({
      to: '/backends/$backend/runs/$run',
      params: { backend, run: String(run) },
      replace: true,
    });
  }, [run, backend, navigate]);
  if (error !== null) return <ProblemCard error={error} onRetry={() => void refetch()} />;
  return (
    <Section>
      <Group gap="sm" role="status">
        <Loader size="sm" />
        <Text>{t(kind === 'preview' ? 'run.waitingPreview' : 'run.waitingSync')}</Text>
      </Group>
    </Section>
  );
}
