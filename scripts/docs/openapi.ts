import { createRestApi, describeApi } from '../../src/server/api/index.ts';
import type { ApiParts } from '../../src/server/parts.ts';

/** The OpenAPI document of the API, as `GET /api/v1/openapi.json` answers it. Nothing of the service is started for it. */
export function openApiDocument(): string {
  const parts = {
    accounts: { tables: {} },
    settings: { publicUrl: null, hostNames: [], openMetrics: false, behindProxy: false },
    stop: new AbortController().signal,
  } as unknown as ApiParts;
  return JSON.stringify(describeApi(createRestApi(parts)));
}
