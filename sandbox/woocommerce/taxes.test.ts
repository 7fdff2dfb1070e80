import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ask } from '../../test/contract/ask.ts';
import type { Reply } from '../../test/contract/ask.ts';
import { makeCertificate } from '../../test/testing/certificate.ts';
import { startStore, STORE_KEYS } from '../index.ts';
import type { SandboxStore } from '../index.ts';
import { seedShop } from './seed.ts';
import type { TaxRate } from './state.ts';
import { listRates } from './tax-list.ts';
import { zipRates } from './zip-rates.ts';

const certificate = makeCertificate();
let store: SandboxStore;

beforeAll(async () => {
  store = await startStore({ tls: certificate });
  store.control.snapshot('start');
});
beforeEach(() => store.control.restore('start'));
afterAll(() => store.close());

async function call(path: string, method = 'GET', body?: unknown): Promise<Reply> {
  const { consumerKey, consumerSecret } = STORE_KEYS.full;
  const pair = Buffer.from(`${consumerKey}:${consumerSecret}`).toString('base64');
  return await ask({
    method,
    url: `${store.url}/wp-json/wc/v3/${path}`,
    ca: certificate.cert,
    headers: { Authorization: `Basic ${pair}` },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

const RATE: TaxRate = {
  id: 500,
  country: 'DE',
  state: '',
  postcodes: [],
  cities: [],
  rate: '19.0000',
  name: 'MwSt.',
  priority: 1,
  compound: false,
  shipping: true,
  order: 0,
  class: 'standard',
};

const rowsOf = async (query: string) => (await call(`taxes?${query}`)).json as readonly unknown[];
const slugs = async () =>
  ((await call('taxes/classes')).json as { slug: string }[]).map((taxClass) => taxClass.slug);

describe('tax rates under control', () => {
  it('are replaced as a table, and new ones get new ids', async () => {
    store.control.setRates([RATE, { ...RATE, id: 3 }]);
    expect((await rowsOf('orderby=id')).map((row) => (row as TaxRate).id)).toEqual([3, 500]);
    const created = await call('taxes', 'POST', { country: 'AT', rate: '20' });
    expect(created.json).toMatchObject({ id: 501, rate: '20.0000' });
  });

  it('hold raw rows, served as they are behind the others', async () => {
    const rows = [{ id: 500, rate: 'text', class: 'standard' }, { country: 'DE' }, 'no object', null];
    store.control.setRates([RATE, { ...RATE, id: 501 }]);
    for (const row of rows) store.control.putRawRate(row);
    const all = await call('taxes?orderby=id');
    expect((all.json as readonly unknown[]).slice(2)).toEqual(rows);
    expect(all.headers['x-wp-total']).toBe('6');
    expect(await rowsOf('per_page=3&page=1')).toHaveLength(3);
    expect(await rowsOf('per_page=3&page=2')).toEqual(rows.slice(1));
    expect(await rowsOf('class=standard')).toHaveLength(3);
    store.control.removeRate(500);
    expect(await rowsOf('')).toHaveLength(4);
    store.control.setRates([]);
    expect(await rowsOf('')).toEqual([]);
  });

  it('are listed anew after a change', async () => {
    store.control.setRates([RATE]);
    expect(await rowsOf('orderby=id')).toHaveLength(1);
    await call('taxes/500', 'PUT', { rate: '7' });
    expect(await rowsOf('orderby=id')).toMatchObject([{ rate: '7.0000' }]);
    await call('taxes/500?force=true', 'DELETE');
    expect(await rowsOf('orderby=id')).toEqual([]);
  });
});

describe('tax classes', () => {
  it('are made, refused twice and without a name, and listed by name behind the standard one', async () => {
    const created = await call('taxes/classes', 'POST', { name: 'Bücher & Éditions' });
    expect([created.status, created.json]).toMatchObject([
      201,
      { slug: 'bucher-editions', name: 'Bücher & Éditions' },
    ]);
    expect(await slugs()).toEqual(['standard', 'bucher-editions', 'food-books', 'reduced-rate', 'zero-rate']);
    const again = await call('taxes/classes', 'POST', { name: 'Bücher & Éditions' });
    expect([again.status, again.json]).toMatchObject([400, { code: 'woocommerce_rest_tax_class_exists' }]);
    const nameless = await call('taxes/classes', 'POST', { name: ' ' });
    expect(nameless.json).toMatchObject({ code: 'woocommerce_rest_tax_class_invalid_name' });
    store.control.putClass({ slug: 'food-books', name: 'Victuals' });
    expect(await slugs()).toEqual(['standard', 'bucher-editions', 'reduced-rate', 'food-books', 'zero-rate']);
  });

  it('take their rates along', async () => {
    store.control.putRawRate({ id: 900, class: 'food-books' });
    expect(await rowsOf('class=food-books')).toHaveLength(7);
    expect((await call('taxes/classes/food-books', 'DELETE')).status).toBe(501);
    expect((await call('taxes/classes/food-books?force=true', 'DELETE')).status).toBe(200);
    store.control.removeClass('zero-rate');
    expect(await slugs()).toEqual(['standard', 'reduced-rate']);
    const left = await rowsOf('per_page=100');
    expect(left).toHaveLength(51);
    expect(new Set(left.map((row) => (row as TaxRate).class))).toEqual(new Set(['standard', 'reduced-rate']));
  });

  it('always hold the standard one', async () => {
    expect((await call('taxes/classes/standard?force=true', 'DELETE')).status).toBe(404);
    expect(() => store.control.removeClass('standard')).toThrow('cannot be removed');
  });
});

describe('generated ZIP rates', () => {
  const rates = zipRates(50_000, 60);

  it('are always the same, each for a place of its own', () => {
    expect(zipRates(50_000, 60)).toEqual(rates);
    const keys = rates.map(({ state, postcodes, priority }) => [state, ...postcodes, priority].join());
    expect(new Set(keys).size).toBe(50_000);
    expect(rates.map(({ id }) => id)).toEqual(rates.map((_, index) => 60 + index));
    expect(zipRates(100_000, 1).filter(({ priority }) => priority === 2).length).toBeGreaterThan(40_000);
    expect(zipRates(0, 1)).toEqual([]);
  });

  it('are of every form, and of some hundred percentages', () => {
    const forms = rates.map(({ postcodes }) =>
      postcodes.join().replace(/\d+/g, (digits) => `${digits.length}`),
    );
    expect(new Set(forms)).toEqual(new Set(['5', '5...5', '3*']));
    const percentages = new Set(rates.map(({ rate }) => rate));
    expect(percentages.size).toBeGreaterThan(200);
    expect(percentages.size).toBeLessThan(600);
    expect([...percentages].every((percentage) => /^\d{1,2}\.\d{4}$/.test(percentage))).toBe(true);
    expect(rates.filter(({ cities }) => cities.length > 0)).toHaveLength(250);
    // Ranges and single codes of the first priority never meet: the order of the table decides nothing.
    const bounds = rates
      .filter(({ priority }) => priority === 1)
      .map(({ postcodes }) => (postcodes[0] ?? '').split('...').map(Number));
    const meeting = bounds.filter(
      ([first], index) => index > 0 && (first ?? 0) <= (bounds[index - 1]?.at(-1) ?? 0),
    );
    expect(meeting).toEqual([]);
  });

  it('come to those of the store, in states that it has', () => {
    store.control.generateZipRates(1_000);
    const { taxRates, countries } = store.control.data();
    expect(taxRates).toHaveLength(1_059);
    expect(taxRates.at(-1)?.id).toBe(1_059);
    const states = countries.find(({ code }) => code === 'US')?.states.map(({ code }) => code) ?? [];
    expect(rates.filter(({ state }) => !states.includes(state))).toEqual([]);
  });

  it('are paged as quickly as few', () => {
    const shop = { ...seedShop(), taxRates: rates };
    const read = (page: number) =>
      listRates({
        shop,
        query: { orderby: 'id', order: 'asc', per_page: '100', page: String(page) },
        body: {},
        parts: {},
        base: '',
      });
    const first = read(1);
    expect(first.headers).toMatchObject({ 'X-WP-Total': '50000', 'X-WP-TotalPages': '500' });
    const started = process.threadCpuUsage();
    const ids = Array.from(
      { length: 500 },
      (_, index) => read(index + 1).body as unknown as readonly TaxRate[],
    ).flatMap((rows) => rows.map(({ id }) => id));
    // 5 ms a page; sorting the table anew for each would take ten times that.
    expect(process.threadCpuUsage(started).user / 1_000).toBeLessThan(2_500);
    expect(ids).toEqual(rates.map(({ id }) => id));
  });
});
