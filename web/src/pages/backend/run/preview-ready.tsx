import { Alert, Group } from '@mantine/core';
import { IconFileDiff } from '@tabler/icons-react';
import { useRouterState } from '@tanstack/react-router';
import type { Run } from '../../../api/types.ts';
import { LinkButton } from '../../../parts/links.tsx';
import { useTexts } from '../../../texts/language.tsx';

interface Props {
  readonly backend: string;
  /** The newest run. */
  readonly run: Run | null;
}

/** A preview is the newest run of a backend: leads to its plan, from every tab but those of runs. */
export function PreviewReady({ backend, run }: Props) {
  const t = useTexts();
  const path = useRouterState({ select: ({ location }) => location.pathname });
  const isPlan = run?.kind === 'preview' && (run.status === 'done' || run.status === 'partial');
  if (!isPlan || path.includes('/runs')) return null;
  return (
    <Alert
      {...{ color: 'blue', role: 'status', icon: <IconFileDiff aria-hidden /> }}
      title={t('run.readyTitle', { n: run.changes ?? 0 })}
    >
      <Group>
        <LinkButton
          {...{ variant: 'default', size: 'xs', to: '/backends/$backend/runs/$run' }}
          params={{ backend, run: String(run.id) }}
        >
          {t('run.readPlan')}
        </LinkButton>
      </Group>
    </Alert>
  );
}
