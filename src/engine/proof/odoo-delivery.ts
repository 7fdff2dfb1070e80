import { Decimal } from 'decimal.js';
import { z } from 'zod';
import { throwIfAborted } from '../../core/cancellation.ts';
import type { CarrierAnswer, ShippingProbe, ShippingProof } from '../../core/shipping-proof.ts';
import type { TaxProof } from '../../core/tax-proof.ts';
import type { OdooWriter } from '../../odoo/port.ts';
import {
  nameOf,
  openOdooProbe,
  remove,
  removeQuotations,
  type OdooQuote,
  type ProbeProduct,
} from './odoo-probe.ts';
import type { BoughtProduct, ShippingBasket } from './shipping-baskets.ts';

const ORDER = 'sale.order';
const WIZARD = 'choose.delivery.carrier';

/** A contact and products in Odoo, with which its delivery form is asked about draft quotations. */
export interface DeliveryProbe {
  /**
   * What the form answers for each basket at an address: a quotation for each, deleted at once.
   * @throws ConnectorError `run.stopped`; then `close` deletes the quotations
   */
  offersAt(
    probe: ShippingProbe,
    baskets: readonly ShippingBasket[],
    computed: readonly (readonly CarrierAnswer[])[],
    stop: AbortSignal,
  ): Promise<CarrierAnswer[][]>;
  close(): Promise<void>;
}

/** What the price is before a carrier is asked; one that has no price for the order leaves it alone. */
const UNTOUCHED = -987_654;

const answer = z.object({
  value: z
    .object({
      available_carrier_ids: z.array(
        z.tuple([z.int(), z.union([z.int(), z.literal(false)])]).rest(z.unknown()),
      ),
      delivery_price: z.number(),
    })
    .partial(),
});

/**
 * Makes the contact and the products. A quotation gets a name of its own, so that it takes no number of the sequence, and
 * stays a draft.
 *
 * @throws ConnectorError as `openOdooProbe`
 */
export async function openDeliveryProbe(
  odoo: OdooWriter,
  backendId: string,
  baskets: readonly ShippingBasket[],
  proof: ShippingProof,
  taxes: TaxProof | null,
): Promise<DeliveryProbe> {
  const bought = new Map(
    baskets.flatMap(({ items }) => items).map(({ product }) => [keyOf(product), product] as const),
  );
  const products = [...bought].map(([key, product]) => probeProduct(key, product, proof, taxes));
  const probe = await openOdooProbe(odoo, backendId, products);
  const ask = (orderId: number, carrierId: number | null) =>
    odoo.ask(WIZARD, 'onchange', {
      ids: [],
      args: {
        values: {
          ...{ order_id: orderId, delivery_price: UNTOUCHED },
          ...(carrierId !== null && { carrier_id: carrierId }),
        },
        // As a form does when it opens: the answer then has everything, and else not all of the list.
        field_names: [],
        fields_spec: {
          ...{ order_id: {}, carrier_id: {}, delivery_price: {} },
          ...(carrierId === null && { available_carrier_ids: {} }),
        },
      },
      answer,
    });
  const quotations = (some: readonly ShippingBasket[]) =>
    odoo.create(
      ORDER,
      some.map(({ items }, at) => ({
        ...{ name: `${nameOf(backendId)} ${at + 1} (may be deleted)`, company_id: odoo.identity.company.id },
        ...{ partner_id: probe.partnerId, partner_shipping_id: probe.partnerId },
        order_line: items.map(({ product, quantity }) => [
          ...[0, 0],
          { product_id: probe.productIds.get(keyOf(product)), product_uom_qty: quantity },
        ]),
      })),
    );
  const close = async () => {
    await removeQuotations(odoo, [probe.partnerId]);
    await probe.close();
  };
  return {
    close,
    offersAt: async (at, some, computed, stop) => {
      const quote = await probe.quoteAt(at, null, []);
      const taxOf = taxesOf(quote, proof);
      const orders = await quotations(some);
      const answers: CarrierAnswer[][] = [];
      for (const [index, order] of orders.entries()) {
        throwIfAborted(stop);
        const listed = idsIn((await ask(order, null)).value.available_carrier_ids ?? []);
        const answered: CarrierAnswer[] = [];
        for (const each of computed[index] ?? [])
          answered.push(
            // Asked for what is archived too, as all calls do, the form lists archived ones (seen on 18).
            proof.carrier(each.carrierId)?.isActive === false
              ? each
              : listed.has(each.carrierId)
                ? await answerOf(
                    each,
                    async (id) => (await ask(order, id)).value.delivery_price,
                    proof,
                    taxOf,
                  )
                : { ...each, ...refused(notListed(each)) },
          );
        answers.push(answered);
      }
      await remove(odoo, ORDER, orders);
      return answers;
    },
  };
}

