import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { makeCertificate } from '../../test/testing/certificate.ts';
import { ask } from '../../test/contract/ask.ts';
import type { Reply } from '../../test/contract/ask.ts';
import { startStore, STORE_KEYS } from '../index.ts';
import { textOf } from '../json.ts';
import type { SandboxStore } from '../index.ts';
import { seedSettings } from './settings-seed.ts';

const API = '/wp-json/wc/v3';
const certificate = makeCertificate();
let store: SandboxStore;

beforeAll(async () => {
  store = await startStore({ tls: certificate });
  store.control.snapshot('start');
});
beforeEach(() => {
  store.control.restore('start');
  store.control.reset();
});
afterAll(() => store.close());

async function send(path: string, method = 'GET', body?: unknown): Promise<Reply> {
  const { consumerKey, consumerSecret } = STORE_KEYS.full;
  const pair = Buffer.from(`${consumerKey}:${consumerSecret}`).toString('base64');
  return await ask({
    method,
    url: `${store.url}${path}`,
    ca: certificate.cert,
    headers: { Authorization: `Basic ${pair}` },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

const rows = (reply: Reply) => reply.json as { id: string; value: unknown; options?: object }[];

describe('the settings of the data set', () => {
  it('are those of a fresh store, without anybody’s sentences', () => {
    const { groups, settings, statuses } = seedSettings();
    expect([groups.length, settings.length, statuses.length]).toEqual([29, 235, 8]);
    const prose = settings.filter(
      ({ type, value }) => type === 'textarea' && textOf(value).split(' ').length > 4,
    );
    expect(prose).toEqual([]);
    const pairs = settings.map(({ group, id }) => `${group}:${id}`);
    expect(new Set(pairs).size).toBe(pairs.length);
  });
});

describe('reading', () => {
  it('lists groups with their sub-groups, and settings by group', async () => {
    const groups = (await send(`${API}/settings`)).json as { id: string; sub_groups: string[] }[];
    expect(groups.find(({ id }) => id === 'email')?.sub_groups).toHaveLength(17);
    const country = rows(await send(`${API}/settings/general`)).find(({ id }) =>
      id.endsWith('default_country'),
    );
    expect(Object.keys(country?.options ?? {})).toContain('US:CA');
    expect(Object.keys(country?.options ?? {}).length).toBeGreaterThan(2_000);
    const fields = (await send(`${API}/settings/tax?_fields=id,value`)).json as object[];
    expect(fields.every((row) => Object.keys(row).join() === 'id,value')).toBe(true);
    expect((await send(`${API}/settings/checkout`)).json).toEqual([]);
  });

  it.each([
    ['integration', 'rest_setting_setting_group_invalid'],
    ['nosuch', 'rest_setting_setting_group_invalid'],
    ['tax/nosuch', 'rest_setting_setting_invalid'],
    ['a/b/c', 'rest_no_route'],
  ])('answers 404 for %s', async (path, code) => {
    const reply = await send(`${API}/settings/${path}`);
    expect([reply.status, (reply.json as { code: string }).code]).toEqual([404, code]);
  });
});

describe('writing', () => {
  it('changes a setting, and counts a change as one', async () => {
    const path = `${API}/settings/general/woocommerce_calc_taxes`;
    expect((await send(path, 'PUT', { value: 'no' })).json).toMatchObject({
      value: 'no',
      group_id: 'general',
    });
    expect((await send(path, 'PUT', { value: 'no' })).status).toBe(200);
    expect((await send(path)).json).toMatchObject({ value: 'no' });
    expect(store.control.counts()).toMatchObject({ changes: 1 });
  });

  it.each([
    ['general/woocommerce_calc_taxes', 'perhaps'],
    ['general/woocommerce_currency', 'ZZZ'],
    ['general/woocommerce_default_country', 'XX:YY'],
    ['general/woocommerce_specific_allowed_countries', ['DE', 'XX']],
    ['general/woocommerce_store_city', ['a']],
  ])('refuses %s = %j', async (path, value) => {
    expect((await send(`${API}/settings/${path}`, 'PUT', { value })).status).toBe(400);
  });

  it.each([
    ['general/woocommerce_specific_allowed_countries', ['DE', 'AT']],
    ['general/woocommerce_default_country', 'DE:DE-BE'],
    ['general/woocommerce_price_num_decimals', '3'],
  ])('takes %s = %j', async (path, value) => {
    expect((await send(`${API}/settings/${path}`, 'PUT', { value })).json).toMatchObject({ value });
  });

  it('changes many at once within a group, and none across groups', async () => {
    const update = [
      { id: 'woocommerce_tax_based_on', value: 'base' },
      { id: 'nosuch', value: '1' },
    ];
    const { json } = await send(`${API}/settings/tax/batch`, 'POST', { update });
    expect(json).toMatchObject({
      update: [{ value: 'base' }, { error: { code: 'rest_setting_setting_invalid' } }],
    });
    const across = await send(`${API}/settings/batch`, 'POST', {
      update: [{ ...update[0], group_id: 'tax' }],
    });
    expect(across.json).toMatchObject({ update: [{ error: { code: 'invalid-method' } }] });
  });
});

describe('the control', () => {
  it('adds, changes and removes settings, groups and statuses', async () => {
    const { control } = store;
    control.putSettingGroup({ id: 'acme', label: 'Acme', parent: '' });
    control.putSetting({ group: 'acme', id: 'a', label: 'A', type: 'text', value: 'x' });
    expect((await send(`${API}/settings/acme`)).json).toMatchObject([{ id: 'a', value: 'x' }]);
    control.setSetting('acme', 'a', ['odd']);
    expect((await send(`${API}/settings/acme/a`)).json).toMatchObject({ value: ['odd'] });
    control.removeSetting('acme', 'a');
    expect((await send(`${API}/settings/acme`)).json).toEqual([]);
    control.removeSettingGroup('acme');
    expect((await send(`${API}/settings/acme`)).status).toBe(404);
    expect(() => control.setSetting('acme', 'a', '')).toThrow('no setting acme/a');

    control.putOrderStatus({ slug: 'packed', name: 'Packed' });
    control.removeOrderStatus('failed');
    const slugs = (await send(`${API}/reports/orders/totals`)).json as { slug: string }[];
    expect(slugs.map(({ slug }) => slug)).toEqual(expect.arrayContaining(['packed', 'completed']));
    expect(slugs.map(({ slug }) => slug)).not.toContain('failed');

    control.setTimeZone('Asia/Kolkata', 5.5);
    const index = await send('/wp-json/?_fields=timezone_string,gmt_offset');
    expect(index.json).toMatchObject({ timezone_string: 'Asia/Kolkata', gmt_offset: 5.5 });
  });
});
