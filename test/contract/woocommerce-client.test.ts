import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { openStore } from '../../src/woocommerce/client.ts';
import type { OpenStore } from '../../src/woocommerce/client.ts';
import { answerFailure } from '../../src/woocommerce/http/errors.ts';
import { readTotal } from '../../src/woocommerce/http/paging.ts';
import type { SignIn } from '../../src/woocommerce/port.ts';
import { paymentGatewaysSchema } from '../../src/woocommerce/resources/gateway-schemas.ts';
import { explainRefusal, isRefusal, looksUnsigned } from '../../src/woocommerce/http/refusal.ts';
import { countriesSchema } from '../../src/woocommerce/resources/country-schemas.ts';
import { readShape, versionSchema } from '../../src/woocommerce/resources/schemas.ts';
import { taxClassesSchema, taxRatesSchema } from '../../src/woocommerce/resources/tax-schemas.ts';
import { mayBeSecret } from '../../src/woocommerce/resources/secret-settings.ts';
import { openSession } from '../../src/woocommerce/http/session.ts';
import type { Answer } from '../../src/woocommerce/http/answer.ts';
import type { StoreRequest } from '../../src/woocommerce/http/session.ts';
import {
  fitsBounds,
  settingGroupsSchema,
  settingsSchema,
} from '../../src/woocommerce/resources/setting-schemas.ts';
import type { Method } from '../../src/woocommerce/http/sign-in.ts';

/** The client against what real stores answered. The folder is given by `npm run test:recorded -- FOLDER`. */
const folder = process.env['RECORDED'];
if (folder === undefined || folder === '')
  throw new Error('RECORDED must name the folder of recorded answers.');
const root = join(folder, 'woocommerce');

const exchangeSchema = z.object({
  status: z.int(),
  headers: z.array(z.tuple([z.string(), z.string()])).optional(),
  body: z.unknown(),
});
const bareErrorSchema = z.object({
  code: z.string(),
  message: z.string(),
  data: z.object({ status: z.int() }),
});

interface Recorded {
  readonly status: number;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: unknown;
}

function read(version: string, name: string): Recorded {
  const value: unknown = JSON.parse(readFileSync(join(root, version, name), 'utf8'));
  // Some were kept without their envelope: the body alone, whose data repeats the status.
  const bare = bareErrorSchema.safeParse(value);
  if (bare.success) return { status: bare.data.data.status, headers: [], body: value };
  const { status, headers = [], body } = exchangeSchema.parse(value);
  return { status, headers, body };
}

const keys = { consumerKey: `ck_${'1'.repeat(40)}`, consumerSecret: `cs_${'2'.repeat(40)}` };

