import type { JsonObject } from '../../json.ts';
import type { Environment } from '../environment.ts';
import { putExternalId } from '../external-ids.ts';
import { createRecords } from '../write.ts';

/** What the `delivery` module brings along: a category, a product that costs nothing, and the carrier that sells it. */
export function seedDelivery(env: Environment): void {
  const taxes_id = [[6, 0, [env.database.row('res.company', 1)?.['account_sale_tax_id'] ?? 0]]];
  const make = (model: string, name: string, values: JsonObject): number => {
    const [id = 0] = createRecords(env, env.model(model), [values]);
    putExternalId(env.database, `delivery.${name}`, model, id);
    return id;
  };
  const categ_id = make('product.category', 'product_category_deliveries', { name: 'Deliveries' });
  const product_id = make('product.product', 'product_product_delivery', {
    name: 'Standard delivery',
    default_code: 'Delivery_007',
    type: 'service',
    sale_ok: false,
    purchase_ok: false,
    list_price: 0,
    invoice_policy: 'order',
    categ_id,
    taxes_id,
  });
  make('delivery.carrier', 'free_delivery_carrier', { name: 'Standard delivery', sequence: 1, product_id });
}
