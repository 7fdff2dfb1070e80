import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, ask } from '../../api/client.ts';
import { ApiProblem } from '../../api/problem.ts';
import type { Backend } from '../../api/types.ts';
import { Facts } from '../../parts/facts.tsx';
import { ProblemCard } from '../../parts/problem-card.tsx';
import { useTexts } from '../../texts/language.tsx';
import { newBackend, type Draft } from './draft.ts';

/** Odoo has what another installation made for this store: to go on with it is a decision. */
const TAKE_OVER = new Set(['backend.take_over', 'backend.take_over_or_new']);

interface Props {
  readonly draft: Draft;
  readonly onConnected: (backend: Backend) => void;
}

/** What will be paired, and the button that does it. */
export function FinishStep({ draft, onConnected }: Props) {
  const t = useTexts();
  const client = useQueryClient();
  const connect = useMutation({
    mutationFn: (takeOver: boolean | undefined) =>
      ask(api.POST('/backends', { body: newBackend(draft, takeOver) })),
    onSuccess: async (backend) => {
      await client.invalidateQueries({ queryKey: ['backends'] });
      onConnected(backend);
    },
  });
  const company = draft.signIn?.companies.find(({ id }) => id === draft.companyId)?.name;
  const { error } = connect;
  const mayTakeOver = error instanceof ApiProblem && TAKE_OVER.has(error.code);
  return (
    <Stack>
      <Facts
        items={[
          { name: t('connect.name'), value: draft.name },
          { name: t('home.store'), value: draft.store?.url },
          { name: t('home.odoo'), value: `${draft.odoo?.url ?? ''} · ${draft.database}` },
          { name: t('connect.company'), value: company },
        ]}
      />
      <Text size="sm" c="dimmed">
        {t('connect.finishText')}
      </Text>
      {mayTakeOver ? (
        <Alert color="yellow" role="alert" title={t('connect.takeOverTitle')}>
          <Stack gap="sm">
            <Text size="sm">{error.message}</Text>
            <Text size="sm">{t('connect.takeOverText')}</Text>
            <Group>
              <Button size="xs" onClick={() => connect.mutate(true)} loading={connect.isPending}>
                {t('connect.takeOver')}
              </Button>
              {error.code === 'backend.take_over_or_new' && (
                <Button size="xs" variant="default" onClick={() => connect.mutate(false)}>
                  {t('connect.takeOverNot')}
                </Button>
              )}
            </Group>
          </Stack>
        </Alert>
      ) : (
        error !== null && <ProblemCard error={error} title={t('connect.failedTitle')} />
      )}
      <Group>
        <Button
          onClick={() => connect.mutate(undefined)}
          loading={connect.isPending}
          disabled={draft.name.trim() === ''}
        >
          {t('connect.finish')}
        </Button>
      </Group>
    </Stack>
  );
}
