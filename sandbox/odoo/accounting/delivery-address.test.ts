import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Json } from '../../json.ts';
import { callByRpc } from '../call-by-rpc.ts';
import { startOdoo } from '../start.ts';
import type { SandboxOdoo } from '../start.ts';

describe.each([17, 18, 19] as const)('whose address decides the position of an order, Odoo %i', (series) => {
  let odoo: SandboxOdoo;
  beforeAll(async () => {
    odoo = await startOdoo({ series, chart: 'de', countries: ['DE', 'FR', 'ES', 'US'] });
    odoo.control.snapshot('fresh');
  });
  beforeEach(() => {
    odoo.control.restore('fresh');
  });
  afterAll(() => odoo.close());

  const idOf = (model: string, field: string, value: Json) =>
    Number(odoo.control.records(model, [[field, '=', value]])[0]?.['id']);
  const country = (code: string) => idOf('res.country', 'code', code);
  const named = (name: string) => idOf('account.fiscal.position', 'name', name);
  const partner = (values: Record<string, Json>) =>
    odoo.control.create('res.partner', [{ name: 'P', ...values }])[0] ?? 0;
  const ofOrder = async (partner_id: number, partner_shipping_id?: number) => {
    const values = { partner_id, ...(partner_shipping_id !== undefined && { partner_shipping_id }) };
    const spec = { fiscal_position_id: {} };
    const answer = await callByRpc(odoo, 'connector', [
      ...['sale.order', 'onchange'],
      [[], values, ['partner_id'], spec],
    ] as never);
    return (answer as { value: Record<string, Json> }).value['fiscal_position_id'] ?? false;
  };

  it('that of the delivery; of business customers of one country of the Union the one of the invoice', async () => {
    const home = named('Domestic business partner');
    const business = named('Business partner EU (with VAT ID)');
    const vat = { vat: 'FR23334175221' };
    const shipped = partner({ country_id: country('FR'), ...vat });
    const private_ = partner({ country_id: country('DE') });
    expect(await ofOrder(private_)).toBe(home);
    expect(await ofOrder(private_, shipped)).toBe(business);
    odoo.control.write('res.company', [1], { vat: 'DE462612124' });
    const own = partner({ country_id: country('DE'), vat: 'DE123456788' });
    // 17 and 18 ask for the VAT number first, and Germany is in the group.
    expect(await ofOrder(own, partner({ country_id: country('US') }))).toBe(series === 19 ? home : business);
  });

  it('one that was set by hand comes before all of that', async () => {
    const byHand = named('Business partner abroad (non-EU)');
    const chosen = partner({ country_id: country('DE'), property_account_position_id: byHand });
    expect(await ofOrder(chosen)).toBe(byHand);
    expect(await ofOrder(partner({ country_id: country('FR') }), chosen)).toBe(byHand);
  });

  it("outside of the Union's VAT area 19 does not take a position of its countries", async () => {
    const [ceuta] = odoo.control.records('res.country.state', [
      ['country_id', '=', country('ES')],
      ['code', '=', 'CE'],
    ]);
    const vat = 'ESA12345674';
    const inSpain = partner({ country_id: country('ES'), vat });
    const inCeuta = partner({ country_id: country('ES'), state_id: Number(ceuta?.['id']), vat });
    const business = named('Business partner EU (with VAT ID)');
    expect(await ofOrder(inSpain)).toBe(business);
    expect(await ofOrder(inCeuta)).toBe(series === 19 ? false : business);
  });
});

it('of two with one sequence 19 takes the one that was not written again', async () => {
  const odoo = await startOdoo({ series: 19, chart: 'us', countries: ['US'] });
  const [domestic, foreign] = odoo.control.records('account.fiscal.position');
  expect([domestic?.['name'], foreign?.['name']]).toEqual(['Domestic', 'Foreign Trade']);
  const lines = [{ taxIds: [], price: '1', qty: 1 }];
  const chosen = () => odoo.control.quote({ country: 'US', lines }).positionId;
  expect(chosen()).toBe(foreign?.['id']);
  const order = { order: 'sequence' };
  expect(
    await callByRpc(odoo, 'connector', ['account.fiscal.position', 'search', [[]], order] as never),
  ).toEqual([foreign?.['id'], domestic?.['id']]);
  odoo.control.write('account.fiscal.position', [Number(foreign?.['id'])], { note: 'x' });
  expect(chosen()).toBe(domestic?.['id']);
  await odoo.close();
});
