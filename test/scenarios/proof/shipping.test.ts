import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { DomainName } from '../../../src/core/operation.ts';
import type { ShippingsProof, ShippingResult } from '../../../src/engine/proof/shipping-report.ts';
import { rowsOf } from '../../testing/app-in-odoo.ts';
import { startRig, type Rig } from '../../testing/rig.ts';
import { EACH_SERIES } from '../../testing/series.ts';
import { flatRate, zone } from '../shipping/small-shop.ts';

const DOMAINS: readonly DomainName[] = ['geography', 'taxes', 'shipping'];
/** What a check may leave nothing of. */
const MODELS = [
  ...['res.partner', 'product.product', 'product.template', 'sale.order', 'sale.order.line'],
  ...['choose.delivery.carrier', 'ir.model.data'],
] as const;

describe.each(EACH_SERIES)('the shipping of both servers, Odoo %i', (series) => {
  let rig: Rig;
  const verify = (sample: number, wizard = false): Promise<ShippingsProof> =>
    rig.engine.verifyShipping(rig.backend, { sample, wizard }, () => undefined);
  const count = () => MODELS.map((model) => rowsOf(rig.odoo, model).length);
  const nextNumber = () => rig.odoo.control.records('ir.sequence').map((row) => row['number_next']);
  const kinds = ({ results }: ShippingsProof, verdict: ShippingResult['verdict']) =>
    [...new Set(results.filter((each) => each.verdict === verdict).map(({ cause }) => cause?.cause))].sort();
  const carrier = (name: string) =>
    Number(rowsOf(rig.odoo, 'delivery.carrier').find((row) => row['name'] === name)?.id);

  beforeAll(async () => {
    rig = await startRig({ odoo: { series }, domains: DOMAINS });
    await rig.sync();
    rig.woo.control.snapshot('synced');
    rig.odoo.control.snapshot('synced');
  });
  afterAll(() => rig.close());
  beforeEach(() => {
    rig.woo.control.restore('synced');
    rig.odoo.control.restore('synced');
    rig.odoo.control.clearFaults();
    rig.woo.control.clearFaults();
  });

  it('is the same but for what Odoo does not support, and nothing is written to Odoo', async () => {
    rig.odoo.control.reset();
    const proof = await verify(40);
    expect(proof).toMatchObject({ withoutCart: null, leftBehind: null, waiting: [], odooBy: 'rules' });
    expect(proof.counts).toMatchObject({ differs: 0, cent: 0, not_probed: 0 });
    expect(proof.counts.equal).toBeGreaterThan(250);
    expect(kinds(proof, 'limited')).toEqual(['limitation', 'minimum_with_tax', 'pickup', 'shipping_class']);
    // Odoo itself brings a delivery method for all the world, which costs nothing.
    expect(kinds(proof, 'besides')).toEqual(['other_carrier']);
    expect(new Set(proof.results.map(({ basket }) => basket))).toEqual(
      new Set([
        ...['one light piece', 'several heavy pieces', 'shipping class Bulky', 'shipping class Fragile'],
        ...['75 or more', 'below 75', '150 or more', 'below 150'],
      ]),
    );
    expect(new Set(proof.results.map(({ method }) => method)).size).toBeGreaterThanOrEqual(12);
    expect(rig.odoo.control.log().filter(({ changes }) => changes > 0)).toEqual([]);
    expect(rig.woo.control.filledCarts()).toBe(0);
  });

  it("is the same by Odoo's own delivery form, and neither a record nor a number is left behind", async () => {
    const before = [count(), nextNumber()];
    const proof = await verify(8, true);
    expect(proof).toMatchObject({ withoutCart: null, leftBehind: null, odooBy: 'wizard' });
    expect(proof.counts).toMatchObject({ differs: 0, cent: 0, not_probed: 0 });
    expect(proof.counts.equal).toBeGreaterThan(50);
    expect([count(), nextNumber()]).toEqual(before);
    expect(rig.woo.control.filledCarts()).toBe(0);
    // Both ways come to the same.
    const { results } = await verify(8);
    const bare = ({ basket, method, odoo, odooTax, store, verdict, why }: ShippingResult) =>
      [why, basket, method, store, odoo, odooTax, verdict].join(' | ');
    expect(proof.results.map(bare)).toEqual(results.map(bare));
  });

  it('asks gently: two questions at a time at most', async () => {
    const { odoo, woo } = rig;
    const slow = { action: { kind: 'delay', ms: 15 }, always: true } as const;
    woo.control.reset();
    odoo.control.reset();
    woo.control.fault({ ...slow, only: { path: 'wc/store/v1' } });
    odoo.control.fault({ ...slow, only: { model: 'sale.order' } });
    odoo.control.fault({ ...slow, only: { model: 'choose.delivery.carrier' } });
    await verify(3);
    const carts = woo.control.log().filter(({ path }) => path.includes('wc/store/v1'));
    // Eight baskets with nine items: opened, filled, asked at three addresses, emptied.
    expect(carts).toHaveLength(8 + 9 + 8 * 3 + 8);
    expect(woo.control.mostAtOnce()).toBeLessThanOrEqual(2);
    odoo.control.reset();
    await verify(3, true);
    const asked = odoo.control.log().filter(({ model }) => /sale\.order|choose\.delivery/u.test(model ?? ''));
    expect(asked.length).toBeGreaterThan(3 * 8);
    expect(odoo.control.counts().by['sale.order.create']).toBe(3);
    expect(odoo.control.counts().by['sale.order.unlink']).toBe(3);
  });

  it.each(['html', 'lostAnswer'] as const)(
    'removes what it made where Odoo fails in the middle: %s',
    async (kind) => {
      const before = [count(), nextNumber()];
      rig.odoo.control.fault(
        kind === 'html'
          ? { action: { kind, status: 400 }, at: 5, always: true, only: { model: 'choose.delivery.carrier' } }
          : { action: { kind }, at: 2, only: { model: 'sale.order', call: 'create' } },
      );
      await expect(verify(5, true)).rejects.toThrow();
      rig.odoo.control.clearFaults();
      expect([count(), nextNumber()]).toEqual(before);
      expect(rig.woo.control.filledCarts()).toBe(0);
    },
  );

  it('cleans up what a killed check left, quotations too', async () => {
    const before = count();
    const mark = rig.backend.id.slice(0, 8);
    const name = `WooCommerce connector: tax probe ${mark} (may be deleted)`;
    const [partner = 0] = rig.odoo.control.create('res.partner', [{ name, active: false }]);
    rig.odoo.control.create('sale.order', [
      { name, partner_id: partner, partner_shipping_id: partner, company_id: 1 },
    ]);
    expect(await rig.engine.cleanProof(rig.backend, () => undefined)).toBe(2);
    expect(count()).toEqual(before);
  });

  /** The first result with the cause that was seeded. */
  async function found(cause: string, wizard = false, sample = 8): Promise<ShippingResult> {
    const proof = await verify(sample, wizard);
    const result = proof.results.find((each) => each.cause?.cause === cause);
    if (result?.cause === undefined) {
      const others = proof.causes.map((each) => `${each.cause}: ${each.reason}`).join('\n');
      throw new Error(`${cause} was not found, but\n${others}`);
    }
    expect(result.cause.remedy).not.toBe('');
    return result;
  }

  it.each([false, true])('finds a price that was edited in Odoo (by the form: %s)', async (wizard) => {
    rig.odoo.control.write('delivery.carrier', [carrier('Fahrradkurier')], { fixed_price: 5.5 });
    const result = await found('price_edited', wizard);
    expect(result).toMatchObject({
      method: 'Fahrradkurier',
      store: '4.90',
      odoo: '5.50',
      verdict: 'differs',
    });
    expect(result.cause?.reason).toContain('fixed_price 5.5 in Odoo, 4.9');
    const [atStore, atOdoo] = (result.computations ?? []).map(({ rows }) =>
      rows.map(([name = '', amount]) => [name, amount]),
    );
    expect(atStore).toEqual(
      expect.arrayContaining([
        ['Cost', '4.90'],
        ['“Fahrradkurier” by its settings', '4.90'],
        ['price', '4.90'],
      ]),
    );
    expect(atOdoo).toEqual(
      expect.arrayContaining([
        ['fixed price', '5.5'],
        ['“Fahrradkurier”', '5.50'],
      ]),
    );
  });

  it.each([false, true])('finds a delivery method that was archived (by the form: %s)', async (wizard) => {
    rig.odoo.control.write('delivery.carrier', [carrier('Fahrradkurier')], { active: false });
    const result = await found('archived', wizard, 3);
    expect(result).toMatchObject({ method: 'Fahrradkurier', odoo: null, verdict: 'differs' });
  });

  it('finds a method that was disabled since the sync', async () => {
    rig.woo.control.changeMethod(12, { enabled: false });
    const result = await found('not_synced');
    expect(result).toMatchObject({ method: 'Asia', store: null, verdict: 'differs' });
  });

  it("finds a user's delivery method that Odoo offers besides", async () => {
    const [product = 0] = rig.odoo.control.create('product.product', [{ name: 'Own', type: 'service' }]);
    rig.odoo.control.create('delivery.carrier', [
      { name: 'Own van', product_id: product, delivery_type: 'fixed', fixed_price: 3 },
    ]);
    const { results } = await verify(4);
    const own = results.filter(({ method }) => method === 'Own van');
    expect(own).toHaveLength(4);
    expect(own[0]).toMatchObject({ verdict: 'besides', store: null, odoo: '3.00' });
    expect(own[0]?.cause?.cause).toBe('other_carrier');
  });

  it('finds where a user changed the places of a delivery method', async () => {
    rig.odoo.control.write('delivery.carrier', [carrier('Fahrradkurier')], { zip_prefix_ids: [[6, 0, []]] });
    const result = await found('zone', false, 26);
    expect(result).toMatchObject({ method: 'Fahrradkurier', store: null, verdict: 'differs' });
    expect(result.cause?.reason).toContain('zips nothing in Odoo');
  });

  it('finds a store that taxes by its own address since the sync', async () => {
    rig.woo.control.setSetting('tax', 'woocommerce_tax_based_on', 'base');
    const result = await found('base_address');
    expect(result.verdict).toBe('differs');
    expect(result.store).toBe(result.odoo);
    expect(result.storeTax).not.toBe(result.odooTax);
  });

  it('finds the cost of a shipping class that was edited in the store', async () => {
    rig.woo.control.changeMethod(1, { settings: { class_cost_16: '18' } });
    const { results } = await verify(4);
    const result = results.find(
      ({ basket, method }) => method === 'Flat rate CA' && basket.includes('Bulky'),
    );
    expect(result).toMatchObject({ store: '25.50', odoo: '7.50', verdict: 'limited' });
    expect(result?.cause).toMatchObject({ cause: 'shipping_class' });
    expect(result?.cause?.reason).toContain('Bulky');
  });

  it('finds a zone that was added after the sync, on both sides of it', async () => {
    rig.woo.control.putZone(zone(31, 'Alabama', ['US:AL'], [flatRate(131, 'Lone star', '6')], 1));
    const proof = await verify(14);
    const added = proof.results.find(({ method }) => method === 'Lone star');
    expect(added).toMatchObject({ store: '6.00', odoo: null, verdict: 'differs' });
    expect(added?.cause).toMatchObject({ cause: 'no_carrier' });
    const instead = proof.results.find(({ method, why }) => method === 'US ground' && why.includes('US AL'));
    expect(instead).toMatchObject({ store: null, odoo: '12.00', verdict: 'differs' });
    expect(instead?.cause).toMatchObject({ cause: 'not_synced', remedy: 'Sync: woo-odoo sync' });
    await rig.sync();
    expect((await verify(4)).counts.differs).toBe(0);
    // What the connector remembers is to fit the stand-ins as they are restored.
    rig.woo.control.removeZone(31);
    const gone = (await verify(14)).results.find(({ method }) => method === 'Lone star');
    expect(gone).toMatchObject({ store: null, odoo: '6.00', cause: { cause: 'not_synced' } });
    await rig.sync({ allowRemovals: true });
  });

  it('finds a minimum amount that is reached only with tax', async () => {
    rig.woo.control.changeMethod(2, { settings: { min_amount: '13.50' } });
    await rig.sync();
    // A mug costs 12.95 without tax.
    const result = await found('minimum_with_tax', false, 6);
    expect(result).toMatchObject({ method: 'Free over $75', store: null, odoo: '0.00', verdict: 'limited' });
    rig.woo.control.setSetting('tax', 'woocommerce_tax_display_cart', 'incl');
    const shown = (await verify(6)).results.filter(({ cause }) => cause?.cause === 'minimum_with_tax');
    expect(shown).toEqual([]);
  });

  it('finds a plugin that charges more than the settings say', async () => {
    rig.woo.control.behave({ shippingSurcharge: '2' });
    const result = await found('plugin', false, 3);
    expect(result.cause?.reason).toContain('a plugin changes what is offered');
  });

  it("speaks by the store's settings where its cart is closed, and reports it", async () => {
    rig.woo.control.behave({ storeApi: 'closed' });
    const proof = await verify(10);
    expect(proof.withoutCart).toContain('does not let visitors');
    expect(proof.results.every(({ source }) => source === 'rules')).toBe(true);
    expect(proof.counts).toMatchObject({ differs: 0, cent: 0, not_probed: 0 });
  });

  it('reports what there is nothing to compare of', async () => {
    rig.woo.control.setSetting('general', 'woocommerce_ship_to_countries', 'disabled');
    await expect(verify(5)).rejects.toThrow('Shipping is switched off');
    await expect(verify(0)).rejects.toThrow('between 1 and');
  });
});
