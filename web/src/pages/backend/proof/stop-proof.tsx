import { Button, Text } from '@mantine/core';
import { IconPlayerStop } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, ask } from '../../../api/client.ts';
import type { Proof } from '../../../api/types.ts';
import { Dialog } from '../../../parts/dialog.tsx';
import { useTexts } from '../../../texts/language.tsx';

interface Props {
  readonly backend: string;
  /** One that waits or runs. */
  readonly proof: Proof;
}

/** Stops a check that waits or is under way, after asking once more. */
export function StopProof({ backend, proof }: Props) {
  const t = useTexts();
  const client = useQueryClient();
  const [isAsking, setAsking] = useState(false);
  const stop = useMutation({
    mutationFn: () => ask(api.POST('/proofs/{proof}/stop', { params: { path: { proof: proof.id } } })),
    onSuccess: () => setAsking(false),
    // Also where it was refused: the check has ended meanwhile.
    onSettled: () => client.invalidateQueries({ queryKey: ['backend', backend, 'proofs'] }),
  });
  const close = () => {
    setAsking(false);
    stop.reset();
  };
  const isStopping = proof.stopRequestedAt !== null;
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
        {...{ title: t('proof.stopTitle'), submit: t('run.stop') }}
        {...{ isBusy: stop.isPending, error: stop.error }}
      >
        <Text size="sm">{t('proof.stopText')}</Text>
      </Dialog>
    </>
  );
}
