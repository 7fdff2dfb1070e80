import { PAGE_SIZE, readTotal } from '../http/paging.ts';
import type { Answer } from '../http/answer.ts';
import type { InvalidOrder, StoreOrder, StoreTradeReader } from '../trade-port.ts';
import type { z } from 'zod';
import { isInvalidOrder, ORDER_FIELDS, ordersSchema } from './order-schemas.ts';
import { PRODUCT_FIELDS, productsSchema } from './product-schemas.ts';

/** More pages of products are not looked through: carts need one of each class. */
const PRODUCT_PAGES = 2;

type ReadPage = <T>(
  path: string,
  query: Readonly<Record<string, string>>,
  schema: z.ZodType<T>,
  options: { readonly confidential: boolean },
) => Promise<{ value: T; answer: Answer }>;

/** Reads orders and products; answers hold personal data, so no error quotes them. */
export function tradeReader(read: ReadPage): Pick<StoreTradeReader, 'orders' | 'products'> {
  return {
    orders: async (last) => {
      const rows = new Map<number | string, StoreOrder | InvalidOrder>();
      let available: number | null = null;
      // A new order moves the others from page to page: one that comes again is the same.
      for (let page = 1; page <= Math.ceil(last / PAGE_SIZE) + 1 && rows.size < last; page += 1) {
        const query = {
          orderby: 'id',
          order: 'desc',
          per_page: String(Math.min(PAGE_SIZE, last)),
          page: String(page),
          _fields: ORDER_FIELDS,
        };
        const { value, answer } = await read('orders', query, ordersSchema, { confidential: true });
        available = readTotal(answer.header('x-wp-total'));
        value.forEach((row, at) => rows.set(row.id ?? `page ${page} row ${at}`, row));
        if (value.length < Math.min(PAGE_SIZE, last)) break;
      }
      const found = [...rows.values()].slice(0, last);
      return {
        orders: found.filter((row): row is StoreOrder => !isInvalidOrder(row)),
        faults: found.filter(isInvalidOrder),
        available,
      };
    },
    products: async () => {
      const products = [];
      for (let page = 1; page <= PRODUCT_PAGES; page += 1) {
        const query = {
          status: 'publish',
          orderby: 'id',
          order: 'asc',
          per_page: String(PAGE_SIZE),
          page: String(page),
          _fields: PRODUCT_FIELDS,
        };
        const { value } = await read('products', query, productsSchema, { confidential: true });
        products.push(...value);
        if (value.length < PAGE_SIZE) break;
      }
      return products;
    },
  };
}
