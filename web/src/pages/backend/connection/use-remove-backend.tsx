import { Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { api, ask } from '../../../api/client.ts';
import type { TakeBack } from '../../../api/queries-take-back.ts';
import { useTexts } from '../../../texts/language.tsx';
import { TakeBackRest } from './take-back-effects.tsx';

/** What removing did. */
interface Removed {
  /** What became of the backend's row in the Odoo app. */
  readonly row: string | null;
  readonly message: string | null;
  /** What was taken back; null: that was not wanted. */
  readonly takeBack: TakeBack | null;
}

const removal = (name: string) => ({ params: { path: { backend: name } } });

async function removeBackend(name: string, takesBack: boolean): Promise<Removed> {
  if (!takesBack) return { ...(await ask(api.DELETE('/backends/{backend}', removal(name)))), takeBack: null };
  return ask(api.POST('/backends/{backend}/take-back', removal(name)));
}

/** Takes a backend out of use, `true` with what it created in Odoo; then opens the list of backends and reports what was done. */
export function useRemoveBackend(name: string) {
  const t = useTexts();
  const client = useQueryClient();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: (takesBack: boolean) => removeBackend(name, takesBack),
    onSuccess: async ({ message, row, takeBack }) => {
      const isAttention = row === 'failed' || (takeBack?.left.length ?? 0) > 0;
      notifications.show({
        message: (
          <Stack gap="xs">
            <Text size="sm">
              {row === 'failed'
                ? t('connection.removedRowFailed', { name, message: message ?? '' })
                : t('connection.removed', { name })}
            </Text>
            {takeBack !== null && (
              <Text size="sm">{t('connection.takenBack', { n: recordsOf(takeBack) })}</Text>
            )}
            {takeBack !== null && <TakeBackRest takeBack={takeBack} />}
          </Stack>
        ),
        ...(isAttention && { color: 'yellow' }),
        ...((isAttention || takeBack !== null) && { autoClose: false as const }),
      });
      await navigate({ to: '/', search: {} });
      for (const word of ['backend', 'take-back']) client.removeQueries({ queryKey: [word, name] });
      await Promise.all(['backends', 'status'].map((word) => client.invalidateQueries({ queryKey: [word] })));
    },
  });
}

function recordsOf({ archived, putBack, removedLines }: TakeBack): number {
  return archived.reduce((sum, { count }) => sum + count, putBack.length + removedLines);
}
