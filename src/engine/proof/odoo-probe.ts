import { z } from 'zod';
import { ConnectorError } from '../../core/errors.ts';
import { markOf, nativeExternalId } from '../../core/external-id.ts';
import type { TaxProbe } from '../../core/tax-proof.ts';
import type { LoadRow, OdooWriter } from '../../odoo/port.ts';

const PARTNER = 'res.partner';
const PRODUCT = 'product.product';
const ORDER = 'sale.order';

/** A product of a tax class, one that represents shipping, or goods that are sent. */
export interface ProbeProduct {
  readonly key: string;
  /** Of one piece. */
  readonly price: string;
  readonly taxIds: readonly number[];
  /** Set for goods: what a piece weighs, in Odoo's unit. Absent: a service, which delivery methods do not count. */
  readonly weight?: string;
}

/** A line of a quotation: a product by its key or its id in Odoo; `price` where it is not that of the product. */
export interface ProbeLine {
  readonly key: string;
  readonly productId?: number;
  readonly quantity: number;
  readonly price?: string;
}

export interface OdooQuote {
  readonly positionId: number | null;
  /** By basket, in the order in which they were asked. */
  readonly taxes: readonly string[];
  /** The tax of another basket at the same address: one call. */
  taxOf(basket: readonly ProbeLine[]): Promise<string>;
}

/** One contact and some products in Odoo, archived, with which quotations are asked for and none is made. */
export interface OdooProbe {
  readonly partnerId: number;
  /** In Odoo, by key. */
  readonly productIds: ReadonlyMap<string, number>;
  /** What Odoo charges for baskets of products at an address: two calls and one for each basket. */
  quoteAt(
    probe: TaxProbe,
    vat: string | null,
    baskets: readonly (readonly ProbeLine[])[],
  ): Promise<OdooQuote>;
  /** Removes contact and products again. */
  close(): Promise<void>;
}

const change = z.object({
  value: z.object({ fiscal_position_id: z.unknown(), amount_tax: z.number().optional() }).partial(),
});

/** What is asked for. What changes must be named too, lines with the fields that are given. */
const SPEC = {
  partner_id: {},
  fiscal_position_id: {},
  amount_tax: {},
  order_line: { fields: { product_id: {}, product_uom_qty: {}, price_unit: {} } },
};

/**
 * Makes the contact and the products, or takes those that a killed proof left. Their external ids begin with
 * `__woo_sync__.probe_`.
 *
 * @throws ConnectorError `verify.sales` where Odoo has no sales, `verify.rights` where the user may not make them
 */
export async function openOdooProbe(
  odoo: OdooWriter,
  backendId: string,
  products: readonly ProbeProduct[],
): Promise<OdooProbe> {
  if ((await odoo.fields(ORDER)) === null) {
    throw new ConnectorError({
      code: 'verify.sales',
      message: 'The Sales app is not installed in Odoo, so there are no quotations to ask for.',
      hint: 'Install Sales in Odoo, or compare single amounts: woo-odoo tax explain',
    });
  }
  const hasPeppol = (await odoo.fields(PARTNER))?.has('peppol_endpoint') === true;
  const [partnerId] = await make(odoo, PARTNER, [contactRow(backendId)]);
  const made: number[] = [];
  const close = async () => {
    if (partnerId !== undefined) await remove(odoo, PARTNER, [partnerId]);
    await remove(odoo, PRODUCT, made);
  };
  try {
    made.push(
      ...(await make(
        odoo,
        PRODUCT,
        products.map((product) => productRow(backendId, odoo.identity.series, product)),
      )),
    );
  } catch (error) {
    await close();
    throw error;
  }
  const productIds = new Map(products.map(({ key }, at) => [key, made[at] ?? 0]));
  const ask = (values: Readonly<Record<string, unknown>>, changed: readonly string[]) =>
    odoo.ask(ORDER, 'onchange', {
      ids: [],
      args: { values, field_names: changed, fields_spec: SPEC },
      answer: change,
    });
  return {
    partnerId: partnerId ?? 0,
    productIds,
    quoteAt: async ({ address, countryId, stateId }, vat, baskets) => {
      await odoo.write(PARTNER, [partnerId ?? 0], {
        country_id: countryId ?? false,
        state_id: stateId ?? false,
        zip: address.postcode || false,
        city: address.city || false,
        is_company: vat !== null,
        vat: vat ?? false,
        // Odoo would derive it from the number, keep it for the next country, and refuse that one.
        ...(hasPeppol && { peppol_endpoint: false }),
      });
      const order = {
        partner_id: partnerId,
        partner_shipping_id: partnerId,
        company_id: odoo.identity.company.id,
      };
      const found = await ask(order, ['partner_id']);
      const positionId = idOf(found.value.fiscal_position_id);
      const taxOf = async (basket: readonly ProbeLine[]) => {
        const lines = basket.map(({ key, price, productId, quantity }, at) => [
          ...[0, `probe_${at}`],
          {
            ...{ product_id: productId ?? productIds.get(key), product_uom_qty: quantity },
            ...(price !== undefined && { price_unit: Number(price) }),
          },
        ]);
        const { value } = await ask(
          { ...order, fiscal_position_id: positionId ?? false, order_line: lines },
          ['order_line'],
        );
        return String(value.amount_tax ?? 0);
      };
      const taxes: string[] = [];
      for (const basket of baskets) taxes.push(await taxOf(basket));
      return { positionId, taxes, taxOf };
    },
    close,
  };
}

