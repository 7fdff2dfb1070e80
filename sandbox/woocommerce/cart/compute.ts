import type { Decimal } from 'decimal.js';
import type { ShopData, ShopProduct, TaxRate } from '../state.ts';
import { Exact, NOTHING, roundTax, roundTwice, total } from './money.ts';
import { offersAt } from './offers.ts';
import type { Offer } from './offers.ts';
import type { CartAddress } from './places.ts';
import { cartPolicy } from './policy.ts';
import type { CartPolicy } from './policy.ts';
import { ratesAt } from './rates.ts';
import { taxesIn, taxesOn } from './taxes.ts';
import type { TaxByRate } from './taxes.ts';

/** What is in a cart and where it goes. */
export interface Cart {
  readonly items: readonly { readonly product: ShopProduct; readonly quantity: number }[];
  readonly address: CartAddress;
  /** `flat_rate:7`; the first that is offered where absent or no longer offered. */
  readonly chosen?: string | undefined;
}

/** Amounts are in cents, with further decimals where the store keeps them. */
export interface ComputedCart {
  readonly lines: readonly { readonly net: Decimal; readonly tax: Decimal; readonly taxes: TaxByRate }[];
  readonly offers: readonly (Offer & {
    readonly id: string;
    readonly selected: boolean;
    readonly taxes: TaxByRate;
  })[];
  readonly rates: readonly { readonly rate: TaxRate; readonly items: Decimal; readonly shipping: Decimal }[];
  readonly itemNet: Decimal;
  readonly itemTax: Decimal;
  readonly shippingNet: Decimal;
  readonly shippingTax: Decimal;
  readonly totalTax: Decimal;
  readonly total: Decimal;
  readonly policy: CartPolicy;
}

/** Computes a cart as the store does: taxes per line and rate, shipping of the chosen method, rounding by the settings. */
export function computeCart(shop: ShopData, cart: Cart): ComputedCart {
  const policy = cartPolicy(shop);
  const unit = new Exact(10).pow(policy.decimals);
  const drafts = cart.items.map(({ product, quantity }) => {
    const price = roundTwice(unit.times(product.price).times(quantity), Math.max(6 - policy.decimals, 2));
    return { product, quantity, price };
  });
  // Pickup taxes everything at the store's own address; which method is chosen depends on what is offered.
  const offered = offersAt(
    shop,
    cart.address,
    drafts.flatMap(({ product, quantity, price }) =>
      product.virtual
        ? []
        : [
            {
              quantity,
              net: netOf(shop, policy, product, price, cart.address).div(unit),
              shippingClassId: product.shippingClassId,
            },
          ],
    ),
    shownSubtotal(shop, policy, drafts, cart.address).div(unit),
  );
  const idOf = ({ method }: Offer) => `${method.methodId}:${method.instanceId}`;
  const chosen = offered.find((offer) => idOf(offer) === cart.chosen) ?? offered[0];
  const place =
    policy.basedOn === 'base' || chosen?.method.methodId === 'local_pickup' ? policy.base : cart.address;
  const round = (tax: Decimal) => (policy.atSubtotal ? tax : roundTax(tax, 0, policy.included));

  const lines = drafts.map(({ product, price }) => {
    const { net, taxes } = taxLine(shop, policy, product, price, place);
    return { net, taxes, tax: total([...taxes.values()].map(round)) };
  });
  const shippingRates = ratesOfShipping(
    shop,
    policy,
    drafts.map(({ product }) => product),
    place,
  );
  const offers = offered.map((offer) => {
    const taxes =
      offer.taxable && offer.cost.gt(0) ? taxesOn(offer.cost, shippingRates) : new Map<number, Decimal>();
    const inCents = new Map([...taxes].map(([id, tax]) => [id, shippingCents(tax.times(unit), policy)]));
    return { ...offer, id: idOf(offer), selected: offer === chosen, taxes: inCents };
  });
  const selected = offers.find((offer) => offer.selected);
  const items = merge(
    lines.map(({ taxes }) => taxes),
    round,
  );
  const ofShipping = merge(selected === undefined ? [] : [selected.taxes], round);
  const itemNet = total(lines.map(({ net }) => (policy.atSubtotal ? net : roundTwice(net, 0))));
  const itemTax = total(items.values());
  const shippingTax = total(ofShipping.values());
  const shippingNet = (selected?.cost ?? NOTHING).times(unit);
  const byId = new Map(shop.taxRates.map((rate) => [rate.id, rate]));
  return {
    lines,
    offers,
    rates: [...new Set([...items.keys(), ...ofShipping.keys()])].flatMap((id) => {
      const rate = byId.get(id);
      return rate === undefined
        ? []
        : [{ rate, items: items.get(id) ?? NOTHING, shipping: ofShipping.get(id) ?? NOTHING }];
    }),
    itemNet,
    itemTax,
    shippingNet,
    shippingTax,
    totalTax: roundTax(itemTax.plus(roundTwice(shippingTax, 0)), 0, policy.included),
    total: roundTwice(total([itemNet, itemTax, shippingNet, shippingTax]), 0),
    policy,
  };
}

