import { Button, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, ask } from '../../../api/client.ts';
import { runQuery } from '../../../api/queries-runs.ts';
import { requestKey } from '../../../api/request-run.ts';
import type { RunDetails } from '../../../api/types.ts';
import { Dialog } from '../../../parts/dialog.tsx';
import { useTexts } from '../../../texts/language.tsx';
import { runName } from './kinds.ts';

interface Props {
  readonly backend: string;
  readonly run: RunDetails;
}

/** Apply or discard: of a preview that is open, for those who may. Both ask once more. */
export function Decision({ backend, run }: Props) {
  const t = useTexts();
  const client = useQueryClient();
  const [asked, setAsked] = useState<'apply' | 'discard' | null>(null);
  const path = { params: { path: { run: run.id } } };
  const settled = async () => {
    setAsked(null);
    await client.invalidateQueries({ queryKey: runQuery(run.id).queryKey });
  };
  const apply = useMutation({
    mutationFn: () =>
      ask(
        api.POST('/runs/{run}/apply', {
          params: { ...path.params, header: { 'Idempotency-Key': requestKey() } },
        }),
      ),
    onSuccess: async () => {
      notifications.show({ message: t('run.applyRequested', { name: backend }) });
      await settled();
      await client.invalidateQueries({ queryKey: ['status'] });
    },
  });
  const discard = useMutation({
    mutationFn: () => ask(api.POST('/runs/{run}/discard', path)),
    onSuccess: settled,
  });
  if (run.preview?.state !== 'open' || run.status === 'running' || run.status === 'failed') return null;
  const n = run.changes ?? 0;
  const close = () => {
    setAsked(null);
    apply.reset();
    discard.reset();
  };
  return (
    <>
      <Button variant="default" onClick={() => setAsked('discard')}>
        {t('run.discard')}
      </Button>
      <Button onClick={() => setAsked('apply')}>{t('run.apply', { n })}</Button>
      <Dialog
        {...{
          isOpen: asked === 'apply',
          onClose: close,
          title: t('run.applyTitle', { name: runName(run, t) }),
        }}
        {...{ submit: t('run.apply', { n }), isBusy: apply.isPending, error: apply.error }}
        onSubmit={() => apply.mutate()}
      >
        <Text size="sm">{t('run.applyText', { name: backend })}</Text>
      </Dialog>
      <Dialog
        {...{ isOpen: asked === 'discard', onClose: close, isDangerous: true }}
        {...{ title: t('run.discardTitle', { name: runName(run, t) }), submit: t('run.discard') }}
        {...{ isBusy: discard.isPending, error: discard.error, onSubmit: () => discard.mutate() }}
      >
        <Text size="sm">{t('run.discardText')}</Text>
      </Dialog>
    </>
  );
}