/** Serves recorded answers in turn, the last one for ever, and runs something against them. */
async function against<T>(answers: readonly Recorded[], run: (url: string) => Promise<T>): Promise<T> {
  let count = 0;
  const server = createServer((_, response) => {
    const answer = answers[Math.min(count, answers.length - 1)];
    count += 1;
    const kept = (answer?.headers ?? []).filter(([name]) => /^(?:x-wp-|content-type|allow|link)/i.test(name));
    response.writeHead(answer?.status ?? 500, kept.flat());
    response.end(JSON.stringify(answer?.body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    return await run(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  } finally {
    server.close();
    server.closeAllConnections();
  }
}

/** Serves the recorded answer to each request by its path. */
async function serving<T>(version: string, run: (store: OpenStore) => Promise<T>): Promise<T> {
  const names = readdirSync(join(root, version));
  const server = createServer((request, response) => {
    const path = (request.url ?? '').replace(/^\/wp-json\/wc\/v3\//, '').replace(/\?.*$/, '');
    const beginning = `GET_${path.replaceAll('/', '_')}`;
    const name = names.find((one) => one === `${beginning}.json` || one === `${beginning}_per_page_100.json`);
    const answer = name === undefined ? undefined : read(version, name);
    const kept = (answer?.headers ?? []).filter(([header]) => /^(?:x-wp-|content-type)/i.test(header));
    response.writeHead(answer?.status ?? 500, kept.flat());
    response.end(JSON.stringify(answer?.body ?? null));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const store = openStore({ url, signIn: 'oauth1', keys }, { retries: 0 });
  try {
    return await run(store);
  } finally {
    await store.close();
    server.close();
    server.closeAllConnections();
  }
}

/** What a recorded answer looks like to the client. */
function received(recorded: Recorded, method: Method = 'GET', signIn: SignIn = 'oauth1') {
  return against([recorded], async (url) => {
    const session = openSession(keys);
    const request: StoreRequest = { method, url: `${url}/wp-json/wc/v3/x`, query: {}, signIn };
    const answer = await session.exchange(request);
    await session.close();
    return answer;
  });
}

const versions = readdirSync(root).filter((version) =>
  readdirSync(join(root, version)).includes('GET_data_countries.json'),
);

test('there are recordings', () => {
  expect(versions.length).toBeGreaterThan(0);
});

describe.each(versions)('WooCommerce %s', (version) => {
  test('countries and states', async () => {
    const { countries, faults } = readShape(
      countriesSchema(String),
      await received(read(version, 'GET_data_countries.json')),
    );
    expect([249, 250]).toContain(countries.length);
    expect(faults).toEqual([]);
    expect(countries.flatMap(({ states }) => states).length).toBeGreaterThan(1_500);
    expect(countries.find(({ code }) => code === 'UM')?.states.every(({ code }) => /^\d+$/.test(code))).toBe(
      true,
    );
    expect(countries.find(({ code }) => code === 'CW')?.name).toBe('Curaçao');
    expect(JSON.stringify(countries)).not.toMatch(/&[a-z]+;|&#\d+;/);
  });

  test('tax rates, through the whole client', async () => {
    const page = read(version, 'GET_taxes_per_page_100.json');
    const { rates, faults } = await against([page], async (url) => {
      const store = openStore({ url, signIn: 'oauth1', keys });
      const all = await store.taxRates();
      expect(store.requests()).toBe(1);
      await store.close();
      return all;
    });
    const total = page.headers.find(([name]) => name === 'X-WP-Total')?.[1] ?? null;
    expect(faults).toEqual([]);
    expect(rates).toHaveLength(readTotal(total) ?? -1);
    expect(rates.find(({ id }) => id === 30)?.postcodes).toEqual(['10001', '10002', '10003-10005', '100*']);
    expect(rates.every(({ rate }) => /^\d+\.\d{4}$/.test(rate))).toBe(true);
    expect(rates.map(({ id }) => id)).toEqual(rates.map(({ id }) => id).sort((a, b) => a - b));
  });

  test('tax classes', async () => {
    const body = await received(read(version, 'GET_taxes_classes.json'));
    const { faults, rows } = readShape(
      taxClassesSchema((each) => each),
      body,
    );
    expect(faults).toEqual([]);
    expect(rows).toEqual([
      { slug: 'standard', name: 'Standard rate' },
      { slug: 'food-books', name: 'Food & Books' },
      { slug: 'reduced-rate', name: 'Reduced rate' },
      { slug: 'zero-rate', name: 'Zero rate' },
    ]);
  });

  test('shipping zones, method types, classes and continents, through the whole client', async () => {
    await serving(version, async (store) => {
      const { zones, faults } = await store.shippingZones();
      expect(store.requests()).toBe(14);
      expect(faults).toEqual([]);
      expect(zones.map(({ id }) => id)).toEqual([1, 2, 3, 4, 5, 6, 0]);
      expect(zones.map(({ methods }) => methods.length)).toEqual([2, 3, 3, 3, 1, 0, 2]);
      expect(zones.flatMap(({ locations }) => locations.map(({ type }) => type))).not.toContain('unknown');
      const methods = zones.flatMap((zone) => zone.methods);
      expect(methods.filter(({ enabled }) => !enabled).map(({ title }) => title)).toEqual([
        'US express (off)',
      ]);
      expect(methods.find(({ instanceId }) => instanceId === 4)?.settings).toEqual({
        tax_status: 'taxable',
        cost: '10 + [qty] * 2',
        class_cost_16: '20 * [qty]',
        class_cost_17: '',
        no_class_cost: '',
        type: 'order',
      });
      const { rows: types } = await store.shippingMethodTypes();
      expect(types[0]).toEqual({ id: 'flat_rate', title: 'Flat rate' });
      expect(types.map(({ id }) => id)).toEqual(expect.arrayContaining(['free_shipping', 'local_pickup']));
      expect(await store.shippingClasses()).toEqual({
        classes: [
          { id: 16, slug: 'bulky', name: 'Bulky' },
          { id: 17, slug: 'fragile', name: 'Fragile' },
        ],
        faults: [],
      });
      const { rows: continents } = await store.continents();
      expect(continents.map(({ code }) => code)).toEqual(['AF', 'AN', 'AS', 'EU', 'NA', 'OC', 'SA']);
      const placed = continents.flatMap(({ countries }) => countries);
      expect(placed.toSorted()).toEqual(
        (await store.countries()).countries.map(({ code }) => code).toSorted(),
      );
    });
  });

  test('payment gateways, and nothing that they are set up with', async () => {
    await serving(version, async (store) => {
      const { faults, gateways } = await store.paymentGateways();
      expect(faults).toEqual([]);
      expect(gateways.map(({ id, title, enabled }) => [id, title, enabled])).toEqual([
        ['bacs', 'Bank transfer & SEPA', true],
        ['cheque', 'Check payments', false],
        ['cod', 'Cash on delivery', true],
      ]);
      expect(gateways.map(({ order, supports }) => [order, supports])).toEqual(
        gateways.map(() => [null, ['products']]),
      );
      expect(JSON.stringify(gateways)).not.toMatch(/IBAN|wp-admin|settings/);
    });
  });

  test('settings: every row is read, two are hidden, and no value is of an unknown form', () => {
    const names = readdirSync(join(root, version)).filter((name) => /^GET_settings_[\w-]+\.json$/.test(name));
    const lists = names.flatMap((name) => {
      const recorded: unknown = JSON.parse(readFileSync(join(root, version, name), 'utf8'));
      const { status, body } = exchangeSchema.safeParse(recorded).data ?? { status: 404, body: [] };
      return status === 200 && Array.isArray(body) ? [{ name, body: body as unknown[] }] : [];
    });
    const rows = lists.flatMap(({ body }) => settingsSchema.parse(body).rows);
    expect(rows).toHaveLength(lists.flatMap(({ body }) => body).length);
    expect(rows.filter(mayBeSecret).map(({ id }) => id)).toEqual([
      'woocommerce_registration_generate_password',
      'woocommerce_myaccount_lost_password_endpoint',
    ]);
    expect(rows.every(({ value, default: preset }) => fitsBounds(value) && fitsBounds(preset))).toBe(true);
    expect(rows.filter(({ type }) => type === 'checkbox').map(({ value }) => value)).toContain('yes');
    const { rows: groups } = settingGroupsSchema.parse(read(version, 'GET_settings.json').body);
    expect(groups.find(({ id }) => id === 'account')?.label).toBe('Accounts & Privacy');
    expect(groups.filter(({ parent }) => parent === 'email').length).toBeGreaterThan(10);
  });

  test('an empty page and the version', async () => {
    const beyond = await received(read(version, 'GET_taxes_page_99_of_20.json'));
    expect(readShape(taxRatesSchema(String), beyond)).toEqual([]);
    const status = readShape(versionSchema, await received(read(version, 'GET_system_status.json')));
    expect(status.environment.version).toBe(version);
  });

  test('every recorded error is read as one', async () => {
    const names = readdirSync(join(root, version)).filter((name) => name.startsWith('errors__'));
    let errors = 0;
    for (const name of names) {
      const recorded = read(version, name);
      if (recorded.status < 400) continue;
      errors += 1;
      const answer = await received(recorded);
      expect(answer, name).toMatchObject({
        status: recorded.status,
        error: { code: (recorded.body as { code: string }).code },
      });
      expect(answerFailure(answer)?.code, name).toMatch(/^store\.(?:refused_request|no_route|rest_off)$/);
    }
    expect(errors).toBeGreaterThan(20);
  });

  test('refused keys are distinguished from other refusals', async () => {
    const expected: readonly (readonly [string, boolean, boolean])[] = [
      ['errors__wrong-key.json', true, true],
      ['errors__no-key.json', true, true],
      ['errors__basic-over-http.json', true, true],
      ['errors__query-rest_route.json', true, true],
      ['errors__wrong-secret.json', true, false],
      ['errors__writeonly-key-read.json', true, false],
      ['errors__readonly-key-write.json', true, false],
      ['errors__unknown-route.json', false, false],
      ['errors__tax-404.json', false, false],
    ];
    for (const [name, refused, unsigned] of expected) {
      const answer = await received(read(version, name));
      expect([isRefusal(answer), looksUnsigned(answer)], name).toEqual([refused, unsigned]);
    }
  });

  test('why a key was refused, with the recorded answer to OPTIONS', async () => {
    const options = read(version, 'errors__readonly-OPTIONS.json');
    const explain = (name: string, method: Method, probe: Recorded) =>
      against([probe], async (url) => {
        const session = openSession(keys);
        const refused: Answer = await received(read(version, name));
        const request: StoreRequest = { method, url: `${url}/x`, query: {}, signIn: 'oauth1' };
        const failure = await explainRefusal(session, request, refused);
        await session.close();
        return failure.code;
      });
    expect(await explain('errors__readonly-key-write.json', 'POST', options)).toBe('store.key_read_only');
    expect(await explain('errors__readonly-key-delete.json', 'DELETE', options)).toBe('store.key_read_only');
    expect(await explain('errors__writeonly-key-read.json', 'GET', options)).toBe('store.key_write_only');
  });
});

test('a gateway with passwords keeps them to itself', () => {
  const version = versions.find((one) =>
    readdirSync(join(root, one)).includes('GET_payment_gateways__paypal_configured.json'),
  );
  if (version === undefined) throw new Error('There is no recorded gateway with passwords.');
  const path = join(root, version, 'GET_payment_gateways__paypal_configured.json');
  const recorded: unknown = JSON.parse(readFileSync(path, 'utf8'));
  expect(JSON.stringify(recorded)).toContain('SECRET-api-pw');
  const { gateways } = paymentGatewaysSchema.parse([recorded]);
  expect(gateways).toMatchObject([{ id: 'paypal', enabled: true, supports: ['products', 'refunds'] }]);
  expect(JSON.stringify(gateways)).not.toMatch(/SECRET|example\.com|apiuser/);
});

test('a customer’s key, and the OAuth probes', async () => {
  const version = versions.find((one) => readdirSync(join(root, one)).includes('oauth'));
  if (version === undefined) throw new Error('There are no recorded OAuth probes.');
  const names = readdirSync(join(root, version)).filter((name) => name.startsWith('errors__customer-key'));
  expect(names.length).toBeGreaterThan(0);
  for (const name of names) {
    const refused = await received(read(version, name));
    const session = openSession(keys);
    const request: StoreRequest = { method: 'GET', url: refused.address, query: {}, signIn: 'oauth1' };
    expect((await explainRefusal(session, request, refused)).code, name).toBe('store.no_rights');
    expect(session.requests()).toBe(0);
    await session.close();
  }

  const probe = (name: string) => read(version, join('oauth', `${name}.json`));
  // The request, OPTIONS with our key, the same with a made-up key.
  const explained = (ours: string) =>
    against([probe(ours), probe('wrong-key')], async (url) => {
      const session = openSession(keys);
      const refused = await received(probe(ours));
      const request: StoreRequest = { method: 'GET', url: `${url}/x`, query: {}, signIn: 'oauth1' };
      const failure = await explainRefusal(session, request, refused);
      await session.close();
      return failure.code;
    });
  expect(await explained('wrong-key')).toBe('store.wrong_key');
  expect(await explained('wrong-secret')).toBe('store.wrong_secret');
  expect(await explained('signed-for-other-host')).toBe('store.wrong_secret');
  expect(answerFailure(await received(probe('ok-sha256')))).toBeNull();
});
