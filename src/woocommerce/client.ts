import pLimit from 'p-limit';
import type { z } from 'zod';
import { withoutTrailingSlash } from '../core/address.ts';
import { REST_ROOT } from './http/address.ts';
import { withoutSecrets } from './http/failure.ts';
import { answerFailure } from './http/errors.ts';
import { GATEWAY_FIELDS, paymentGatewaysSchema } from './resources/gateway-schemas.ts';
import { readAllPages, readTotal, PAGE_SIZE } from './http/paging.ts';
import type { Identified } from './http/paging.ts';
import type {
  CachedAnswers,
  InvalidShippingRow,
  StoreConnection,
  StoreReader,
  StoreShippingClass,
  StoreTaxRate,
  InvalidTaxRate,
} from './port.ts';
import { explainRefusal } from './http/refusal.ts';
import { readShape } from './resources/schemas.ts';
import { continentsSchema, countriesSchema } from './resources/country-schemas.ts';
import { openSession } from './http/session.ts';
import type { Answer } from './http/answer.ts';
import type { SessionOptions, StoreRequest } from './http/session.ts';
import { readOrderStatuses, readSettings, readSite } from './resources/settings.ts';
import type { ReadOptions, ReadValue } from './resources/settings.ts';
import {
  CLASS_FIELDS,
  isShippingFault,
  methodTypesSchema,
  shippingClassesSchema,
} from './resources/shipping-schemas.ts';
import { readShippingZones } from './resources/shipping.ts';
import { openCart } from './resources/cart.ts';
import { tradeReader } from './resources/trade.ts';
import type { StoreTradeReader } from './trade-port.ts';
import {
  isInvalidTaxRate,
  TAX_RATE_FIELDS,
  taxClassesSchema,
  taxRatesSchema,
} from './resources/tax-schemas.ts';

export interface StoreOptions extends Omit<SessionOptions, 'caFile'> {
  /** Requests in flight at once; default 2, the useful limit per server core. */
  readonly concurrency?: number | undefined;
  /** Whether the settings of each e-mail template are read too: one request more per template. Default: no. */
  readonly emailTemplates?: boolean | undefined;
}

/** A store that is open for reading. */
export interface OpenStore extends StoreReader, StoreTradeReader {
  /** How many requests were sent so far, repeated ones and those that looked for the cause of a refusal included. */
  requests(): number;
  /** What page caches answered in place of the store so far, one entry for each cache. */
  cachedAnswers(): readonly CachedAnswers[];
  /** Closes the connections. */
  close(): Promise<void>;
}

/**
 * Opens a store with a connection found by `detectStore`. Sends nothing yet.
 *
 * @throws ConnectorError `store.ca_file`; the reads throw `store.…` errors, none of which contains a key
 */
