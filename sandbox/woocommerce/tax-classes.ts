import type { JsonObject } from '../json.ts';
import { RestError } from './rest-error.ts';
import { totals } from './route.ts';
import type { Route, RouteCall } from './route.ts';
import type { TaxClass } from './state.ts';

/** `/taxes/classes` and `/taxes/classes/<slug>`. */
export const TAX_CLASS_ROUTES: readonly Route[] = [
  {
    pattern: /^\/taxes\/classes$/,
    list: true,
    allow: 'GET, POST',
    endpoints: {
      GET: {
        run: (call) => ({
          body: call.shop.taxClasses.map((taxClass) => classBody(taxClass, call.base)),
          headers: totals(call.shop.taxClasses.length),
        }),
      },
    },
  },
  {
    pattern: /^\/taxes\/classes\/(?<slug>[^/]+)$/,
    list: false,
    allow: 'GET, DELETE',
    endpoints: {
      // Recorded: a single class comes as a list of one.
      GET: { run: (call) => ({ body: [classBody(existing(call, true), call.base)] }) },
      DELETE: {
        run: (call) => {
          const gone = existing(call, false);
          const taxRates = call.shop.taxRates.filter((rate) => rate.class !== gone.slug);
          const taxClasses = call.shop.taxClasses.filter((taxClass) => taxClass.slug !== gone.slug);
          return {
            body: classBody(gone, call.base),
            shop: { ...call.shop, taxClasses, taxRates },
            // Deleting a class deletes its rates.
            changes: 1 + call.shop.taxRates.length - taxRates.length,
          };
        },
      },
    },
  },
];

function existing(call: RouteCall, standardToo: boolean): TaxClass {
  const slug = call.parts['slug'];
  const found = call.shop.taxClasses.find((taxClass) => taxClass.slug === slug);
  if (found === undefined || (slug === 'standard' && !standardToo)) {
    throw new RestError(404, 'woocommerce_rest_tax_class_invalid_slug', 'Invalid slug.');
  }
  return found;
}

function classBody(taxClass: TaxClass, base: string): JsonObject {
  return {
    slug: taxClass.slug,
    name: taxClass.name,
    _links: { collection: [{ href: `${base}/taxes/classes` }] },
  };
}
