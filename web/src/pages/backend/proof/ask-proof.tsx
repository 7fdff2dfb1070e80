import { Button, Group, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, ask } from '../../../api/client.ts';
import { useProgress } from '../../../api/events.ts';
import { backendQuery } from '../../../api/queries.ts';
import type { Proof, ProofKind } from '../../../api/types.ts';
import { Dialog } from '../../../parts/dialog.tsx';
import { ProblemCard } from '../../../parts/problem-card.tsx';
import { useTexts } from '../../../texts/language.tsx';
import { StopProof } from './stop-proof.tsx';

interface Props {
  readonly backend: string;
  readonly kind: ProofKind;
  /** One that waits or runs. */
  readonly waiting: Proof | null;
}

/** The button that asks for a check; for a production backend it asks first. */
export function AskProof({ backend, kind, waiting }: Props) {
  const t = useTexts();
  const client = useQueryClient();
  const [isOpen, setOpen] = useState(false);
  const { data } = useQuery(backendQuery(backend));
  const request = useMutation({
    mutationFn: () =>
      ask(
        api.POST('/backends/{backend}/proofs', {
          params: { path: { backend } },
          body: { kind, confirm: true },
        }),
      ),
    onSuccess: async () => {
      setOpen(false);
      notifications.show({ message: t('proof.requested') });
      await client.invalidateQueries({ queryKey: ['backend', backend, 'proofs'] });
    },
  });
  const asksFirst = data?.environment === 'production' && kind !== 'orders';
  const close = () => {
    setOpen(false);
    request.reset();
  };
  return (
    <Group gap="sm">
      {request.isError && !isOpen && <ProblemCard error={request.error} title={t('backend.notRequested')} />}
      {waiting !== null && <Doing proof={waiting} />}
      {waiting !== null && <StopProof key={waiting.id} {...{ backend, proof: waiting }} />}
      <Button
        loading={request.isPending}
        disabled={waiting !== null || data === undefined}
        onClick={() => {
          if (asksFirst) setOpen(true);
          else request.mutate();
        }}
      >
        {t('proof.run')}
      </Button>
      <Dialog
        {...{ title: t('proof.confirmTitle'), isOpen, submit: t('proof.run') }}
        {...{ isBusy: request.isPending, error: request.error }}
        onClose={close}
        onSubmit={() => request.mutate()}
      >
        <Text>{t('proof.confirmText', { name: backend })}</Text>
      </Dialog>
    </Group>
  );
}

function Doing({ proof }: { readonly proof: Proof }) {
  const t = useTexts();
  const step = useProgress(proof.backendId).at(-1);
  const text =
    proof.state === 'asked'
      ? t('proof.waits')
      : proof.stopRequestedAt !== null
        ? t('proof.stopping')
        : step?.step === 'verifying'
          ? t('proof.verifying', { done: step.done, total: step.total })
          : t('proof.runs');
  return (
    <Text size="sm" c="dimmed" role="status">
      {text}
    </Text>
  );
}
