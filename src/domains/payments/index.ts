import type { Domain } from '../../core/domain.ts';
import type { OdooReader } from '../../odoo/port.ts';
import type { StorePaymentGateways, StoreReader } from '../../woocommerce/port.ts';
import type { OdooPayments } from './facts.ts';
import { GATEWAY_MODEL, gatewayRows, isUnavailableGateway } from './app/rows.ts';
import { REQUIRED_PERMISSIONS } from './permissions.ts';
import { planPayments } from './plan.ts';
import { readOdooPayments } from './read-odoo.ts';
import { resolvePayment } from './resolve.ts';

/** The ways to pay, each bound by a user to the journal that its money arrives in. */
export const payments: Domain<StoreReader, OdooReader, StorePaymentGateways, OdooPayments> = {
  name: 'payments',
  types: [GATEWAY_MODEL.type],
  // What gateways are set up with, keys and passwords among it, does not leave the store's reader.
  readStore: (store) => store.paymentGateways(),
  readOdoo: readOdooPayments,
  plan: planPayments,
  resolve: resolvePayment,
  requiredPermissions: REQUIRED_PERMISSIONS,
  mirror: { models: [GATEWAY_MODEL], rows: gatewayRows, isUnavailable: isUnavailableGateway },
  count: ({ faults, gateways }) => ({ [GATEWAY_MODEL.type]: gateways.length + faults.length }),
};
