import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { newestRunQuery } from '../../../api/queries-runs.ts';
import { useRequestRun } from '../../../api/request-run.ts';

interface FreshPreview {
  readonly isPending: boolean;
  readonly error: Error | null;
  readonly start: () => void;
}

/** Requests a preview and leads to it as soon as it begins. */
export function useFreshPreview(backend: string): FreshPreview {
  const navigate = useNavigate();
  const request = useRequestRun(backend);
  const newest = useQuery({ ...newestRunQuery(backend, 'preview'), refetchInterval: false });
  return {
    ...{ isPending: request.isPending, error: request.error },
    start: () => {
      const after = newest.data?.id ?? 0;
      // A promise and no callback: the part with the button may be gone by then, since the run it began is shown.
      void request.mutateAsync('preview').then(
        () =>
          navigate({
            to: '/backends/$backend/runs/next',
            params: { backend },
            search: { after, kind: 'preview' },
          }),
        () => undefined,
      );
    },
  };
}
