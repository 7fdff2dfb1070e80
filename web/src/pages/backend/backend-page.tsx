import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { backendQuery } from '../../api/queries.ts';
import { useRequestRun } from '../../api/request-run.ts';
import { useMay } from '../../api/session.ts';
import { Facts } from '../../parts/facts.tsx';
import { LoadingPage } from '../../parts/loading.tsx';
import { PageHeader } from '../../parts/page-header.tsx';
import { ProblemCard } from '../../parts/problem-card.tsx';
import { Section } from '../../parts/section.tsx';
import { useTexts } from '../../texts/language.tsx';

const route = getRouteApi('/shell/backends/$backend');

/** A backend: what it pairs, and the buttons that sync it. */
export function BackendPage() {
  const t = useTexts();
  const { backend: name } = route.useParams();
  const { data, error, refetch } = useQuery(backendQuery(name));
  const { operate } = useMay();
  const request = useRequestRun(name);
  if (error !== null) return <ProblemCard error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <LoadingPage />;
  return (
    <>
      <PageHeader
        title={data.name}
        actions={
          operate && (
            <>
              <Button variant="default" onClick={() => request.mutate('preview')}>
                {t('common.preview')}
              </Button>
              <Button onClick={() => request.mutate('sync')}>{t('common.sync')}</Button>
            </>
          )
        }
      />
      {request.isError && <ProblemCard error={request.error} />}
      <Section>
        <Facts
          items={[
            { name: t('home.store'), value: data.storeUrl },
            { name: t('home.odoo'), value: data.odooUrl },
          ]}
        />
      </Section>
    </>
  );
}
