import { isLastPage, MAX_ROWS, PAGE_SIZE, readTotal } from '../http/paging.ts';
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

/** Reads orders and products; answers contain personal data, so no error quotes them. */
export function tradeReader(read: ReadPage): Pick<StoreTradeReader, 'orders' | 'products'> {
  return {
    orders: async (last) => {
      const rows = new Map<number | string, StoreOrder | InvalidOrder>();
      let available: number | null = null;
      // A new order moves the others from page to page: one that comes again is the same.
      const size = Math.min(PAGE_SIZE, last);
      // Plugins hide orders, so that it may take more pages than the number would need.
      for (let page = 1; page <= MAX_ROWS / PAGE_SIZE && rows.size < last; page += 1) {
        const query = {
          orderby: 'id',
          order: 'desc',
          per_page: String(size),
          page: String(page),
          _fields: ORDER_FIELDS,
        };
        const { value, answer } = await read('orders', query, ordersSchema, { confidential: true });
        available = readTotal(answer.header('x-wp-total'));
        value.forEach((row, at) => rows.set(row.id ?? `page ${page} row ${at}`, row));
        if (isLastPage({ page, rows: value.length, size, pages: pagesOf(answer) })) break;
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
        const { value, answer } = await read('products', query, productsSchema, { confidential: true });
        products.push(...value.products);
        if (isLastPage({ page, rows: value.rows, size: PAGE_SIZE, pages: pagesOf(answer) })) break;
      }
      return products;
    },
  };
}

function pagesOf(answer: Answer): number | null {
  return readTotal(answer.header('x-wp-totalpages'));
}
