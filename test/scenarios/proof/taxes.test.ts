import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { DomainName } from '../../../src/core/operation.ts';
import type { TaxesProof, TaxResult } from '../../../src/engine/proof/taxes-report.ts';
import { rowsOf } from '../../testing/app-in-odoo.ts';
import { startRig, type Rig } from '../../testing/rig.ts';
import { EACH_SERIES } from '../../testing/series.ts';

const DOMAINS: readonly DomainName[] = ['geography', 'taxes'];

describe.each(EACH_SERIES)('the tax of both servers, Odoo %i', (series) => {
  let rig: Rig;
  const verify = (sample = 40): Promise<TaxesProof> =>
    rig.engine.verifyTaxes(rig.backend, { sample }, () => undefined);
  const unequal = ({ results }: TaxesProof) =>
    results.filter(({ verdict }) => verdict === 'differs' || verdict === 'cent');
  const kinds = (proof: TaxesProof) => [...new Set(unequal(proof).map(({ cause }) => cause?.cause))].sort();

  beforeAll(async () => {
    rig = await startRig({ odoo: { series }, domains: DOMAINS });
    await rig.sync();
    rig.woo.control.snapshot('synced');
    rig.odoo.control.snapshot('synced');
  });
  afterAll(() => rig.close());
  const heal = () => {
    rig.woo.control.restore('synced');
    rig.odoo.control.restore('synced');
  };

  it('is the same to the cent at every address but for cities, and nothing is left behind', async () => {
    const models = ['res.partner', 'product.product', 'product.template', 'sale.order'];
    const count = () => models.map((model) => rowsOf(rig.odoo, model).length);
    const before = count();
    const proof = await verify(200);
    expect(proof.withoutCart).toBeNull();
    expect(proof.counts.equal).toBeGreaterThan(100);
    expect(kinds(proof).filter((kind) => kind !== 'limitation')).toEqual([]);
    expect(count()).toEqual(before);
    expect(rig.woo.control.filledCarts()).toBe(0);
    expect(new Set(proof.results.map(({ basket }) => basket))).toEqual(
      new Set(['one line', 'several lines', 'with shipping']),
    );
  });

  it('asks gently: one question to each server at a time, six to Odoo at most for an address', async () => {
    const { woo, odoo } = rig;
    // Slow answers overlap where two are asked for at once. The plan reads several models side by side, as a sync does.
    const slow = { action: { kind: 'delay', ms: 15 }, always: true } as const;
    odoo.control.reset();
    const whole = await verify(1);
    const plan = odoo.control.counts().total;
    odoo.control.reset();
    woo.control.reset();
    odoo.control.fault({ ...slow, only: { model: 'sale.order' } });
    woo.control.fault({ ...slow, only: { path: 'wc/store/v1' } });
    const proof = await verify(6);
    const { by, total } = odoo.control.counts();
    expect(whole.results.length).toBeLessThan(proof.results.length);
    expect(total - plan).toBeLessThanOrEqual(5 * 6);
    expect(by['sale.order.onchange']).toBeGreaterThanOrEqual(6 * 3);
    const ofCarts = woo.control.log().filter(({ path }) => path.includes('wc/store/v1'));
    // The cart, an item of each class that can be bought, each address, and emptying it.
    expect(ofCarts.length).toBe(1 + 3 + 6 + 1);
    expect(woo.control.mostAtOnce()).toBeLessThanOrEqual(2);
  });

  it('removes what it made where a server fails in the middle, and says what it failed for', async () => {
    const count = () =>
      ['res.partner', 'product.product', 'product.template'].map((model) => rowsOf(rig.odoo, model).length);
    const before = count();
    rig.odoo.control.clearFaults();
    rig.odoo.control.fault({
      ...{ action: { kind: 'html', status: 400 }, at: 3, always: true },
      only: { model: 'sale.order' },
    });
    await expect(verify(5)).rejects.toThrow();
    rig.odoo.control.clearFaults();
    expect(count()).toEqual(before);
    expect(rig.woo.control.filledCarts()).toBe(0);
  });

  /** Both computations end in what was charged, and Odoo's lines add up to it. */
  function expectComputed({ computations = [], odoo, store }: TaxResult): void {
    const [atStore, atOdoo] = computations;
    expect(atStore?.rows.at(-1)).toEqual(['charged', '', '', '', store]);
    expect(atOdoo?.rows.at(-1)).toEqual(['charged', '', '', '', odoo]);
    const computed = atOdoo?.rows.at(-2)?.at(-1) ?? '';
    // 17 takes the tax out of a price that contains it by another rounding of the half cent.
    if (series === 17) expect(Math.abs(Number(computed) - Number(odoo))).toBeLessThan(0.011);
    else expect(computed).toBe(odoo);
    expect(atStore?.rows.length).toBeGreaterThan(2);
    expect(atOdoo?.rows.length).toBeGreaterThan(2);
  }

  async function found(seed: () => void | Promise<void>, cause: string): Promise<TaxResult> {
    heal();
    await seed();
    const all = unequal(await verify(60));
    for (const each of all) expectComputed(each);
    const result = all.find((each) => each.cause?.cause === cause);
    if (result?.cause === undefined) throw new Error(`${cause} was not found`);
    expect(result.cause.reason).not.toBe('');
    expect(result.cause.remedy).not.toBe('');
    return result;
  }

  it('finds a tax that was edited in Odoo', async () => {
    const { computations } = await found(() => {
      const [tax] = rowsOf(rig.odoo, 'account.tax').filter(
        ({ amount, type_tax_use }) => type_tax_use === 'sale' && Number(amount) === 7.25,
      );
      rig.odoo.control.write('account.tax', [tax?.id ?? 0], { amount: 7 });
    }, 'tax_changed');
    // By default 17 and 18 round on each line, 19 once per order.
    const [atStore, atOdoo] = (computations ?? []).map(({ rows: [first] }) => first);
    expect(atStore).toEqual(['1 × 12.95, standard', '12.95', '7.25% CA State Tax', '0.938875', '0.94']);
    expect(atOdoo?.slice(0, 2)).toEqual(['1 × 12.95, standard', '12.95']);
    expect(atOdoo?.[2]).toMatch(/^7% US CA State Tax 7\.25%/u);
    expect(atOdoo?.[3]).toBe('0.9065');
    expect(computations?.map(({ title }) => title)).toEqual([
      'WooCommerce: prices without tax, rounded on each line',
      expect.stringMatching(/^Odoo: fiscal position “.+”, rounded (?:on each line|once per order)$/u),
    ]);
  });

  it('finds a position that was switched off', async () => {
    const result = await found(() => {
      const [position] = rowsOf(rig.odoo, 'account.fiscal.position').filter(({ name }) =>
        String(name).includes('DE'),
      );
      rig.odoo.control.write('account.fiscal.position', [position?.id ?? 0], { auto_apply: false });
    }, 'tax_changed');
    expect(result.address.country).toBe('DE');
  });

  it("finds a user's position in front of the connector", async () => {
    const result = await found(() => {
      const germany = rowsOf(rig.odoo, 'res.country').find(({ code }) => code === 'DE')?.id ?? 0;
      rig.odoo.control.create('account.fiscal.position', [
        { name: 'Special', auto_apply: true, country_id: germany, sequence: -50, company_id: 1 },
      ]);
    }, 'other_position');
    expect(result.cause?.reason).toContain('"Special"');
  });

  it('finds a position that was deleted', async () => {
    const result = await found(() => {
      const [position] = rowsOf(rig.odoo, 'account.fiscal.position').filter(({ name }) =>
        String(name).includes('DE'),
      );
      rig.odoo.control.unlink('account.fiscal.position', [position?.id ?? 0]);
    }, 'tax_changed');
    expect(result.address.country).toBe('DE');
    expect(result.cause?.remedy).toContain('woo-odoo plan taxes');
  });

  it('finds a store that taxes by its own address since the sync', async () => {
    const result = await found(
      () => rig.woo.control.setSetting('tax', 'woocommerce_tax_based_on', 'base'),
      'base_address',
    );
    expect(result.cause?.remedy).toContain('woo-odoo sync');
  });

  it('finds a position for customers with a VAT number that replaces none of the taxes of the store', async () => {
    heal();
    const germany = rowsOf(rig.odoo, 'res.country').find(({ code }) => code === 'DE')?.id ?? 0;
    rig.odoo.control.create('account.fiscal.position', [
      { name: 'EU business', auto_apply: true, vat_required: true, country_id: germany, sequence: -50 },
    ]);
    const ofBusiness = (await verify(60)).results.filter(
      ({ customer, position }) => customer === 'business' && position === 'EU business',
    );
    // Without a postcode, and at both ends of the postcodes with a rate of their own.
    expect(ofBusiness).toHaveLength(3);
    // On 19 a position without taxes removes them all: no tax is what such a customer is meant to pay.
    if (series === 19) expect(ofBusiness[0]).toMatchObject({ verdict: 'exempt', odoo: '0.00' });
    else {
      expect(ofBusiness[0]).toMatchObject({ verdict: 'differs', cause: { cause: 'other_position' } });
      expect(ofBusiness[0]?.cause?.remedy).toContain('--chart-positions map');
    }
  });

  it('finds a filter that keeps prices with tax the same everywhere', async () => {
    await found(async () => {
      rig.woo.control.setSetting('tax', 'woocommerce_prices_include_tax', 'yes');
      await rig.sync();
      rig.woo.control.behave({ keepsGrossPrices: true });
    }, 'plugin');
  });

  it('finds another rounding', async () => {
    await found(async () => {
      rig.woo.control.setSetting('tax', 'woocommerce_tax_round_at_subtotal', 'yes');
      await rig.sync();
      rig.odoo.control.write('res.company', [1], { tax_calculation_rounding_method: 'round_per_line' });
    }, 'rounding');
  });

  it("speaks by the store's rules where its cart is closed, and reports it", async () => {
    heal();
    rig.woo.control.behave({ storeApi: 'closed' });
    const proof = await verify(20);
    expect(proof.withoutCart).toContain('does not let visitors');
    expect(proof.results.every(({ source }) => source === 'rules')).toBe(true);
    expect(kinds(proof).filter((kind) => kind !== 'limitation')).toEqual([]);
  });

  it('compares a class that no cart takes by the rules of the store, beside the others', async () => {
    heal();
    rig.woo.control.removeProduct(13);
    const { results } = await verify(8);
    const byRules = results.filter(({ customer, source }) => source === 'rules' && customer === 'private');
    expect(byRules).toHaveLength(8 * 2);
    expect(byRules.every(({ verdict }) => verdict === 'equal')).toBe(true);
    expect(results.some(({ source }) => source === 'cart')).toBe(true);
  });

  it('has nothing to compare before the first sync, and says so', async () => {
    const fresh = await startRig({ odoo: { series }, domains: DOMAINS });
    onTestFinished(() => fresh.close());
    await expect(fresh.engine.verifyTaxes(fresh.backend, { sample: 5 }, () => undefined)).rejects.toThrow(
      'nothing to compare',
    );
  });

  it('cleans up what a killed proof left, and refuses to probe a store without taxes', async () => {
    heal();
    const count = () => rowsOf(rig.odoo, 'product.product').length + rowsOf(rig.odoo, 'res.partner').length;
    const before = count();
    const name = `WooCommerce connector: tax probe ${rig.backend.id.slice(0, 8)} standard (may be deleted)`;
    rig.odoo.control.create('res.partner', [
      { name, active: false },
      { name: 'somebody else', active: false },
    ]);
    expect(await rig.engine.cleanProof(rig.backend, () => undefined)).toBe(1);
    expect(count()).toBe(before + 1);
    rig.woo.control.setSetting('general', 'woocommerce_calc_taxes', 'no');
    await expect(verify(5)).rejects.toThrow('Taxes are switched off');
  });
});
