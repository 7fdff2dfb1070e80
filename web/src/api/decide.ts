import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, ask } from './client.ts';
import { rowsKey } from './queries-rows.ts';

/** What is decided about a row: which record represents it, or that it stays as it is. */
export type Decision =
  { readonly kind: 'choose'; readonly recordId: number | null } | { readonly kind: 'leave' | 'take_up' };

/** A row of a list, by its type and key. */
export interface RowName {
  readonly type: string;
  readonly key: string;
}

/** Decides something about a row; what is shown of the backend is read anew. */
export function useDecide(backend: string, { type, key }: RowName) {
  const client = useQueryClient();
  const params = { path: { backend, type, key } };
  return useMutation({
    mutationFn: (decision: Decision) => {
      if (decision.kind === 'choose')
        return ask(
          api.PUT('/backends/{backend}/rows/{type}/{key}/choice', {
            params,
            body: { recordId: decision.recordId },
          }),
        );
      const path = '/backends/{backend}/rows/{type}/{key}/left';
      return ask(decision.kind === 'leave' ? api.PUT(path, { params }) : api.DELETE(path, { params }));
    },
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: rowsKey(backend) }),
        client.invalidateQueries({ queryKey: ['status'] }),
      ]),
  });
}
