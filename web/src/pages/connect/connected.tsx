import { Button, Group, Stack, Text, ThemeIcon, Title } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useRequestRun } from '../../api/request-run.ts';
import type { Backend } from '../../api/types.ts';
import { LinkButton } from '../../parts/links.tsx';
import { ProblemCard } from '../../parts/problem-card.tsx';
import { useTexts } from '../../texts/language.tsx';
import { useFreshPreview } from '../backend/run/use-fresh-preview.ts';

/** Both sides are connected: first a preview, which writes nothing, or the sync at once. */
export function Connected({ backend }: { readonly backend: Backend }) {
  const t = useTexts();
  const navigate = useNavigate();
  const request = useRequestRun(backend.name);
  const preview = useFreshPreview(backend.name);
  const sync = () => {
    request.mutate('sync', {
      onSuccess: () => void navigate({ to: '/backends/$backend', params: { backend: backend.name } }),
    });
  };
  const error = request.error ?? preview.error;
  return (
    <Stack align="flex-start" maw={560}>
      <Group gap="sm">
        <ThemeIcon radius="xl" size={36} color="green.8" aria-hidden>
          <IconCheck size={20} />
        </ThemeIcon>
        <Title order={2}>{t('connect.doneTitle', { name: backend.name })}</Title>
      </Group>
      <Text>{t('connect.doneText')}</Text>
      {error !== null && <ProblemCard error={error} title={null} />}
      <Group>
        <Button onClick={preview.start} loading={preview.isPending}>
          {t('connect.firstPreview')}
        </Button>
        <Button variant="default" onClick={sync} disabled={request.isPending || preview.isPending}>
          {t('common.sync')}
        </Button>
        <LinkButton variant="subtle" to="/backends/$backend" params={{ backend: backend.name }}>
          {t('connect.toBackend')}
        </LinkButton>
      </Group>
    </Stack>
  );
}
