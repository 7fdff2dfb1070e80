import { Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, ask } from '../../api/client.ts';
import { tokensQuery } from '../../api/queries-accounts.ts';
import type { ApiToken } from '../../api/types.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { useTexts } from '../../texts/language.tsx';

interface Props {
  /** Null: the question is not open. */
  readonly token: ApiToken | null;
  readonly onClose: () => void;
}

/** Asks whether a token is to be revoked, and revokes it. */
export function RevokeToken({ token, onClose }: Props) {
  const t = useTexts();
  const client = useQueryClient();
  const revoke = useMutation({
    mutationFn: (id: string) => ask(api.DELETE('/tokens/{id}', { params: { path: { id } } })),
    onSuccess: async ({ name }) => {
      notifications.show({ message: t('tokens.revokedName', { name }) });
      onClose();
      await client.invalidateQueries({ queryKey: tokensQuery.queryKey });
    },
  });
  return (
    <Dialog
      {...{ isOpen: token !== null, onClose, title: t('tokens.revokeTitle', { name: token?.name ?? '' }) }}
      {...{ submit: t('tokens.revoke'), isDangerous: true, isBusy: revoke.isPending, error: revoke.error }}
      onSubmit={() => token !== null && revoke.mutate(token.id)}
    >
      <Text size="sm">{t('tokens.revokeText')}</Text>
    </Dialog>
  );
}