function taxLine(
  shop: ShopData,
  policy: CartPolicy,
  product: ShopProduct,
  price: Decimal,
  place: CartAddress,
): { net: Decimal; taxes: TaxByRate } {
  if (!policy.taxes || product.taxStatus !== 'taxable') return { net: price, taxes: new Map() };
  const rates = ratesAt(shop, product.taxClass, place);
  if (!policy.included) return { net: price, taxes: taxesOn(price, rates) };
  const own = ratesAt(shop, product.taxClass, policy.base);
  const same = own.length === rates.length && own.every(({ id }, at) => id === rates[at]?.id);
  if (same || shop.behaviour.keepsGrossPrices) {
    const taxes = taxesIn(price, rates);
    return { net: price.minus(total(taxes.values())), taxes };
  }
  // Elsewhere the price without the base's taxes stays, and the taxes of the place come on top.
  const net = price.minus(total(taxesIn(price, own).values()));
  const gross = net.plus(total(taxesOn(net, rates).values()));
  const taxes = taxesIn(gross, rates);
  return { net: gross.minus(total(taxes.values())), taxes };
}

const netOf = (...[shop, policy, product, price, place]: Parameters<typeof taxLine>): Decimal => {
  const { net } = taxLine(shop, policy, product, price, policy.basedOn === 'base' ? policy.base : place);
  return roundTwice(net, policy.atSubtotal ? 2 : 0);
};

/** What free shipping compares with its minimum: the items as the cart shows them, with tax or without. */
function shownSubtotal(
  shop: ShopData,
  policy: CartPolicy,
  drafts: readonly { readonly product: ShopProduct; readonly price: Decimal }[],
  place: CartAddress,
): Decimal {
  const taxOf = (product: ShopProduct, price: Decimal) => {
    const { taxes } = taxLine(shop, policy, product, price, policy.basedOn === 'base' ? policy.base : place);
    return policy.showsTax ? total(taxes.values()) : NOTHING;
  };
  return total(
    drafts.map(({ product, price }) =>
      netOf(shop, policy, product, price, place).plus(taxOf(product, price)),
    ),
  );
}

/** Shipping is computed in whole units of money; its cents are rounded where the lines' are. */
function shippingCents(tax: Decimal, policy: CartPolicy): Decimal {
  const cents = roundTwice(tax);
  return policy.atSubtotal ? cents : roundTwice(cents, 0);
}

function ratesOfShipping(
  shop: ShopData,
  policy: CartPolicy,
  products: readonly ShopProduct[],
  place: CartAddress,
): TaxRate[] {
  const taxClass = policy.taxes ? classOfShipping(shop, policy, products) : null;
  return taxClass === null ? [] : ratesAt(shop, taxClass, place).filter(({ shipping }) => shipping);
}

/** The class of the setting; inherited it is the standard one if an item has it, else the first class that one has. */
function classOfShipping(
  shop: ShopData,
  policy: CartPolicy,
  products: readonly ShopProduct[],
): string | null {
  if (policy.shippingClass !== 'inherit') return policy.shippingClass;
  const counting = products.filter(({ taxStatus, virtual }) => taxStatus !== 'none' && !virtual);
  const classes = new Set(counting.map(({ taxClass }) => (taxClass === '' ? 'standard' : taxClass)));
  if (classes.size === 0) return null;
  if (classes.has('standard')) return 'standard';
  return shop.taxClasses.find(({ slug }) => classes.has(slug))?.slug ?? 'standard';
}

function merge(parts: readonly TaxByRate[], round: (tax: Decimal) => Decimal): Map<number, Decimal> {
  const merged = new Map<number, Decimal>();
  for (const [id, tax] of parts.flatMap((part) => [...part])) {
    merged.set(id, (merged.get(id) ?? NOTHING).plus(round(tax)));
  }
  return merged;
}
