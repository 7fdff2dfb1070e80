import { describe, expect, it } from 'vitest';
import type { SettingFacts } from './facts.ts';
import { keyParts, settingKey, settingRows } from './rows.ts';
import { isTaxPolicy, taxPolicyReason } from './tax-policy.ts';

const nothing: SettingFacts = {
  groups: {},
  settings: [],
  hidden: [],
  statuses: [],
  site: null,
  unavailable: [],
  skipped: [],
};
const setting = { group: 'tax', id: 'a', label: 'A', type: 'text', value: 'v', default: null };

describe('the rows', () => {
  it('show settings, hidden ones, statuses and the site, sorted by key', () => {
    const rows = settingRows({
      ...nothing,
      settings: [setting, { ...setting, group: 'general', label: '', type: 'number', value: '10.0' }],
      hidden: [{ group: 'advanced', id: 'api_key', why: 'secret' }],
      statuses: [{ slug: 'on-hold', name: 'On hold' }],
      site: { timeZone: 'Europe/Berlin', language: 'de_DE' },
    });
    expect(rows.map(({ key, label, type, value }) => [key, label, type, value])).toEqual([
      ['advanced:api_key', 'Api key', 'hidden', ''],
      ['general:a', 'A', 'number', '10'],
      ['order_statuses:on-hold', 'On hold', 'status', 'On hold'],
      ['site:language', 'Language', 'locale', 'de_DE'],
      ['site:timezone', 'Time zone', 'timezone', 'Europe/Berlin'],
      ['tax:a', 'A', 'text', 'v'],
    ]);
    expect(rows.filter((row) => row.taxPolicy).map(({ key }) => key)).toEqual(['tax:a']);
    expect(rows.every((row) => row.default === '')).toBe(true);
  });

  it('are one per key: a plugin’s group named like ours does not replace it', () => {
    const rows = settingRows({
      ...nothing,
      settings: [{ ...setting, group: 'site', id: 'timezone' }],
      site: { timeZone: 'UTC', language: 'en_US' },
    });
    expect(rows.map(({ key, value }) => [key, value])).toEqual([
      ['site:language', 'en_US'],
      ['site:timezone', 'UTC'],
    ]);
  });

  it('have keys that come apart again', () => {
    expect(keyParts(settingKey('tax', 'odd:id:x'))).toEqual(['tax', 'odd:id:x']);
  });
});

describe('tax policy', () => {
  it.each([
    ['tax', 'anything', true],
    ['general', 'woocommerce_calc_taxes', true],
    ['general', 'woocommerce_store_postcode', true],
    ['shipping', 'woocommerce_ship_to_destination', true],
    ['general', 'woocommerce_currency_pos', false],
    ['acme', 'woocommerce_calc_taxes', false],
    ['general', 'constructor', false],
  ])('%s %s: %s, with a reason where it is', (group, id, marked) => {
    expect(isTaxPolicy(group, id)).toBe(marked);
    expect(taxPolicyReason(group, id) !== undefined).toBe(marked);
  });
});
