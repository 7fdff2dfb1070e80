import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTexts } from '../texts/language.tsx';
import { api, ask } from './client.ts';

/** Asks for a sync or a preview of a backend, and says so. */
export function useRequestRun(backend: string) {
  const t = useTexts();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (kind: 'sync' | 'preview') =>
      ask(
        api.POST('/backends/{backend}/runs', {
          // Pressed twice, and sent again after a cut connection, it is one request.
          params: { path: { backend }, header: { 'Idempotency-Key': requestKey() } },
          body: { kind },
        }),
      ),
    onSuccess: async ({ joined }, kind) => {
      const requested = kind === 'sync' ? 'common.syncRequested' : 'common.previewRequested';
      notifications.show({ message: joined ? t('common.alreadyWaiting') : t(requested, { name: backend }) });
      await client.invalidateQueries({ queryKey: ['status'] });
    },
  });
}

/** `crypto.randomUUID` is there on https and localhost alone. */
export function requestKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('');
}
