import { z } from 'zod';
import type { StoreProduct } from '../trade-port.ts';
import { enabled } from './loose-values.ts';
import { MAX_CODE_LENGTH, MAX_NAME_LENGTH, shownText, text } from './schemas.ts';

export const PRODUCT_FIELDS =
  'id,name,type,status,price,tax_class,tax_status,shipping_class_id,virtual,weight,purchasable,stock_status';

const code = text(MAX_CODE_LENGTH).catch('');

const product: z.ZodType<StoreProduct> = z
  .object({
    id: z.int().positive(),
    name: shownText(MAX_NAME_LENGTH),
    type: code,
    status: code,
    price: z
      .union([z.string(), z.number()])
      .transform(String)
      .pipe(z.string().regex(/^\d{1,15}(?:\.\d{1,10})?$/)),
    tax_class: code,
    tax_status: z.enum(['taxable', 'shipping', 'none']),
    shipping_class_id: z.int().nonnegative().catch(0),
    virtual: enabled.catch(false),
    weight: z
      .string()
      .regex(/^\d{0,12}(?:\.\d{1,10})?$/)
      .catch(''),
    purchasable: enabled,
    stock_status: code,
  })
  .transform((row) => ({
    id: row.id,
    name: row.name,
    type: row.type,
    price: row.price,
    taxClass: row.tax_class,
    taxStatus: row.tax_status,
    shippingClassId: row.shipping_class_id,
    virtual: row.virtual,
    weight: row.weight,
    canBeBought:
      row.status === 'publish' && row.type === 'simple' && row.purchasable && row.stock_status === 'instock',
  }));

/** A page of products: those that could be understood, and how many rows it has. */
export interface ProductPage {
  readonly products: readonly StoreProduct[];
  readonly rows: number;
}

/** `GET products`. What cannot be understood is left out: another product of its class will do. */
export const productsSchema: z.ZodType<ProductPage> = z
  .array(z.unknown())
  .max(100)
  .transform((rows) => ({
    products: rows.flatMap((row) => {
      const parsed = product.safeParse(row);
      return parsed.success ? [parsed.data] : [];
    }),
    rows: rows.length,
  }));
