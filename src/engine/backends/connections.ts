import { ConnectorError } from '../../core/errors.ts';
import type { OdooIdentity } from '../../odoo/port.ts';
import type { StoreIdentity } from '../../woocommerce/port.ts';
import { attempt } from '../attempt.ts';
import { requireSupported } from '../connect/store-version.ts';
import type { EngineServices, OdooSession } from '../ports.ts';
import type { ProgressSink } from '../run/progress.ts';
import type { ConnectionInput } from './input.ts';

/** What both servers answered. One side may fail without the other being left out. */
export interface ConnectionTest {
  readonly store: StoreIdentity | ConnectorError;
  readonly odoo: OdooIdentity | ConnectorError;
}

/** Tries both connections at once. Foreseen failures are part of the answer. */
export async function openConnections(
  input: ConnectionInput,
  services: EngineServices,
  onProgress: ProgressSink,
): Promise<{ store: StoreIdentity | ConnectorError; odoo: OdooSession | ConnectorError }> {
  const onWarning = (warning: { message: string }) =>
    onProgress({ step: 'warning', message: warning.message });
  const keys = { consumerKey: input.consumerKey, consumerSecret: input.consumerSecret };
  const [store, odoo] = await Promise.all([
    attempt(async () =>
      requireSupported(
        await services.detectStore({ url: input.storeUrl, keys, caFile: input.storeCaFile }, { onWarning }),
      ),
    ),
    attempt(() =>
      services.openOdoo(
        {
          url: input.odooUrl,
          database: input.odooDatabase,
          login: input.odooLogin,
          secret: input.odooSecret,
          companyId: input.odooCompanyId,
          asksForCompanies: true,
          caFile: input.odooCaFile,
        },
        { onWarning },
      ),
    ),
  ]);
  return { store, odoo };
}

export async function testConnections(...ask: Parameters<typeof openConnections>): Promise<ConnectionTest> {
  const { store, odoo } = await openConnections(...ask);
  return { store, odoo: odoo instanceof ConnectorError ? odoo : odoo.identity };
}

/** The two answers. @throws ConnectorError the first failure */
export function bothConnected<Odoo>(test: {
  readonly store: StoreIdentity | ConnectorError;
  readonly odoo: Odoo | ConnectorError;
}): { store: StoreIdentity; odoo: Odoo } {
  if (test.store instanceof ConnectorError) throw test.store;
  if (test.odoo instanceof ConnectorError) throw test.odoo;
  return { store: test.store, odoo: test.odoo };
}
