import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { ApiProblem, Unreachable } from '../api/problem.ts';
import { useTexts } from '../texts/language.tsx';
import { EngineText, Remedy } from './engine-text.tsx';

interface Props {
  readonly error: Error;
  /** What it is about; absent: that something could not be loaded. Null: no title. */
  readonly title?: string | null;
  readonly onRetry?: (() => void) | undefined;
}

/** An error with what to do about it. Every error of the page is shown by this part. */
export function ProblemCard({ error, title, onRetry }: Props) {
  const t = useTexts();
  const isAway = error instanceof Unreachable;
  const hint = isAway ? t('states.unreachableHint') : error instanceof ApiProblem ? error.hint : null;
  return (
    <Alert
      color="red"
      role="alert"
      icon={<IconAlertTriangle aria-hidden />}
      title={title === null ? undefined : (title ?? t('states.failedTitle'))}
    >
      <Stack gap="xs">
        <Text size="sm">{isAway ? t('states.unreachable') : <EngineText text={error.message} />}</Text>
        {hint !== null && (
          <Text size="sm">
            <Remedy hint={hint} />
          </Text>
        )}
        {error instanceof ApiProblem && (
          <Text size="xs" c="dimmed">
            {t('common.code', { code: error.code })}
          </Text>
        )}
        {onRetry !== undefined && (
          <Group>
            <Button variant="default" size="xs" onClick={onRetry}>
              {t('common.retry')}
            </Button>
          </Group>
        )}
      </Stack>
    </Alert>
  );
}
