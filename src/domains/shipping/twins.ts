import type { TwinRecord } from '../../core/domain.ts';
import { ConnectorError } from '../../core/errors.ts';
import type { OdooReader } from '../../odoo/port.ts';
import { CARRIER_MODEL, PRODUCT_MODEL, readMethodKey } from './models.ts';
import { readOwnCarriers } from './own-records.ts';

/**
 * Carriers in use that backends of before made for methods for which this backend has one in use too: the delivery wizard
 * of Odoo lists both. Their products go with them where nothing else sells them. One call each counts the carriers
 * of a product, and the orders.
 */
export async function findTwinCarriers(
  odoo: OdooReader,
  own: string,
  marks: ReadonlySet<string>,
): Promise<TwinRecord[]> {
  const carriers = (await readOwnCarriers(odoo)).filter(({ active }) => active);
  const kept = new Map(carriers.filter(({ mark }) => mark === own).map(({ id, key }) => [key, id]));
  const twins: TwinRecord[] = [];
  for (const { id, key, mark, name, productId } of carriers) {
    // A part may have a twin where this backend has one carrier for all countries of the method.
    const keptId = kept.get(key) ?? kept.get(readMethodKey(key).method);
    if (keptId === undefined || mark === own || !marks.has(mark)) continue;
    // Carriers of people may use the product of this one.
    const isAlone =
      productId !== null &&
      (await odoo.count(CARRIER_MODEL, [
        ['product_id', '=', productId],
        ['active', '=', true],
      ])) === 1;
    const product = isAlone
      ? [
          {
            ...{ model: PRODUCT_MODEL, id: productId, name },
            orders: await countOf(odoo, 'sale.order.line', 'product_id', productId),
          },
        ]
      : [];
    const orders = await countOf(odoo, 'sale.order', 'carrier_id', id);
    twins.push({ model: CARRIER_MODEL, id, name, mark, key, keptId, orders, parts: product });
  }
  return twins;
}

/** Null where the user may not read them: then they count as named by orders. */
async function countOf(odoo: OdooReader, model: string, field: string, id: number): Promise<number | null> {
  try {
    return await odoo.count(model, [[field, '=', id]]);
  } catch (error) {
    if (error instanceof ConnectorError && error.code.startsWith('odoo.') && !error.retryable) return null;
    throw error;
  }
}
