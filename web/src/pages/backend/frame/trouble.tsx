import { Alert, Stack, Text } from '@mantine/core';
import { IconAlertTriangle, IconInfoCircle } from '@tabler/icons-react';
import { useTexts } from '../../../texts/language.tsx';
import type { Card } from '../../home/card-state.ts';
import { wasStopped } from '../../../parts/was-stopped.ts';
import { sentence } from '../rows/why.ts';
import { EngineText, Remedy } from '../../../parts/engine-text.tsx';

/** What is wrong with a backend as a whole, and what to do: a server that does not answer, a run that failed. */
export function Trouble({ card: { status } }: { readonly card: Card }) {
  const t = useTexts();
  const run = status?.lastRun ?? null;
  const odoo = status?.odoo ?? null;
  if (odoo?.state === 'away')
    return (
      <Message title={t('backend.odooAwayTitle')} text={odoo.message} hint={t('backend.odooAwayText')} />
    );
  if (run !== null && wasStopped(run))
    return (
      <Message
        isQuiet
        {...{ title: t('backend.stoppedTitle'), text: run.message, hint: run.problem?.hint ?? null }}
      />
    );
  if (run?.status === 'failed')
    return (
      <Message
        {...{ title: t('backend.failedTitle'), text: run.message }}
        hint={run.problem?.hint ?? t('backend.failedHint')}
      />
    );
  if (run === null || run.problem === null) return null;
  return <Message {...{ title: t('backend.partlyTitle'), text: run.message, hint: run.problem.hint }} />;
}

interface Props {
  readonly title: string;
  readonly text: string | null;
  readonly hint: string | null;
  /** Nothing is wrong. */
  readonly isQuiet?: boolean;
}

function Message({ title, text, hint, isQuiet = false }: Props) {
  return (
    <Alert
      {...{ color: isQuiet ? 'blue' : 'red', title, role: 'status' }}
      icon={isQuiet ? <IconInfoCircle aria-hidden /> : <IconAlertTriangle aria-hidden />}
    >
      <Stack gap={4}>
        {text !== null && (
          <Text size="sm">
            <EngineText text={sentence(text)} />
          </Text>
        )}
        {hint !== null && (
          <Text size="sm">
            <Remedy hint={hint} />
          </Text>
        )}
      </Stack>
    </Alert>
  );
}
