import { describe, expect, it } from 'vitest';
import { ConnectorError } from '../../core/errors.ts';
import type { StoreReader } from '../../woocommerce/port.ts';
import { readStoreSettings } from './read-store.ts';

type Store = Pick<StoreReader, 'settings' | 'orderStatuses' | 'site'>;

const store = (over: Partial<Store> = {}): Store => ({
  settings: () =>
    Promise.resolve({
      groups: [{ id: 'tax', label: 'Tax' }],
      settings: [],
      hidden: [],
      unavailable: [{ group: 'tax', code: 'store.server_error', message: 'x' }],
      skipped: ['email_x'],
    }),
  orderStatuses: () => Promise.resolve({ rows: [{ slug: 'done', name: 'Done' }], faults: [] }),
  site: () => Promise.resolve({ timeZone: 'UTC', language: 'en_US' }),
  ...over,
});

const broken = () => Promise.reject(new ConnectorError({ code: 'store.no_rights', message: 'no' }));

describe('reading the settings of a store', () => {
  it('puts the three readings together', async () => {
    expect(await readStoreSettings(store())).toEqual({
      groups: { tax: 'Tax' },
      settings: [],
      hidden: [],
      statuses: [{ slug: 'done', name: 'Done' }],
      site: { timeZone: 'UTC', language: 'en_US' },
      unavailable: [{ group: 'tax', code: 'store.server_error', message: 'x' }],
      skipped: ['email_x'],
    });
  });

  it('names statuses and site as unavailable where they fail', async () => {
    const facts = await readStoreSettings(store({ orderStatuses: broken, site: broken }));
    expect([facts.statuses, facts.site]).toEqual([[], null]);
    expect(facts.unavailable.map(({ group, code }) => `${group} ${code}`)).toEqual(
      expect.arrayContaining(['order_statuses store.no_rights', 'site store.no_rights']),
    );
  });

  it('does not believe that a store has no order status', async () => {
    const facts = await readStoreSettings(
      store({ orderStatuses: () => Promise.resolve({ rows: [], faults: [] }) }),
    );
    expect(facts.unavailable.at(-1)).toMatchObject({
      group: 'order_statuses',
      code: 'store.no_order_statuses',
    });
  });

  it('takes the statuses that could be read, and not the list for whole', async () => {
    const rows = [{ slug: 'done', name: 'Done' }];
    const faults = [{ id: null, field: 'slug', message: 'slug is missing' }];
    const facts = await readStoreSettings(store({ orderStatuses: () => Promise.resolve({ rows, faults }) }));
    expect(facts.statuses).toEqual(rows);
    expect(facts.unavailable.at(-1)).toEqual({
      group: 'order_statuses',
      code: 'store.order_status_unreadable',
      message: '1 order status is invalid: slug is missing.',
    });
  });

  it('fails where the settings cannot be read, and on a fault of the program', async () => {
    await expect(readStoreSettings(store({ settings: broken }))).rejects.toMatchObject({
      code: 'store.no_rights',
    });
    const fault = () => Promise.reject(new TypeError('bug'));
    await expect(readStoreSettings(store({ site: fault }))).rejects.toThrow('bug');
  });
});
