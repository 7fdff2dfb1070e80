import { ConnectorError } from '../../core/errors.ts';
import type { ProofLine, TaxProof } from '../../core/tax-proof.ts';
import type { StoreProduct } from '../../woocommerce/trade-port.ts';
import { SHIPPING, type ProbeLine, type ProbeProduct } from './odoo-probe.ts';

/** What is bought in a proof. */
export interface Basket {
  readonly name: 'one line' | 'several lines';
  readonly lines: readonly ProofLine[];
  /** The products of the store that a cart takes for it, in the order of the lines; null where it has none for a line. */
  readonly items: readonly { readonly productId: number; readonly quantity: number }[] | null;
}

export interface Baskets {
  /** What the cart contains: one line of each class that can be bought; null where none can. */
  readonly cart: Basket | null;
  /** What is compared: the first line of the cart, all of it, and each class that cannot be bought by itself. */
  readonly compared: readonly Basket[];
  /** Names of the classes whose tax is not in Odoo yet, or waits for a decision. */
  readonly waiting: readonly string[];
}

/** The price of a product that stands in for a class without one; odd, so that rounding shows. */
const STAND_IN_PRICE = '19.99';

/**
 * Chooses what to buy: a product of each tax class, in odd quantities, since rounding shows there.
 *
 * @throws ConnectorError `verify.not_synced` where no class has its tax in Odoo: there would be nothing to compare
 */
export function basketsOf({ classes }: TaxProof, products: readonly StoreProduct[]): Baskets {
  const ready = classes.filter(({ taxIds }) => taxIds !== null);
  if (ready.length === 0) {
    throw new ConnectorError({
      code: 'verify.not_synced',
      message: 'No tax class of the store has its tax in Odoo yet, so there is nothing to compare.',
      hint: 'Sync first, and decide what "woo-odoo plan taxes" lists for review: woo-odoo sync',
    });
  }
  const lines = ready.map(({ slug }, at) => {
    const product = products.find((each) => isBoughtAs(each, slug));
    const quantity = 1 + (at % 3);
    const line: ProofLine = { taxClass: slug, quantity, price: product?.price ?? STAND_IN_PRICE };
    return { line, item: product === undefined ? null : { productId: product.id, quantity } };
  });
  const bought = lines.flatMap(({ item, line }) => (item === null ? [] : [{ item, line }]));
  const basket = (name: Basket['name'], some: typeof bought): Basket => ({
    name,
    lines: some.map(({ line }) => line),
    items: some.map(({ item }) => item),
  });
  const cart = bought.length === 0 ? null : basket('several lines', bought);
  const alone = lines
    .filter(({ item }) => item === null)
    .map(({ line }): Basket => ({ name: 'one line', lines: [line], items: null }));
  return {
    cart,
    compared: [...(cart === null ? [] : [basket('one line', bought.slice(0, 1)), cart]), ...alone],
    waiting: classes.filter(({ taxIds }) => taxIds === null).map(({ name }) => name),
  };
}

function isBoughtAs({ canBeBought, taxClass, taxStatus, virtual }: StoreProduct, slug: string): boolean {
  return canBeBought && !virtual && taxStatus === 'taxable' && (taxClass || 'standard') === slug;
}

/** The products that Odoo needs for the baskets: one of each class, and one for shipping. */
export function probeProducts({ compared }: Baskets, proof: TaxProof): ProbeProduct[] {
  const ids = new Map(proof.classes.map(({ slug, taxIds }) => [slug, taxIds ?? []]));
  const lines = new Map(compared.flatMap((basket) => basket.lines).map((line) => [line.taxClass, line]));
  return [
    ...[...lines.values()].map(({ taxClass, price }) => ({
      ...{ key: taxClass, price, taxIds: ids.get(taxClass) ?? [] },
    })),
    { key: SHIPPING, price: '1', taxIds: proof.shippingTaxIds([...lines.keys()]) ?? [] },
  ];
}

export function probeLines({ lines }: Basket): ProbeLine[] {
  return lines.map(({ quantity, taxClass }) => ({ key: taxClass, quantity }));
}
