import { expect, it } from 'vitest';
import type { OdooReader } from '../../odoo/port.ts';
import type { StoreReader } from '../../woocommerce/port.ts';
import { CARRIER_MODEL, carrierExternalId } from './models.ts';
import { findUnknownCarriers } from './own-records.ts';
import { flat, zone } from './testing/worlds.ts';
import { findTwinCarriers } from './twins.ts';

const [OWN, OTHER] = ['11111111', '22222222'] as const;
const idOf = (mark: string, key: string) => carrierExternalId(`${mark}-0000-4000-8000-000000000000`, key);

/** An Odoo with these carriers by their external ids, in use and without products. */
function odooWith(carriers: readonly (readonly [externalId: string, name: string])[]): OdooReader {
  const rows = carriers.map(([, name], at) => ({ id: at + 1, name, active: true, product_id: false }));
  const names = new Map(carriers.map(([externalId], at) => [at + 1, externalId]));
  const reader: Pick<OdooReader, 'count' | 'externalIds' | 'fields' | 'identity' | 'searchRead'> = {
    identity: { company: { id: 1, name: 'Company' } } as OdooReader['identity'],
    fields: () => Promise.resolve(new Map()),
    searchRead: (_model, { row }) => Promise.resolve(rows.map((each) => row.parse(each))),
    externalIds: () => Promise.resolve(names),
    count: () => Promise.resolve(0),
  };
  return reader as OdooReader;
}

it('takes a carrier for a part of a method only where its name is the method’s, with countries', async () => {
  const store = {
    shippingZones: () => Promise.resolve({ zones: [zone(1, flat(7, '5', { title: 'Post' }))], faults: [] }),
  } as unknown as StoreReader;
  const fittingOf = async (name: string) =>
    (await findUnknownCarriers(odooWith([[idOf(OTHER, '7:GB'), name]]), store, new Set())).map(
      ({ fitting }) => fitting,
    );
  expect([await fittingOf('Post (GB)'), await fittingOf('Postal (GB)'), await fittingOf('Post')]).toEqual([
    ...[[1], [0], [0]],
  ]);
});

it('finds the parts of an earlier pairing beside a method that has one carrier now', async () => {
  const odoo = odooWith([
    [idOf(OWN, '7'), 'Post'],
    [idOf(OWN, '8:GB'), 'Parcel (GB)'],
    [idOf(OTHER, '7'), 'Post'],
    [idOf(OTHER, '7:GB'), 'Post (GB)'],
    [idOf(OTHER, '8:GB'), 'Parcel (GB)'],
    [idOf(OTHER, '9:GB'), 'Gone (GB)'],
  ]);
  const twins = await findTwinCarriers(odoo, OWN, new Set([OTHER]));
  expect(twins.map(({ id, keptId, model }) => [model, id, keptId])).toEqual([
    ...[[CARRIER_MODEL, 3, 1] as const, [CARRIER_MODEL, 4, 1] as const, [CARRIER_MODEL, 5, 2] as const],
  ]);
});
