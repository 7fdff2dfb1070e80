import type { Backend } from '../../database/port.ts';
import type { AppBackend } from '../../odoo/port.ts';

/** What the backend's row in the app should show. */
export function appBackend(backend: Backend): AppBackend {
  return {
    uuid: backend.id,
    name: backend.name,
    environment: backend.environment,
    storeUrl: backend.storeUrl,
    storeVersion: backend.storeVersion ?? '',
    companyId: backend.odooCompanyId,
    active: backend.removedAt === null,
  };
}
