import { Button, Text } from '@mantine/core';
import { IconPlayerStop } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, ask } from '../../../api/client.ts';
import { runQuery } from '../../../api/queries-runs.ts';
import { useMay } from '../../../api/session.ts';
import type { Run } from '../../../api/types.ts';
import { Dialog } from '../../../parts/dialog.tsx';
import { useTexts } from '../../../texts/language.tsx';
import { runName } from './kinds.ts';

/** Stops a run that is under way, for those who may, after asking once more. */
export function StopRun({ run }: { readonly run: Run }) {
  const t = useTexts();
  const client = useQueryClient();
  const { operate } = useMay();
  const [isAsking, setAsking] = useState(false);
  const stop = useMutation({
    mutationFn: () => ask(api.POST('/runs/{run}/stop', { params: { path: { run: run.id } } })),
    onSuccess: () => setAsking(false),
    // Also where it was refused: the run has ended meanwhile.
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: runQuery(run.id).queryKey }),
        client.invalidateQueries({ queryKey: ['status'] }),
      ]),
  });
  if (!operate || run.status !== 'running') return null;
  const close = () => {
    setAsking(false);
    stop.reset();
  };
  const isStopping = run.stopRequestedAt !== null;
  return (
    <>
      <Button
        {...{ variant: 'default', disabled: isStopping, onClick: () => setAsking(true) }}
        leftSection={<IconPlayerStop size={16} aria-hidden />}
      >
        {t(isStopping ? 'run.stopping' : 'run.stop')}
      </Button>
      <Dialog
        {...{ isOpen: isAsking, onClose: close, isDangerous: true, onSubmit: () => stop.mutate() }}
        {...{ title: t('run.stopTitle', { name: runName(run, t) }), submit: t('run.stop') }}
        {...{ isBusy: stop.isPending, error: stop.error }}
      >
        <Text size="sm">{t(run.kind === 'preview' ? 'run.stopPreviewText' : 'run.stopText')}</Text>
      </Dialog>
    </>
  );
}
