import { Decimal } from 'decimal.js';
import type { ShippingProof, ShippingProofBasket } from '../../core/shipping-proof.ts';
import type { ProofAddress, TaxProof } from '../../core/tax-proof.ts';
import type { CartQuote, StoreProduct } from '../../woocommerce/trade-port.ts';

/** What is put into a cart, so that shipping costs show: weight, quantity, classes, and the total around a minimum amount. */
export interface ShippingBasket {
  /** For people: `one light piece`, `shipping class Bulky`, `75 or more`. */
  readonly name: string;
  readonly items: readonly ShippingItem[];
}

export interface ShippingItem {
  readonly product: BoughtProduct;
  readonly quantity: number;
}

/** A product of the store; `id` is null for one that stands in, where the store has none that a cart takes. */
export type BoughtProduct = Pick<
  StoreProduct,
  'price' | 'taxClass' | 'taxStatus' | 'shippingClassId' | 'weight'
> & {
  readonly id: number | null;
};

/** More classes and minimum amounts are not tried: each basket costs a question at every address. */
const MAX_CLASSES = 6;
const MAX_MINIMUMS = 2;
/** More pieces are not put into a cart to reach a minimum amount. */
const MAX_PIECES = 200;
const HEAVY_PIECES = 3;

const STAND_IN: BoughtProduct = {
  ...{ id: null, price: '19.99', taxClass: '', taxStatus: 'taxable', shippingClassId: 0, weight: '1' },
};

/** Chooses what to buy: something light, several heavy pieces, each shipping class, and just below and above each minimum amount. */
export function shippingBaskets(
  { classes, minimumAmounts }: ShippingProof,
  products: readonly StoreProduct[],
): ShippingBasket[] {
  const sold: readonly BoughtProduct[] = products.filter(isShipped);
  const all = sold.length === 0 ? [STAND_IN] : sold;
  const byWeight = all.toSorted((a, b) => weightOf(a).cmp(weightOf(b)) || priceOf(a).cmp(priceOf(b)));
  const [light = STAND_IN] = byWeight;
  const heavy = byWeight.at(-1) ?? light;
  const ofClass = classes.slice(0, MAX_CLASSES).flatMap(({ id, name }): ShippingBasket[] => {
    const product = all.find(({ shippingClassId }) => shippingClassId === id);
    const items = [{ product: product ?? { ...STAND_IN, shippingClassId: id }, quantity: 1 }];
    return [{ name: `shipping class ${name}`, items }];
  });
  const baskets = [
    { name: 'one light piece', items: [{ product: light, quantity: 1 }] },
    {
      name: 'several heavy pieces',
      items: [
        { product: heavy, quantity: HEAVY_PIECES },
        ...(light === heavy ? [] : [{ product: light, quantity: 1 }]),
      ],
    },
    ...ofClass,
    ...minimumAmounts.slice(0, MAX_MINIMUMS).flatMap((amount) => aroundMinimum(amount, all)),
  ];
  const unique = new Map<string, ShippingBasket>();
  for (const basket of baskets) {
    const key = JSON.stringify(basket.items.map(({ product, quantity }) => [product, quantity]));
    if (!unique.has(key)) unique.set(key, basket);
  }
  return [...unique.values()];
}

function isShipped({ canBeBought, price, virtual }: StoreProduct): boolean {
  return canBeBought && !virtual && /^\d+(?:\.\d+)?$/u.test(price) && new Decimal(price).gt(0);
}

/** So many pieces of one product that the amount is reached, exactly where a price divides it; and one piece fewer. */
function aroundMinimum(amount: string, products: readonly BoughtProduct[]): ShippingBasket[] {
  const reaching = products
    .map((product) => ({ product, pieces: new Decimal(amount).dividedBy(product.price).ceil() }))
    .filter(({ pieces }) => pieces.lte(MAX_PIECES));
  const over = ({ pieces, product }: (typeof reaching)[number]) => pieces.times(product.price).minus(amount);
  // The nearest one shows most: what lies between is a matter of tax.
  const [best] = reaching.toSorted((a, b) => over(a).cmp(over(b)) || a.pieces.cmp(b.pieces));
  if (best === undefined) return [];
  const of = (name: string, quantity: number) => ({ name, items: [{ product: best.product, quantity }] });
  const pieces = best.pieces.toNumber();
  return [of(`${amount} or more`, pieces), ...(pieces > 1 ? [of(`below ${amount}`, pieces - 1)] : [])];
}

const weightOf = ({ weight }: BoughtProduct) => new Decimal(/^\d+(?:\.\d+)?$/u.test(weight) ? weight : 0);
const priceOf = ({ price }: BoughtProduct) => new Decimal(price);

/** A basket as the store's cart answered for it. */
export function fromCart({ items }: ShippingBasket, quote: CartQuote): ShippingProofBasket {
  const nets = new Map(quote.items.map((item) => [item.productId, item.net]));
  return {
    lines: items.map(({ product, quantity }) => ({
      quantity,
      net: nets.get(product.id ?? 0) ?? new Decimal(product.price).times(quantity).toFixed(),
      shippingClassId: product.shippingClassId || null,
    })),
    net: quote.itemNet,
    gross: new Decimal(quote.itemNet).plus(quote.itemTax).toFixed(),
    weight: totalWeight(items),
    hasStandardClass: hasStandardClass(items),
  };
}

/** A basket as the store's prices and tax rates make it, where no cart answers. */
export function fromRules(
  { items }: ShippingBasket,
  taxes: TaxProof | null,
  address: ProofAddress,
): ShippingProofBasket {
  const lines = items.map(({ product, quantity }) => {
    const full = new Decimal(product.price).times(quantity);
    const line = { taxClass: product.taxClass || 'standard', quantity, price: product.price };
    const isTaxed = taxes !== null && product.taxStatus === 'taxable';
    const tax = isTaxed ? taxes.storeTax([line], null, address).itemTax : '0';
    const net = taxes?.pricesIncludeTax ? full.minus(tax) : full;
    return { quantity, net: net.toFixed(), tax, shippingClassId: product.shippingClassId || null };
  });
  const net = Decimal.sum(0, ...lines.map((line) => line.net));
  return {
    lines: lines.map(({ net: own, quantity, shippingClassId }) => ({ quantity, net: own, shippingClassId })),
    net: net.toFixed(),
    gross: net.plus(Decimal.sum(0, ...lines.map(({ tax }) => tax))).toFixed(),
    weight: totalWeight(items),
    hasStandardClass: hasStandardClass(items),
  };
}

function hasStandardClass(items: readonly ShippingItem[]): boolean {
  return items.some(
    ({ product }) => product.taxStatus !== 'none' && (product.taxClass || 'standard') === 'standard',
  );
}

function totalWeight(items: readonly ShippingItem[]): string | null {
  if (items.some(({ product }) => product.weight === '')) return null;
  return Decimal.sum(0, ...items.map(({ product, quantity }) => weightOf(product).times(quantity))).toFixed();
}
