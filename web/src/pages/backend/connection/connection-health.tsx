import { Button, SimpleGrid, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { api, ask } from '../../../api/client.ts';
import type { components } from '../../../api/schema.ts';
import { useMay } from '../../../api/session.ts';
import { ProblemCard } from '../../../parts/problem-card.tsx';
import { Section } from '../../../parts/section.tsx';
import { StatusBadge } from '../../../parts/status-badge.tsx';
import { useTexts } from '../../../texts/language.tsx';
import { Remedy } from '../../../parts/engine-text.tsx';

type ConnectionTest = components['schemas']['ConnectionTest'];

/** Whether both sides answer and take the stored sign-in, asked now. */
export function ConnectionHealth({ backend }: { readonly backend: string }) {
  const t = useTexts();
  const { operate } = useMay();
  const test = useMutation({
    mutationFn: () => ask(api.POST('/backends/{backend}/test', { params: { path: { backend } } })),
  });
  if (!operate) return null;
  return (
    <Section
      title={t('connection.health')}
      actions={
        <Button variant="default" size="xs" loading={test.isPending} onClick={() => test.mutate()}>
          {t('connection.testNow')}
        </Button>
      }
    >
      <Stack gap="sm" role="status">
        {test.error !== null && <ProblemCard error={test.error} title={null} />}
        {test.data === undefined ? (
          <Text size="sm" c="dimmed">
            {t('connection.healthText')}
          </Text>
        ) : (
          <Answers test={test.data} />
        )}
      </Stack>
    </Section>
  );
}

function Answers({ test: { app, odoo, store } }: { readonly test: ConnectionTest }) {
  const t = useTexts();
  return (
    <SimpleGrid cols={{ base: 1, md: 3 }} spacing="md">
      <Side name={t('home.store')} product="WooCommerce" side={store} />
      <Side name={t('home.odoo')} product="Odoo" side={odoo} />
      {app !== null && (
        <div>
          <Text size="sm" fw={600}>
            {t('connection.app')}
          </Text>
          <AppState app={app} />
        </div>
      )}
    </SimpleGrid>
  );
}

interface SideProps {
  readonly name: string;
  readonly product: string;
  readonly side: ConnectionTest['store'];
}

function Side({ name, product, side: { code, hint, message, ok, version } }: SideProps) {
  const t = useTexts();
  return (
    <div>
      <Text size="sm" fw={600}>
        {name}
      </Text>
      <StatusBadge
        plain
        tone={ok ? 'good' : 'bad'}
        text={
          ok ? (version === null ? t('home.healthy') : `${product} ${version}`) : t('connection.notConnected')
        }
      />
      {!ok && (
        <>
          <Text size="sm">{message}</Text>
          {hint !== null && (
            <Text size="sm">
              <Remedy hint={hint} />
            </Text>
          )}
          {code !== null && (
            <Text size="xs" c="dimmed">
              {t('common.code', { code })}
            </Text>
          )}
        </>
      )}
    </div>
  );
}

function AppState({ app }: { readonly app: NonNullable<ConnectionTest['app']> }) {
  const t = useTexts();
  const version = app.version ?? '';
  if (app.state === 'ready' && app.current)
    return <StatusBadge plain tone="good" text={t('connection.appCurrent', { version })} />;
  if (app.state === 'ready')
    return (
      <>
        <StatusBadge plain tone="attention" text={t('connection.appOld', { version })} />
        <Text size="sm">{t('connection.appOldText')}</Text>
      </>
    );
  return (
    <>
      <StatusBadge plain tone="attention" text={t('home.odooNoApp')} />
      <Text size="sm">{t(app.state === 'denied' ? 'connection.appDenied' : 'connection.appAbsent')}</Text>
    </>
  );
}
