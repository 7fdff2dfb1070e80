import { Button, Code, Group, Stack, Text, Title } from '@mantine/core';
import type { ErrorComponentProps } from '@tanstack/react-router';
import { useQueryClient } from '@tanstack/react-query';
import { ApiProblem, Unreachable } from '../api/problem.ts';
import { LinkButton } from '../parts/links.tsx';
import { ProblemCard } from '../parts/problem-card.tsx';
import { useTexts } from '../texts/language.tsx';

/** There is nothing at this address. */
export function NotFoundPage() {
  const t = useTexts();
  return (
    <Stack gap="sm" maw={480} mx="auto" my={80} px="md">
      <Title order={1}>{t('states.notFoundTitle')}</Title>
      <Text c="dimmed">{t('states.notFoundText')}</Text>
      <Group>
        <LinkButton to="/">{t('states.toBackends')}</LinkButton>
      </Group>
    </Stack>
  );
}

/** A page failed: what the API or the network answered, or a fault of the page itself. */
export function CrashPage({ error, reset }: ErrorComponentProps) {
  const t = useTexts();
  const client = useQueryClient();
  if (error instanceof Unreachable || error instanceof ApiProblem) {
    const again = () => {
      void client.invalidateQueries().then(reset);
    };
    return (
      <Stack maw={640} mx="auto" my={80} px="md">
        <ProblemCard error={error} onRetry={again} />
      </Stack>
    );
  }
  return (
    <Stack gap="sm" maw={640} mx="auto" my={80} px="md" role="alert">
      <Title order={1}>{t('states.crashTitle')}</Title>
      <Text>{t('states.crashText')}</Text>
      <Code block>{error instanceof Error ? error.message : String(error)}</Code>
      <Group>
        <Button onClick={() => location.reload()}>{t('states.reload')}</Button>
      </Group>
    </Stack>
  );
}
