import type { StorePaymentGateway, StoreReader } from '../../woocommerce/port.ts';

/**
 * Reads the payment gateways: one request. What they are set up with, keys and passwords among it, does not leave the
 * store's reader. Of two gateways with one id, which a plugin may register, the first stands.
 */
export async function readStoreGateways(
  store: Pick<StoreReader, 'paymentGateways'>,
): Promise<readonly StorePaymentGateway[]> {
  const gateways = await store.paymentGateways();
  const byId = new Map(gateways.toReversed().map((gateway) => [gateway.id, gateway]));
  return [...byId.values()].reverse();
}