export function openStore(connection: StoreConnection, options: StoreOptions = {}): OpenStore {
  const concurrency = options.concurrency ?? 2;
  const session = openSession(connection.keys, { ...options, caFile: connection.caFile });
  const limit = pLimit(concurrency);
  const ratesSchema = taxRatesSchema(session.redact);
  const placesSchema = countriesSchema(session.redact);
  const classesSchema = shippingClassesSchema(session.redact);

  const ask = async <T>(
    request: StoreRequest,
    schema: z.ZodType<T>,
    absent?: T,
  ): Promise<{ value: T; answer: Answer }> => {
    // A request keeps its place while it waits to be repeated: a store that asks for a pause gets one.
    const answer = await limit(() => session.exchange(request));
    return withoutSecrets(session.redact, async () => {
      if (absent !== undefined && isAbsent(answer)) return { value: absent, answer };
      if (answerFailure(answer) !== null) throw await explainRefusal(session, request, answer);
      return { value: readShape(schema, answer), answer };
    });
  };

  const read = <T>(
    path: string,
    query: Readonly<Record<string, string>>,
    schema: z.ZodType<T>,
    { confidential = false, absent }: ReadOptions<T> = {},
  ): Promise<{ value: T; answer: Answer }> =>
    ask(
      { method: 'GET', url: endpoint(connection.url, path), query, signIn: connection.signIn, confidential },
      schema,
      absent,
    );

  const valueAt: ReadValue = async (path, query, schema, how) => (await read(path, query, schema, how)).value;
  // WordPress' own index lies outside WooCommerce's API and is public: no keys are sent there.
  const indexValue = async <T>(query: Readonly<Record<string, string>>, schema: z.ZodType<T>): Promise<T> => {
    const url = withoutTrailingSlash(connection.url) + REST_ROOT;
    return (await ask({ method: 'GET', url, query, signIn: null }, schema)).value;
  };

  const readList = <Row extends Identified>(path: string, fields: string, schema: z.ZodType<Row[]>) =>
    readAllPages<Row>({
      concurrency,
      address: endpoint(connection.url, path),
      onOddTotal: ({ address, total, count }) =>
        session.warn({
          code: 'store.odd_total',
          message: `${address} names a total of ${total} and lists ${count}. All rows up to the first empty page were read; a plugin (of languages, for example) or WooCommerce before 6.0 counts otherwise.`,
        }),
      readPage: async (page) => {
        const query = {
          orderby: 'id',
          order: 'asc',
          per_page: String(PAGE_SIZE),
          page: String(page),
          _fields: fields,
        };
        const { value, answer } = await read(path, query, schema);
        return { rows: value, total: readTotal(answer.header('x-wp-total')) };
      },
    });

  return {
    countries: () => valueAt('data/countries', { _fields: 'code,name,states' }, placesSchema),
    taxClasses: () => valueAt('taxes/classes', { _fields: 'slug,name' }, taxClassesSchema(session.redact)),
    taxRates: async () => {
      const rows = await readList('taxes', TAX_RATE_FIELDS, ratesSchema);
      const rates: StoreTaxRate[] = [];
      const faults: InvalidTaxRate[] = [];
      for (const row of rows) {
        if (isInvalidTaxRate(row)) faults.push(row);
        else rates.push(row);
      }
      return { rates, faults };
    },
    settings: () => readSettings(valueAt, options.emailTemplates ?? false),
    orderStatuses: () => readOrderStatuses(valueAt, session.redact),
    shippingZones: () => readShippingZones({ read: valueAt, concurrency, redact: session.redact }),
    shippingMethodTypes: () =>
      valueAt('shipping_methods', { _fields: 'id,title' }, methodTypesSchema(session.redact)),
    shippingClasses: async () => {
      const rows = await readList('products/shipping_classes', CLASS_FIELDS, classesSchema);
      const classes: StoreShippingClass[] = [];
      const faults: InvalidShippingRow[] = [];
      for (const row of rows) {
        if (isShippingFault(row)) faults.push(row);
        else classes.push(row);
      }
      return { classes, faults };
    },
    continents: () =>
      valueAt('data/continents', { _fields: 'code,name,countries' }, continentsSchema(session.redact)),
    // The answer contains passwords where a plugin ignores what was asked for: no error may show it.
    paymentGateways: () =>
      valueAt('payment_gateways', { _fields: GATEWAY_FIELDS }, paymentGatewaysSchema, { confidential: true }),
    site: () => readSite(valueAt, indexValue),
    ...tradeReader(read),
    openCart: (items) => openCart({ session, limit, home: connection.url }, items),
    requests: () => session.requests(),
    cachedAnswers: () => session.cachedAnswers(),
    close: () => session.close(),
  };
}

/** The address of an endpoint of WooCommerce's REST API, version 3. */
export function endpoint(home: string, path: string): string {
  return `${withoutTrailingSlash(home)}/wp-json/wc/v3/${path}`;
}

/** Whether WordPress itself reports that there is no such thing, as opposed to no such route, or a host with no such page. */
function isAbsent(answer: Answer): boolean {
  return answer.status === 404 && answer.error !== null && answer.error.code !== 'rest_no_route';
}
