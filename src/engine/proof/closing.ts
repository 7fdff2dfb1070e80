import { ConnectorError } from '../../core/errors.ts';
import type { CartRefusal, StoreCart, StoreProduct } from '../../woocommerce/trade-port.ts';

/** Empties a cart; null and one that was refused have nothing in it. */
export async function closeCart(cart: StoreCart | CartRefusal | null): Promise<void> {
  if (cart !== null && !('refused' in cart)) await cart.close();
}

/** Why something could not be tidied up, for people; null where it was. */
export function reasonOf(closed: PromiseSettledResult<void>): string | null {
  if (closed.status === 'fulfilled') return null;
  if (closed.reason instanceof ConnectorError) return closed.reason.message;
  throw closed.reason;
}

/** A store whose products cannot be read is asked without a cart. */
export function noProducts(error: unknown): StoreProduct[] {
  if (error instanceof ConnectorError) return [];
  throw error;
}