/** Removes what a killed proof left behind; answers how many records. */
export async function removeLeftovers(odoo: OdooWriter, backendId: string): Promise<number> {
  let removed = 0;
  for (const model of [PARTNER, PRODUCT]) {
    const left = await odoo.searchRead(model, {
      domain: [
        ['name', '=like', `${nameOf(backendId)}%`],
        ['active', '=', false],
      ],
      fields: ['name'],
      row: withId,
    });
    const ids = left.map(({ id }) => id);
    // Before the contact that they name; the products are on their lines.
    if (model === PARTNER && ids.length > 0) removed += await removeQuotations(odoo, ids);
    await remove(odoo, model, ids);
    removed += left.length;
  }
  return removed;
}

const withId = z.object({ id: z.int() });

/** Removes the quotations of contacts of a proof; answers how many. */
export async function removeQuotations(odoo: OdooWriter, partnerIds: readonly number[]): Promise<number> {
  const left = await odoo.searchRead(ORDER, {
    domain: [['partner_id', 'in', partnerIds]],
    fields: ['name'],
    row: withId,
  });
  await remove(
    odoo,
    ORDER,
    left.map(({ id }) => id),
  );
  return left.length;
}

/** What the records of a proof are called, so that a user who meets one knows what it is. */
export const nameOf = (backendId: string) => `WooCommerce connector: tax probe ${markOf(backendId)}`;

/** The key of the product that represents shipping. */
export const SHIPPING = 'shipping';

const contactId = (backendId: string) => nativeExternalId('probe_contact', markOf(backendId));
const productId = (backendId: string, key: string) =>
  nativeExternalId('probe_product', markOf(backendId), key);

function contactRow(backendId: string): LoadRow {
  return {
    externalId: contactId(backendId),
    values: { name: `${nameOf(backendId)} (may be deleted)`, active: 'False' },
  };
}

function productRow(
  backendId: string,
  series: number,
  { key, price, taxIds, weight }: ProbeProduct,
): LoadRow {
  return {
    externalId: productId(backendId, key),
    values: {
      name: `${nameOf(backendId)} ${key} (may be deleted)`,
      active: 'False',
      sale_ok: 'False',
      purchase_ok: 'False',
      [series < 18 ? 'detailed_type' : 'type']: weight === undefined ? 'service' : 'consu',
      list_price: price,
      weight: weight ?? '0',
      'taxes_id/.id': taxIds.join(),
    },
  };
}

async function make(odoo: OdooWriter, model: string, rows: readonly LoadRow[]): Promise<number[]> {
  const columns = Object.keys(rows[0]?.values ?? {});
  const results = await odoo.load(model, columns, rows);
  return results.map((result) => {
    if ('id' in result) return result.id;
    throw new ConnectorError({
      code: 'verify.rights',
      message: `Odoo refused to make a ${model === PARTNER ? 'contact' : 'product'} to ask with: ${result.error}`,
      hint: "Give the connector's user the groups that docs/getting-started.md names, Contact Creation and product rights among them.",
    });
  });
}

/** Deletes records; none where there are none. */
export async function remove(odoo: OdooWriter, model: string, ids: readonly number[]): Promise<void> {
  const [first, ...others] = ids;
  if (first === undefined) return;
  await odoo.call(model, 'unlink', { ids: [first, ...others], answer: z.unknown() });
}

/** 17 answers a number, later series a record with an id; `false` is none. */
function idOf(value: unknown): number | null {
  if (typeof value === 'number') return value;
  const parsed = z.union([z.object({ id: z.int() }), z.tuple([z.int(), z.string()])]).safeParse(value);
  if (!parsed.success) return null;
  return Array.isArray(parsed.data) ? parsed.data[0] : parsed.data.id;
}
