import { Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { backendQuery } from '../../../api/queries.ts';
import { useMay } from '../../../api/session.ts';
import { QueryView } from '../../../parts/query-view.tsx';
import { ConnectionFacts } from './connection-facts.tsx';
import { ConnectionHealth } from './connection-health.tsx';
import { Policies } from './policies.tsx';
import { RemoveBackend } from './remove-backend.tsx';

const route = getRouteApi('/shell/backends/$backend/connection');

/** Where both sides are and whether they answer; what a sync decides by; taking the backend out of use. */
export function ConnectionTab() {
  const { backend: name } = route.useParams();
  const query = useQuery(backendQuery(name));
  const { administer } = useMay();
  return (
    <QueryView query={query}>
      {(backend) => (
        <Stack gap="md">
          <ConnectionFacts backend={backend} />
          <ConnectionHealth backend={backend.name} />
          <Policies key={JSON.stringify(backend)} backend={backend} />
          {administer && <RemoveBackend backend={backend} />}
        </Stack>
      )}
    </QueryView>
  );
}
