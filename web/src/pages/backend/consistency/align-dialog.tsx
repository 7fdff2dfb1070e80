import { Text, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, ask } from '../../../api/client.ts';
import { agreementsQuery, rowsKey } from '../../../api/queries-rows.ts';
import { Dialog } from '../../../parts/dialog.tsx';
import { PasswordField } from '../../../parts/password-field.tsx';
import { ProblemCard } from '../../../parts/problem-card.tsx';
import { LoadingPage } from '../../../parts/loading.tsx';
import { useTexts } from '../../../texts/language.tsx';
import { Differences } from '../rows/differences.tsx';
import type { Point } from './points.ts';

interface Props {
  readonly backend: string;
  readonly point: Point;
  readonly onClose: () => void;
}

/** Makes Odoo agree on one point by one write, as an administrator of Odoo who signs in for this request alone. */
export function AlignDialog({ backend, point, onClose }: Props) {
  const t = useTexts();
  const client = useQueryClient();
  const [login, setLogin] = useState('');
  const [secret, setSecret] = useState('');
  // What would be written is asked of both servers, and sent back: another value is refused.
  const now = useQuery({ ...agreementsQuery(backend), staleTime: 0 });
  const align = now.data?.items.find(({ key }) => key === point.key)?.align ?? null;
  const request = useMutation({
    // The sign-in is one of Odoo: where it is wrong, nobody is signed out here.
    meta: { signsIn: true },
    mutationFn: (to: string) =>
      ask(
        api.POST('/backends/{backend}/agreements/{key}/align', {
          params: { path: { backend, key: point.key } },
          body: { to, login, secret },
        }),
      ),
    onSuccess: async () => {
      notifications.show({ message: t('consistency.aligned', { topic: point.topic }) });
      onClose();
      await Promise.all([
        client.invalidateQueries({ queryKey: rowsKey(backend) }),
        client.refetchQueries({ queryKey: agreementsQuery(backend).queryKey }),
      ]);
    },
  });
  const isKnown = now.data !== undefined && !now.isFetching;
  return (
    <Dialog
      {...{ isOpen: true, onClose, title: t('consistency.alignTitle', { topic: point.topic }) }}
      {...{ submit: t('consistency.alignSubmit'), isBusy: request.isPending, error: request.error }}
      isDisabled={align === null || now.isFetching}
      onSubmit={() => {
        if (align !== null && !request.isPending) request.mutate(align.to);
      }}
    >
      {now.isError ? (
        <ProblemCard error={now.error} onRetry={() => void now.refetch()} />
      ) : !isKnown ? (
        <LoadingPage />
      ) : align === null ? (
        <Text size="sm">{t('consistency.noAlign')}</Text>
      ) : (
        <>
          <Text size="sm">{t('consistency.alignText', { model: align.model })}</Text>
          <Differences
            changes={[{ field: align.field, odoo: align.from, store: align.to }]}
            newTitle={t('consistency.afterwards')}
          />
          <TextInput
            {...{ label: t('connect.adminLogin'), value: login, required: true, autoComplete: 'off' }}
            {...{ withAsterisk: false }}
            onChange={(event) => setLogin(event.currentTarget.value)}
          />
          <PasswordField
            {...{ label: t('connect.adminSecret'), description: t('connect.adminHelp'), value: secret }}
            {...{ required: true, autoComplete: 'off' }}
            onChange={(event) => setSecret(event.currentTarget.value)}
          />
        </>
      )}
    </Dialog>
  );
}