const refused = (reason: string) => ({ isOffered: false, price: null, tax: null, reason });

function notListed({ isOffered, reason }: CarrierAnswer): string {
  return `Odoo's delivery form does not list it${isOffered === false ? `: ${reason}` : ' for the quotation.'}`;
}

async function answerOf(
  computed: CarrierAnswer,
  priceOf: (carrierId: number) => Promise<number | undefined>,
  proof: ShippingProof,
  taxOf: (carrierId: number, price: string) => Promise<string>,
): Promise<CarrierAnswer> {
  // The price of a module's needs its server, which is not asked without a customer.
  if (computed.isOffered === null) return computed;
  const price = await priceOf(computed.carrierId);
  if (price === undefined || price === UNTOUCHED)
    return {
      ...computed,
      ...refused("Odoo's delivery form lists it, and none of its price rules applies: no price."),
    };
  const shown = new Decimal(price).toFixed(proof.decimals, Decimal.ROUND_HALF_UP);
  return {
    ...computed,
    ...{ isOffered: true, price: shown, tax: await taxOf(computed.carrierId, shown) },
    reason: "Odoo's delivery form offers it.",
  };
}

/** The tax on a delivery line: each once for an address. */
function taxesOf(
  quote: OdooQuote,
  proof: ShippingProof,
): (carrierId: number, price: string) => Promise<string> {
  const known = new Map<string, Promise<string>>();
  return (carrierId, price) => {
    const carrier = proof.carrier(carrierId);
    if (carrier === null || carrier.taxIds.length === 0 || new Decimal(price).isZero())
      return Promise.resolve(new Decimal(0).toFixed(proof.decimals));
    const key = `${carrier.productId} ${price}`;
    const asked =
      known.get(key) ??
      quote
        .taxOf([{ key: '', productId: carrier.productId, quantity: 1, price }])
        .then((tax) => new Decimal(tax).toFixed(proof.decimals, Decimal.ROUND_HALF_UP));
    known.set(key, asked);
    return asked;
  };
}

/** Records of a relation: commands that link one, or that set all. */
function idsIn(commands: readonly (readonly unknown[])[]): Set<number> {
  const ids = commands.flatMap(([kind, id, all]): unknown[] =>
    kind === 6 && Array.isArray(all) ? (all as unknown[]) : [id],
  );
  return new Set(ids.filter((id) => typeof id === 'number'));
}

const keyOf = (product: BoughtProduct) =>
  product.id === null ? `goods class ${product.shippingClassId}` : `goods ${product.id}`;

function probeProduct(
  key: string,
  { price, taxClass, taxStatus, weight }: BoughtProduct,
  proof: ShippingProof,
  taxes: TaxProof | null,
): ProbeProduct {
  const found = taxes?.classes.find(({ slug }) => slug === (taxClass || 'standard'));
  return {
    key,
    price: proof.inOdoo(price) ?? price,
    taxIds: taxStatus === 'taxable' ? (found?.taxIds ?? []) : [],
    weight: (weight === '' ? null : proof.weightInOdoo(weight)) ?? '0',
  };
}
