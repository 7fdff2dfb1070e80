import { z } from 'zod';
import { canonicalText } from '../../core/text.ts';
import { withoutTrailingSlash } from '../../core/address.ts';
import { REST_ROOT } from '../http/address.ts';
import type { Answer } from '../http/answer.ts';
import { answerFailure } from '../http/errors.ts';
import type { Session } from '../http/session.ts';
import type { Method } from '../http/sign-in.ts';
import type { CartQuote, CartRefusal, StoreCart, StoreCartItem } from '../trade-port.ts';
import { cartSchema } from './cart-schemas.ts';
import { readShape, shownText } from './schemas.ts';

export interface CartAccess {
  readonly session: Session;
  /** Shares the store's places with all other requests. */
  readonly limit: (ask: () => Promise<Answer>) => Promise<Answer>;
  /** The store's home address. */
  readonly home: string;
}

/** The Store API of the block checkout, from WooCommerce 6.9 on. */
const CART = 'wc/store/v1/cart';

/** Opens a cart with these items. */
export async function openCart(
  access: CartAccess,
  items: readonly StoreCartItem[],
): Promise<StoreCart | CartRefusal> {
  const first = await ask(access, 'GET', '', null);
  const token = first.header('cart-token');
  if (token === null || readCart(first) === null) return closed(first);
  for (const { productId, quantity } of items) {
    const added = await ask(access, 'POST', '/add-item', token, { id: productId, quantity });
    if (added.status === 401 || added.status === 403 || added.status === 404) return closed(added);
    if (added.status >= 400)
      return refusal('product', `The store does not take product ${productId} into a cart`, added);
  }
  return {
    quoteAt: async ({ country, state, postcode, city }) => {
      const where = { country, state, postcode, city };
      const answer = await ask(access, 'POST', '/update-customer', token, {
        shipping_address: where,
        billing_address: where,
      });
      if (answer.status === 400) return refusal('address', 'The store does not take the address', answer);
      return readCart(answer) ?? closed(answer);
    },
    close: async () => {
      await ask(access, 'DELETE', '/items', token);
    },
  };
}

function ask(
  { session, limit, home }: CartAccess,
  method: Method,
  path: string,
  token: string | null,
  json?: Readonly<Record<string, unknown>>,
): Promise<Answer> {
  const url = `${withoutTrailingSlash(home)}${REST_ROOT}${CART}${path}`;
  const headers = token === null ? {} : { 'Cart-Token': token };
  return limit(() => session.exchange({ method, url, query: {}, signIn: null, json, headers }));
}

function readCart(answer: Answer): CartQuote | null {
  return answerFailure(answer) === null ? readShape(cartSchema, answer) : null;
}

function closed(answer: Answer): CartRefusal {
  return refusal('closed', 'The store does not let visitors use its cart API (wc/store)', answer);
}

const params = z.object({ data: z.object({ params: z.record(z.string(), shownText(200)) }) });

function refusal(refused: CartRefusal['refused'], what: string, answer: Answer): CartRefusal {
  const parsed = answer.content.kind === 'json' ? params.safeParse(answer.content.value) : undefined;
  const words =
    Object.values(parsed?.data?.data.params ?? {})[0] ?? canonicalText(answer.error?.message ?? '');
  const cause = words === '' ? `it answered ${answer.status}` : words;
  return { refused, reason: `${what}: ${cause}` };
}
