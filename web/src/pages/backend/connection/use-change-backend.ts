import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { api, ask } from '../../../api/client.ts';
import { backendQuery } from '../../../api/queries.ts';
import type { components } from '../../../api/schema.ts';
import type { Backend } from '../../../api/types.ts';
import { useTexts } from '../../../texts/language.tsx';

export type BackendChange = components['schemas']['BackendChange'];

/** Changes a backend; what is left out stays. A change of its name leads to its new address. */
export function useChangeBackend(backend: Backend, onChanged: () => void) {
  const t = useTexts();
  const client = useQueryClient();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: (body: BackendChange) =>
      ask(api.PATCH('/backends/{backend}', { params: { path: { backend: backend.name } }, body })),
    onSuccess: async (changed) => {
      notifications.show({ message: t('connection.saved') });
      onChanged();
      client.setQueryData(backendQuery(changed.name).queryKey, changed);
      if (changed.name !== backend.name)
        await navigate({
          to: '/backends/$backend/connection',
          params: { backend: changed.name },
          replace: true,
        });
      await Promise.all(
        ['backends', 'status', 'backend'].map((word) => client.invalidateQueries({ queryKey: [word] })),
      );
    },
  });
}
