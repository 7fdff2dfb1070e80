import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck, IconInfoCircle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useMay } from '../../../api/session.ts';
import type { RunDetails } from '../../../api/types.ts';
import { LinkButton } from '../../../parts/links.tsx';
import { useTexts } from '../../../texts/language.tsx';
import { wasStopped } from '../../../parts/was-stopped.ts';
import { EngineText, Remedy } from '../../../parts/engine-text.tsx';
import { useFreshPreview } from './use-fresh-preview.ts';

interface Props {
  readonly backend: string;
  readonly run: RunDetails;
}

/** What stands above the changes: what the reader can expect of them, or why there are none. */
export function RunState({ backend, run }: Props) {
  const t = useTexts();
  const { preview, problem, status } = run;
  if (status === 'running')
    return (
      <Notice title={t(run.kind === 'preview' ? 'run.planning' : 'run.applying')}>{t('run.liveText')}</Notice>
    );
  if (wasStopped(run))
    return (
      <Notice title={t('run.stoppedTitle')}>
        <Problem message={run.message ?? ''} hint={problem?.hint ?? null} code={null} />
      </Notice>
    );
  if (status === 'failed')
    return (
      <Notice isBad title={t('run.failedTitle')}>
        <Problem message={run.message ?? ''} hint={problem?.hint ?? null} code={problem?.code ?? null} />
        {run.appliesPreview !== null && <Again backend={backend} />}
      </Notice>
    );
  if (preview === null) return null;
  const { appliedRun } = preview;
  switch (preview.state) {
    case 'open':
      return (
        <Notice title={t(run.changes === 0 ? 'run.nothingTitle' : 'run.openTitle', { n: run.changes ?? 0 })}>
          <Text size="sm">{t('run.openText')}</Text>
          {preview.problem !== null && (
            <>
              <Text size="sm" fw={600}>
                {t('run.triedTitle')}
              </Text>
              <Problem {...preview.problem} />
            </>
          )}
        </Notice>
      );
    case 'asked':
      return <Notice title={t('run.askedTitle')}>{t('run.askedText')}</Notice>;
    case 'applied':
      return (
        <Notice isGood title={t('run.appliedTitle')}>
          {appliedRun !== null && <ToRun backend={backend} run={appliedRun} text={t('run.toApplied')} />}
        </Notice>
      );
    case 'refused':
      return (
        <Notice isBad title={t('run.refusedTitle')}>
          {preview.problem !== null && <Problem {...preview.problem} />}
          <Again backend={backend} />
        </Notice>
      );
    case 'discarded':
      return <Notice title={t('run.discardedTitle')}>{t('run.discardedText')}</Notice>;
  }
}

interface NoticeProps {
  readonly title: string;
  readonly isBad?: boolean;
  readonly isGood?: boolean;
  readonly children: ReactNode;
}

function Notice({ title, isBad = false, isGood = false, children }: NoticeProps) {
  const Picture = isBad ? IconAlertTriangle : isGood ? IconCircleCheck : IconInfoCircle;
  return (
    <Alert
      {...{ title, color: isBad ? 'red' : isGood ? 'green' : 'blue', icon: <Picture aria-hidden /> }}
      role={isBad ? 'alert' : 'status'}
    >
      <Stack gap="xs">{children}</Stack>
    </Alert>
  );
}

interface ProblemProps {
  readonly message: string;
  readonly hint: string | null;
  readonly code: string | null;
}

function Problem({ message, hint, code }: ProblemProps) {
  const t = useTexts();
  return (
    <>
      {message.split('\n').map((line) => (
        <Text key={line} size="sm">
          <EngineText text={line} />
        </Text>
      ))}
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
  );
}

function ToRun({
  backend,
  run,
  text,
}: {
  readonly backend: string;
  readonly run: number;
  readonly text: string;
}) {
  return (
    <Group>
      <LinkButton
        {...{ variant: 'default', size: 'xs', to: '/backends/$backend/runs/$run' }}
        params={{ backend, run: String(run) }}
      >
        {text}
      </LinkButton>
    </Group>
  );
}

/** A preview of the situation as it is now. */
function Again({ backend }: { readonly backend: string }) {
  const t = useTexts();
  const { operate } = useMay();
  const fresh = useFreshPreview(backend);
  if (!operate) return null;
  return (
    <Group>
      <Button size="xs" loading={fresh.isPending} onClick={fresh.start}>
        {t('run.newPreview')}
      </Button>
    </Group>
  );
}
